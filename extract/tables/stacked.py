"""Tables whose later rows stand beside the earlier ones, under the same heads: one network where a row of one part
takes in a row of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.tables.channel_pairs import channel_pairs
from extract.tables.head_rows import heads_of, repeats_every
from extract.tables.model import Cell, Grid
from extract.tables.sheets import row_sheet
from extract.tables.wired import names_across

_SAID = re.compile(
    r"\bcontinu(?:es?|ed|ing|ation)\b.*\b(?:left|right|first|second|column|half)|\bright (?:half|part|side) continues",
    re.I,
)
_NUMBERED = re.compile(r"(?P<stem>.*?)(?P<number>\d{1,3})")
LEAST_HEADS = 3
"""Columns that a part has at least."""
_BELOW = 10_000.0
"""Points by which a part is taken to stand lower than the one before."""


def stacked(grids: Sequence[Grid], caption: str = "") -> Grid | None:
    """One grid of parts that stand side by side, each below the one before; None where they are tables of their own.

    They are one where a part takes in rows of another, or goes on with its numbers.

    Args:
        grids: with their heads counted; of one, the parts are where its heads begin again.
        caption: it may say that a part goes on where another ends.
    """
    parts = list(grids) if len(grids) > 1 else _repeated(grids[0])
    on = len(grids) == 1 and len(parts) > 1 and parts[0].header_rows == grids[0].header_rows
    if on and _go_on(parts, caption):
        parts = [_without_wide(part, grids[0]) for part in parts[:-1]] + parts[-1:]
    else:
        on = False
    if len(parts) < 2:
        return None
    heads = [[head.text.lower() for head in heads_of(part, part.header_rows)] for part in parts]
    if len(heads[0]) < LEAST_HEADS or any(own != heads[0] for own in heads[1:]):
        return None
    whole, starts = parts[0], [0]
    for part in parts[1:]:
        starts.append(len(whole.rows))
        whole = _below(whole, part)
    sheet = channel_pairs(row_sheet(whole, whole.header_rows))
    home = {
        number: sum(record.row >= start for start in starts) for number, record in enumerate(sheet.records)
    }
    return whole if on or names_across(sheet, home) else None


def _go_on(parts: Sequence[Grid], caption: str) -> bool:
    """Whether each part goes on where the one before ends: the caption says so, or the numbers of its rows do."""
    if _SAID.search(caption):
        return True
    numbers = [_numbers(part) for part in parts]
    for left, right in pairwise(numbers):
        shared = left.keys() & right.keys()
        if not any(min(right[stem]) == max(left[stem]) + 1 for stem in shared):
            return False
        if any(min(right[stem]) <= max(left[stem]) for stem in shared):
            return False
    return True


def _numbers(part: Grid) -> dict[str, list[int]]:
    """The numbers that the names of a part's rows end with, by what stands before them."""
    found: dict[str, list[int]] = {}
    for row in range(part.header_rows, len(part.rows)):
        if numbered := _NUMBERED.fullmatch(part.text(row, 0).strip()):
            found.setdefault(numbered["stem"].lower(), []).append(int(numbered["number"]))
    return found


def _without_wide(part: Grid, whole: Grid) -> Grid:
    """A part without rows that lie over all parts, which come behind the last one."""
    rows = {c.row for c in whole.cells if c.row >= whole.header_rows and c.column_span == len(whole.columns)}
    cells = tuple(c for c in part.cells if c.row not in rows)
    last = max((c.row + c.row_span for c in cells), default=0)
    return replace(part, cells=cells, rows=part.rows[:last])


def networks_beside(grid: Grid) -> list[tuple[str, Grid]]:
    """The parts of a grid whose heads begin again further right below titles: a network each, with its title.

    The titles may be set so close that they are one text: then no part has one. Empty where there is but one part.
    """
    parts = _repeated(grid, 2)
    if len(parts) < 2 or grid.header_rows < 2 or parts[0].header_rows == grid.header_rows:
        return []
    width = len(grid.columns) // len(parts)
    over = [grid.at(0, start) for start in range(0, len(grid.columns), width)]
    titles = [cell.text if cell and cell.column_span == width else "" for cell in over]
    return list(zip(titles, parts, strict=True))


def _repeated(grid: Grid, least: int = LEAST_HEADS) -> list[Grid]:
    """The parts of a grid whose heads begin again further right, without the titles above them."""
    heads = [head.text.lower() for head in heads_of(grid, grid.header_rows)]
    for width in range(least, len(heads) // 2 + 1):
        first = heads[:width]
        if first[0] and repeats_every(heads, width):
            top = _first_repeated(grid, width)
            return [_columns(grid, start, start + width, top) for start in range(0, len(heads), width)]
    return []


def _first_repeated(grid: Grid, width: int) -> int:
    """The first row of heads that says the same over every part."""
    for row in range(grid.header_rows):
        texts = [grid.text(row, column) for column in range(len(grid.columns))]
        apart = len({id(grid.at(row, column)) for column in range(len(texts))}) > 1
        if any(texts) and apart and repeats_every(texts, width):
            return row
    return 0


def _columns(grid: Grid, start: int, end: int, top: int) -> Grid:
    """Some columns of a grid, from a row on, without rows at the end that print nothing there."""
    cells = [
        _clipped(cell, start, end, top)
        for cell in grid.cells
        if cell.column < end and start < cell.column + cell.column_span and cell.row >= top
    ]
    last = max((cell.row + cell.row_span for cell in cells), default=0)
    return replace(
        grid,
        columns=grid.columns[start:end],
        rows=grid.rows[top : top + last],
        header_rows=grid.header_rows - top,
        cells=tuple(cells),
    )


def _clipped(cell: Cell, start: int, end: int, top: int) -> Cell:
    first, last = max(cell.column, start), min(cell.column + cell.column_span, end)
    return replace(cell, row=cell.row - top, column=first - start, column_span=last - first)


def _below(upper: Grid, lower: Grid) -> Grid:
    """A grid with the body of another one below its rows; its columns are those of the first."""
    shift = _BELOW + upper.rows[-1][1]
    rows = [(a + shift, b + shift) for a, b in lower.rows[lower.header_rows :]]
    down = len(upper.rows) - lower.header_rows
    cells = [replace(c, row=c.row + down) for c in lower.cells if c.row >= lower.header_rows]
    rulings = [(y + shift, x0, x1) for y, x0, x1 in lower.horizontal]
    return replace(
        upper,
        rows=(*upper.rows, *rows),
        cells=(*upper.cells, *cells),
        horizontal=(*upper.horizontal, *rulings),
    )
