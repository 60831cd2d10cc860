"""Columns under one network's name that each give a letter a value ("L=2" beside "D=64"): one column of settings."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.document.boxes import union_all
from extract.tables.explained import meaning_of
from extract.tables.model import Cell, CellLine, Grid
from extract.tables.values import is_empty

_GIVEN = re.compile(r"(?P<letter>[A-Za-z])\s*=\s*(?P<value>[\d.]+)")
_TIMES = r"(?i:number of|how (?:many|often)|#) ?(?i:the )?(?i:\w+ )?(?i:blocks?|layers?|repeat\w*|repetitions?|times)"
FEWEST = 2
"""Rows in which each column gives its letter a value."""


def with_assigned_columns(grid: Grid, caption: str) -> Grid:
    """The grid with one column for each network's settings; a letter that counts blocks is a mark ("×2") in it.

    Args:
        grid: with its heads counted.
        caption: it says which letter counts blocks.
    """
    for cell in [c for c in grid.cells if c.row < grid.header_rows and c.column_span > 1]:
        columns = range(cell.column, cell.column + cell.column_span)
        if cell.column and all(_gives(grid, column) for column in columns):
            grid = _joined(grid, cell, caption)
    return _without_gaps(grid)


def _gives(grid: Grid, column: int) -> bool:
    """Whether the cells of a column give one letter its values, and nothing else."""
    own = [c for c in grid.cells if c.column == column and c.row >= grid.header_rows and not is_empty(c.text)]
    found = [m for c in own if c.column_span == 1 and (m := _GIVEN.fullmatch(c.text.strip()))]
    return FEWEST <= len(found) == len(own) and len({m["letter"] for m in found}) == 1


def _joined(grid: Grid, head: Cell, caption: str) -> Grid:
    """The grid with all that stands under a head in the first of its columns."""
    over = range(head.column, head.column + head.column_span)
    cells = [c for c in grid.cells if c.column not in over]
    cells.append(replace(head, column_span=1))
    for row in range(head.row + 1, len(grid.rows)):
        parts = [c for c in grid.cells if c.row == row and c.column in over]
        if parts:
            lines = tuple(_line(line, caption) for c in parts for line in c.lines)
            box = union_all([c.bbox for c in parts])
            cells.append(replace(parts[0], column=head.column, lines=lines, bbox=box))
    return replace(grid, cells=tuple(cells))


def _line(line: CellLine, caption: str) -> CellLine:
    """A line, as a mark of times where its letter counts blocks."""
    given = _GIVEN.fullmatch(line.text.strip())
    if given is None or not _counts(given["letter"], caption):
        return line
    return replace(line, text=f"×{given['value']}")


def _counts(letter: str, caption: str) -> bool:
    says = r"(?:is|are|denotes?|=|for|stands for|means|represents|indicates|refers to|gives|:)"
    told = re.search(rf"(?<!\w){letter}(?!\w)\s*{says}?\s*(?:the )?{_TIMES}", caption)
    return told is not None or meaning_of(letter, caption) == "repeat"


def _without_gaps(grid: Grid) -> Grid:
    """The grid without columns that nothing stands in."""
    held = {c.column + at for c in grid.cells for at in range(c.column_span)}
    if len(held) == len(grid.columns):
        return grid
    kept = sorted(held)
    columns = []
    for at, column in enumerate(kept):
        end = kept[at + 1] - 1 if at + 1 < len(kept) else len(grid.columns) - 1
        columns.append((grid.columns[column][0], grid.columns[end][1]))
    cells = tuple(
        replace(
            c,
            column=kept.index(c.column),
            column_span=sum(c.column <= k < c.column + c.column_span for k in kept),
        )
        for c in grid.cells
    )
    return replace(grid, columns=tuple(columns), cells=cells)
