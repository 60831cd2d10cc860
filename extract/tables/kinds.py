"""The layouts of layer tables: one layer a column, one network a column, one layer a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from extract.model import Exhibit, FigureType
from extract.tables.abbreviations import abbreviations
from extract.tables.assemble import chain
from extract.tables.by_place import with_kinds_by_place
from extract.tables.cells import is_layer
from extract.tables.channel_pairs import channel_pairs
from extract.tables.cited_rows import with_cited_rows
from extract.tables.columns_apart import networks_along
from extract.tables.dotted import without_dots
from extract.tables.drafts import Draft
from extract.tables.head_rows import heads_of
from extract.tables.headers import Role, head_of, role_of
from extract.tables.judge import ARCHITECTURE
from extract.tables.layer_column import detailed, find_op, layout_of
from extract.tables.layouts import record_drafts
from extract.tables.model import Grid
from extract.tables.parallel import meet, pathways
from extract.tables.parted import parted
from extract.tables.records import Sheet
from extract.tables.sections import implied_input, sections_of
from extract.tables.sheets import column_sheet, row_sheet
from extract.tables.unnamed import is_numbered, with_convolutions
from extract.tables.variant_parts import by_part
from extract.tables.variants import PARALLEL, Variants, find_variants, variant_drafts
from extract.tables.wired import joins_sections, named_inputs
from graph import Graph

_SET = re.compile(r"\(|\d\s*[×x,]|[\s,]\d")
"""Settings of a layer in its cell, which a number in its name ("conv1") is not."""
Found = tuple[FigureType, tuple[Graph, ...]]
_SETTINGS: frozenset[Role] = frozenset(
    ("kernel", "stride", "padding", "filters", "units", "pool_kernel", "pool_stride", "activation")
)
_COLUMNS: frozenset[Role] = frozenset(
    ("kernel", "stride", "filters", "in_out", "output", "repeat", "units", "padding")
)


def column_major(grid: Grid, exhibit: Exhibit) -> Found | None:
    """One layer a column: the first column holds the heads."""
    graphs = [_laid(name, own, exhibit) for name, own in networks_along(grid)]
    found = tuple(graph for graph in graphs if graph is not None)
    return ("table-column-major", found) if len(found) == len(graphs) else None


def _laid(name: str, grid: Grid, exhibit: Exhibit) -> Graph | None:
    """The network of a grid whose columns are layers; None where they are none."""
    if len(grid.columns) < 3:
        return None
    sheet = column_sheet(grid)
    roles = [role for head in sheet.heads if (role := head.role) in _SETTINGS or role == "op"]
    texts = [head.text for head in sheet.heads if head.text]
    few = len(roles) < 0.4 * len(texts) and not numbered_columns(grid)
    if len(set(roles)) < 2 or set(roles) == {"op"} or few or _headed(grid) or _stacked(grid):
        return None
    sheet = with_kinds_by_place(with_convolutions(sheet, exhibit.caption))
    op = find_op(sheet, exhibit.caption)
    if op is None or op[1] < 0.5:
        return None
    layout = layout_of(sheet, op[0], exhibit.caption)
    drafts = [d for i, record in enumerate(sheet.records) for d in record_drafts(record, layout, i)]
    if len(drafts) < 2:
        return None
    if drafts[0].op != "input":
        drafts = [*implied_input(sheet), *drafts]
    return chain(name, drafts, exhibit, partial(named_inputs, sheet, exhibit.caption))


def _stacked(grid: Grid) -> bool:
    """Whether most columns hold several layers, each with its settings, so that they are networks and no layers."""
    columns = range(1, len(grid.columns))
    counts = [
        sum(c.column == at and is_layer(c.text) and _SET.search(c.text) is not None for c in grid.cells)
        for at in columns
    ]
    return sum(count > 1 for count in counts) > 0.5 * len(counts)


def numbered_columns(grid: Grid) -> bool:
    """Whether the first row numbers the columns, as layers along a table are."""
    first = [text for column in range(1, len(grid.columns)) if (text := grid.text(0, column))]
    return len(first) == len(grid.columns) - 1 and all(map(is_numbered, first))


def _headed(grid: Grid) -> bool:
    """Whether the first row prints heads of columns, where one layer a column has layers or their numbers.

    Nothing but "Input" and "Output" are heads: a network has more between its ends.
    """
    texts = [text for column in range(1, len(grid.columns)) if (text := grid.text(0, column))]
    return _only_ends(texts) or sum(
        bool(head_of(text).roles) and not is_layer(text) for text in texts
    ) >= max(1, 0.5 * len(texts))


def _only_ends(texts: Sequence[str]) -> bool:
    return len(texts) > 1 and all(role_of(text) in ("input", "output") for text in texts)


def variants(grid: Grid, exhibit: Exhibit) -> Found | None:
    """One network a column; columns that are pathways of one network join where their rows are shared."""
    found = find_variants(grid, heads_of(grid, grid.header_rows), grid.header_rows)
    if found is None:
        return None
    found = replace(found, short=abbreviations(exhibit.caption))
    sheet = row_sheet(grid, grid.header_rows)
    drafts = [variant_drafts(grid, sheet, found, at) for at in range(len(found.columns))]
    if sum(bool(layers) for layers in drafts) < 2 or max(map(len, drafts)) < 2:
        return None
    named = all(PARALLEL.search(name) for name in found.names)
    if named or meet(drafts) or _branches(grid, found, drafts):
        return "table-variants", (pathways(drafts, exhibit),)
    if _in_order(found.names):
        return "table-column-major", (chain("", [draft for layers in drafts for draft in layers], exhibit),)
    parts = [
        part
        for name, layers in zip(found.names, drafts, strict=True)
        for part in by_part(sheet, name, layers)
    ]
    return "table-variants", tuple(chain(name, layers, exhibit) for name, layers in parts)


_PART = re.compile(
    r"(?P<stem>(?:[A-Za-z][\w-]*[ -])*\w*(?:conv|layer|stage|level|module))[ _-]?(?P<number>\d)", re.I
)
"""A numbered part of a network that has layers of its own: "mlpconv 2", "Stage 3"."""


def _in_order(names: Sequence[str]) -> bool:
    """Whether columns are the parts of one network, one behind the other: of one name, and numbered."""
    found = [_PART.fullmatch(name.strip()) for name in names]
    stems = {match["stem"].lower() for match in found if match}
    numbers = [int(match["number"]) for match in found if match]
    first = numbers[0] if numbers else 0
    return (
        len(stems) == 1
        and len(numbers) > 2
        and numbers == list(range(first, first + len(names)))
        and first < 2
    )


def _branches(grid: Grid, found: Variants, drafts: Sequence[Sequence[Draft]]) -> bool:
    """Whether nameless columns below one title are branches of one network: their last layer is the same cell."""
    titled = any(
        cell.row < grid.header_rows
        and cell.column <= min(found.columns)
        and max(found.columns) < cell.column + cell.column_span
        for cell in grid.cells
    )
    return titled and not any(found.names) and all(layers and layers[-1].shared for layers in drafts)


def layers_at(sheet: Sheet, caption: str) -> int | None:
    """The place of the head whose cells are layers; None where neither they nor enough columns of settings say so."""
    op = find_op(sheet, caption)
    if op is None:
        return None
    at, share = op
    settings = sum(head.role in _COLUMNS for head in sheet.heads)
    if max(share, detailed(sheet, at)) < 0.3 and settings < (1 if ARCHITECTURE.search(caption) else 2):
        return None
    return at


def row_major(grid: Grid, exhibit: Exhibit) -> Found | None:
    """One layer a row, or one module a row."""
    sheet = channel_pairs(parted(grid, without_dots(row_sheet(grid, grid.header_rows))))
    sheet = with_kinds_by_place(with_convolutions(sheet, exhibit.caption))
    sheet = with_cited_rows(sheet, exhibit.caption)
    at = layers_at(sheet, exhibit.caption)
    if at is None:
        return None
    parts = sections_of(sheet, layout_of(sheet, at, exhibit.caption), exhibit)
    if joins_sections(sheet, [drafts for _, drafts in parts]):
        parts = [("", [draft for _, drafts in parts for draft in drafts])]
    wiring = partial(named_inputs, sheet, exhibit.caption)
    graphs = tuple(chain(name, drafts, exhibit, wiring) for name, drafts in parts if drafts)
    if sum(len(graph.nodes) for graph in graphs) < 2:
        return None
    return "table-row-major", graphs
