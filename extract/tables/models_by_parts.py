"""Tables of models whose heads name a part each, and what is set of it: "BiFPN | #channels, #layers", "d_1 … d_4".

Each model is a chain of its parts, in the order of the columns: blocks, as wide and as often as the table says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Exhibit, FigureType
from extract.tables.assemble import chain
from extract.tables.cells import is_layer, is_value
from extract.tables.drafts import Draft
from extract.tables.model import Cell, Grid
from extract.tables.model_heads import Kind, is_symbol, kind_of
from extract.tables.values import as_number, dims, is_empty, unmarked, value
from graph import Graph

_NAMES = re.compile(r"(?:network|net|model|type|name|architecture|variant|block)s?", re.I)
"""What stands over the names of parts."""
_ENTERS = re.compile(r"(?:input|image|frame)s?\b.*", re.I)
_INDEXED = re.compile(r"(?P<letter>[A-Za-z])_?(?P<number>\d)")
"""The symbol of a size of one stage: "d_1"."""
_EXPLAINED = re.compile(r"(?P<head>[A-Za-z]) \((?P<role>groups|filters|repeat)\)")
"""A symbol with what the caption says that it is."""
_ROLES = {"filters": "channels", "repeat": "depth"}
_OF_STAGE = re.compile(r"(?:stage|block|level|module|layer|group)s?[ _-]?\d", re.I)
_DEPTHS = r"\b(?:depths?|(?:numbers? of )?(?:blocks|layers|repeats|repetitions))\W+{}(?:_?\w)?(?![A-Za-z])"
_WIDTHS = r"(?<!group )\b(?:widths?|(?:numbers? of )?(?:channels?|filters|features)|dim\w*)\W+{}(?:_?\w)?(?![A-Za-z])"
_GROUPS = r"\b(?:group widths?|(?:numbers? of )?groups|cardinalit\w+)\W+{}(?![A-Za-z])"
LEAST_STAGES = 2
"""Fewest stages that symbols number."""


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column says: of which part, and what; "" is what all parts have."""

    part: str
    tells: Kind | str
    head: str
    cells: tuple[Cell | None, ...]


def models_by_parts(grid: Grid, exhibit: Exhibit) -> tuple[FigureType, tuple[Graph, ...]] | None:
    """A chain of parts for each row; None where the heads do not name parts of models with their depths and widths."""
    rows = [row for row in range(grid.header_rows, len(grid.rows)) if grid.text(row, 0)]
    names = [unmarked(grid.text(row, 0)) for row in rows]
    if grid.header_rows < 2 or len(rows) < 2 or len(set(names)) < len(names) or any(map(is_value, names)):
        return None
    if any(map(is_layer, names)) or any(map(_OF_STAGE.fullmatch, names)):
        return None
    columns = [_column(grid, at, rows, exhibit.caption) for at in range(1, len(grid.columns))]
    found = [column for column in columns if column is not None]
    deep = {column.part for column in found if column.tells == "depth" and column.part}
    if len(found) < len(columns) or len(deep) < LEAST_STAGES:
        return None
    graphs = []
    for number, name in enumerate(names):
        drafts = _parts(found, number)
        if len(drafts) < LEAST_STAGES:
            return None
        graphs.append(chain(name, drafts, exhibit))
    return "table-row-major", tuple(graphs)


def _column(grid: Grid, at: int, rows: Sequence[int], caption: str) -> _Column | None:
    over = [c for c in grid.cells if c.row < grid.header_rows and c.column <= at < c.column + c.column_span]
    heads = list(dict.fromkeys(c.text for c in over if not is_empty(c.text)))
    cells = tuple(
        cell if cell and not is_empty(cell.text) else None for row in rows for cell in (grid.at(row, at),)
    )
    texts = [cell.text for cell in cells if cell is not None]
    staged = [match for text in heads if (match := _INDEXED.fullmatch(text.replace(" ", "")))]
    if staged:
        told = _meant(staged[-1]["letter"], caption)
        return _Column(f"stage {staged[-1]['number']}", told, heads[-1], cells) if told else None
    words = [text for text in heads if not is_symbol(text)]
    if len(words) == 1 and (explained := _EXPLAINED.fullmatch(words[0])):
        return _Column("", _ROLES.get(explained["role"], explained["role"]), explained["head"], cells)
    if not words:
        told = _meant(heads[-1].strip("# "), caption) if heads else ""
        return _Column("", told, heads[-1], cells) if told else None
    if _ENTERS.fullmatch(words[0]) and all(dims(text) for text in texts):
        return _Column(words[0], "input", " ".join(words), cells)
    named = not any(map(is_value, texts)) and all(re.fullmatch(r"[A-Z][\w-]*", text) for text in texts)
    if named and (len(words) == 1 or _NAMES.fullmatch(words[-1])):
        return _Column(words[0], "name", " ".join(words), cells)
    kind = kind_of(words[-1], texts)
    if len(words) < 2 or kind not in ("depth", "width", "channels", "heads", "units", "size"):
        return None
    return _Column(words[0], kind, words[-1], cells)


def _meant(letter: str, caption: str) -> Kind | str:
    """What a symbol is, by the words before it in the caption; "" where it does not say."""
    text = " ".join(caption.split())
    for kind, form in (("groups", _GROUPS), ("depth", _DEPTHS), ("channels", _WIDTHS)):
        if re.search(form.format(re.escape(letter)), text, re.I):
            return kind
    return ""


def _parts(columns: Sequence[_Column], at: int) -> list[Draft]:
    """The parts of one model."""
    drafts: dict[str, Draft] = {}
    for column in columns:
        cell = column.cells[at]
        if cell is None or not column.part:
            continue
        draft = drafts.setdefault(column.part, Draft("block", column.part, {"name": column.part}))
        draft.bbox, draft.text = draft.bbox or cell.bbox, draft.text or cell.text
        _set(draft, column, cell)
    for column in columns:
        cell = column.cells[at]
        if cell is not None and not column.part:
            for draft in drafts.values():
                _set(draft, column, cell)
    return list(drafts.values())


def _set(draft: Draft, column: _Column, cell: Cell) -> None:
    number = as_number(cell.text)
    if column.tells == "input":
        draft.op, draft.attrs, draft.label, draft.shape = "input", {}, column.head, dims(cell.text)
    elif column.tells == "name":
        draft.label, draft.attrs["name"] = cell.text, cell.text
    elif column.tells == "depth" and isinstance(number, int):
        draft.repeat = number if number > 1 else None
    else:
        known = {"channels": "filters", "groups": "groups"}
        draft.attrs[known.get(column.tells, column.head)] = value(cell.text)
