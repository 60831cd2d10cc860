"""Tables of settings that tell a network ("Hidden layers | 5", "Units per layer | 300", "Activation | tanh").

One network for each column of values, or for each row where the settings are the heads of the columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.model import Exhibit, FigureType
from extract.tables.assemble import chain
from extract.tables.cells import is_layer, is_value
from extract.tables.head_rows import heads_of
from extract.tables.headers import plain, role_of
from extract.tables.model import Cell, Grid
from extract.tables.model_heads import kind_of
from extract.tables.set_layers import layers_set
from extract.tables.set_slots import OF_WINDOWS, UnknownSettingError
from extract.tables.setting_heads import SettingHead, Tells, setting_of, settings_of
from extract.tables.setting_values import items_of
from extract.tables.sheets import row_sheet
from extract.tables.values import is_empty, unmarked
from graph import Graph

_PROPERTIES: frozenset[Tells] = frozenset(("units", "depth", "kernel", "filters"))
"""What only settings tell; a layer's name, "Dropout" or "Activation" may as well be a row of layers."""
_TRIED = re.compile(
    r"range|search|space|candidates?|tried|grid|options|choices|considered|sweep|explored", re.I
)
"""Heads of columns with all values that were tried."""
_REMARKS = re.compile(r"desc\w*|notes?|comments?|meaning|symbols?|notation|remarks?|references?|units?", re.I)
_OF_SETTINGS = re.compile(
    r"(?:(?:model|network|architecture|layer)s? )?(?:(?:hyper-?\s?)?param(?:eter)?|setting|option|propert(?:y|ies)"
    r"|item|attribute|description|configuration|component|module|name|part|dimension|quantity|variable)s?(?: name)?",
    re.I,
)
"""What stands over the names of settings."""
_OF_NETWORKS = re.compile(
    r"(?:case|task|id|no|model|net(?:work)?|problem|benchmark|experiment|config(?:uration)?|data ?set|domain|variant"
    r"|version|environment|env|method|name|architecture|function|setting|test|example|equation|agent|system"
    r"|scenario)s?(?: name)?",
    re.I,
)
"""What stands over the names of networks, which may be numbers."""
_BLOCKS = re.compile(r"\bheads?\b|\bffn?\b|attention|transformer", re.I)
"""What only blocks of attention have."""
UNKNOWN = 0.25
"""Settings that are not known, for each that is, up to which a table may tell a network."""
TOLD = 0.5
"""Share of the settings that speak of layers, others of training, from which on a table tells a network."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """A setting: what its head says, and what is printed of it for each network."""

    head: str
    heads: tuple[SettingHead, ...]
    cells: tuple[Cell | None, ...]


def set_networks(grid: Grid, exhibit: Exhibit) -> tuple[FigureType, tuple[Graph, ...]] | None:
    """The networks that settings tell; None where a table prints none, or some that no layer has."""
    for read in (_along, _down):
        found = read(grid)
        if found is None:
            continue
        names, settings = found
        told = [_network(name, at, settings, exhibit) for at, name in enumerate(names)]
        graphs = tuple(graph for graph in told if graph is not None)
        if len(graphs) == len(told) and _says_enough(graphs):
            return ("table-row-major" if len(graphs) == 1 else "table-variants"), graphs
    return None


def _says_enough(graphs: Sequence[Graph]) -> bool:
    """Whether there is more than the ends of networks, with a width somewhere."""
    nodes = [node for graph in graphs for node in graph.nodes]
    set_ = [n for n in nodes if {"units", "filters", "kernel"} & set(n.attributes)]
    return len(nodes) > 1 and bool(set_)


def _network(name: str, at: int, settings: Sequence[_Setting], exhibit: Exhibit) -> Graph | None:
    own: list[tuple[SettingHead, Cell]] = []
    for setting in settings:
        cell = setting.cells[at]
        if cell is None or is_empty(cell.text):
            continue
        if len(setting.heads) == 1:
            own.append((setting.heads[0], cell))
            continue
        parts = re.split(r"\s*[,;/]\s*", cell.text)
        if len(parts) != len(setting.heads):
            return None
        own.extend(
            (head, replace(cell, lines=(replace(cell.lines[0], text=part),)))
            for head, part in zip(setting.heads, parts, strict=True)
        )
    try:
        drafts = layers_set(own, name)
    except UnknownSettingError:
        return None
    for number, draft in enumerate(drafts):
        draft.row = number
    return chain(name, drafts, exhibit) if drafts else None


def _along(grid: Grid) -> tuple[list[str], list[_Setting]] | None:
    """Settings down the first column, a network in each other one."""
    columns = _value_columns(grid)
    first = grid.text(grid.header_rows - 1, 0) if grid.header_rows else ""
    if not columns or (first and not _OF_SETTINGS.fullmatch(plain(first)) and len(columns) == 1):
        return None
    rows = [
        row
        for row in range(grid.header_rows, len(grid.rows))
        if grid.text(row, 0) and any(grid.at(row, at) is not grid.at(row, 0) for at in columns)
    ]
    settings = [
        _Setting(grid.text(row, 0), settings_of(grid.text(row, 0)), tuple(grid.at(row, at) for at in columns))
        for row in rows
    ]
    names = [""] if len(columns) == 1 else [grid.text(grid.header_rows - 1, at) for at in columns]
    of_layers = role_of(first) == "op" or sum(map(_is_place, names)) > TOLD * len(names)
    # "Kernel", "Stride" down the side of "Conv1", "Pool1", "FC1" set these layers.
    windows = any(head.tells in OF_WINDOWS and not head.part for each in settings for head in each.heads)
    of_layers = of_layers or (windows and sum(map(is_layer, names)) > TOLD * len(names))
    if of_layers or len(set(names)) < len(names):
        return None
    return _checked([unmarked(name) for name in names], settings)


def _is_place(name: str) -> bool:
    """Whether a name is that of a layer by its place: "Input", "Hidden 1"."""
    told = setting_of(name)
    return told is not None and told.tells == "layer" and told.part in ("input", "hidden", "output", "dense")


def _value_columns(grid: Grid) -> list[int]:
    columns = list(range(1, len(grid.columns)))
    if not grid.header_rows:
        return columns if len(columns) == 1 else []
    heads = {at: grid.text(grid.header_rows - 1, at) for at in columns}
    return [at for at in columns if not (_TRIED.search(heads[at]) or _REMARKS.fullmatch(plain(heads[at])))]


def _down(grid: Grid) -> tuple[list[str], list[_Setting]] | None:
    """Networks down the first column, a setting in each other one."""
    if not grid.header_rows or len(grid.columns) < 3:
        return None
    heads = heads_of(grid, grid.header_rows)
    records = [record for record in row_sheet(grid, grid.header_rows).records if record.fields]
    names = [record.fields[0].text for record in records]
    over = plain(heads[0].text)
    if len(records) < 2 or (
        over and role_of(over) in ("op", "index", "name") and not _OF_NETWORKS.fullmatch(over)
    ):
        return None
    if any(map(is_value, names)) and not _OF_NETWORKS.fullmatch(over):
        return None
    if len(set(names)) < len(names) or sum(map(is_layer, names)) > TOLD * len(names):
        return None
    settings = []
    for at in range(1, len(heads)):
        cells = tuple(record.fields[at].cell for record in records)
        texts = [cell.text for cell in cells if cell is not None]
        kind = kind_of(heads[at].text, texts)
        if kind == "score":
            return None
        told = (SettingHead("", "training"),) if kind == "measure" else settings_of(heads[at].text)
        settings.append(_Setting(heads[at].text, told, cells))
    named = [f"{over} {name}".capitalize() if is_value(name) else name for name in names]
    windows = any(head.tells in OF_WINDOWS for setting in settings for head in setting.heads)
    if windows or not all(setting.heads for setting in settings):
        return None
    return _checked([unmarked(name) for name in named], settings)


def _checked(names: list[str], settings: list[_Setting]) -> tuple[list[str], list[_Setting]] | None:
    """The names and the settings of layers, if there are enough of these."""
    known = [s for s in settings if s.heads and s.heads[0].tells != "training"]
    training = sum(bool(s.heads) for s in settings) - len(known)
    unknown = len(settings) - len(known) - training
    told = {head.tells for setting in known for head in setting.heads}
    if len(known) < 2 or unknown > UNKNOWN * len(known) or len(known) < TOLD * len(settings):
        return None
    if _of_blocks(known, [setting.head for setting in settings]):
        return None
    if not (told & _PROPERTIES or (len(names) > 1 and not unknown and _widths_of_layers(known))):
        return None
    return names, known


def _widths_of_layers(settings: Sequence[_Setting]) -> bool:
    """Whether named layers are given with nothing but their widths: "Hidden 1 | 64, ReLU | 128, ReLU"."""
    cells = [
        cell.text
        for setting in settings
        for cell in setting.cells
        if setting.heads[0].tells == "layer" and setting.heads[0].part != "input" and cell is not None
    ]
    told = [items for text in cells if not is_empty(text) and (items := items_of(text))]
    return any(items[0].number is not None for items in told)


def _of_blocks(settings: Sequence[_Setting], heads: Sequence[str]) -> bool:
    """Whether sizes are those of blocks with parts of their own, or of stages that have the same ones again."""
    told = [head for setting in settings for head in setting.heads]
    scoped = any(head.scope and not head.part and head.tells != "layer" for head in told)
    again = len({(head.part, head.tells, head.number, head.scope) for head in told}) < len(told)
    bare = {head.tells for head in told} <= {"units", "depth"} and {head.part for head in told} <= {
        "",
        "hidden",
    }
    sized = bare and not any(re.search(r"units|neurons|nodes|hidden layers", head, re.I) for head in heads)
    return scoped or again or sized or any(_BLOCKS.search(head) for head in heads)
