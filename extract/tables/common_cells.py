"""Cells that speak for all columns, though their text is as narrow as one: alone in the middle of their row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.document.boxes import union_all
from extract.tables.model import Cell, Grid
from extract.tables.values import is_empty

CENTRED = 4.0
"""Points by which such a text may stand out of the middle of its columns."""
FEWEST = 3
"""Fewest columns of which one is in the middle."""
FILLED = 2
"""Fewest rows with something in each column, beside which a single text is no gap in the others."""


def with_common_cells(grid: Grid) -> Grid:
    """The grid with lone cells in the middle of a row, beside its label or without one, over all columns of values.

    Vertical rulings that are broken beside such a cell tell so, or other rows that have something in each column.
    """
    for row in range(len(grid.rows)):
        cells = [c for c in grid.cells if c.row == row and not is_empty(c.text)]
        held = any(c.row < row < c.row + c.row_span for c in grid.cells)
        first = 1 if cells and cells[0].column == 0 and cells[0].column_span == 1 else 0
        values = cells[first:]
        group = range(first, len(grid.columns))
        if held or len(group) < FEWEST or not values or not _one(values, group):
            continue
        if _in_the_middle(grid, values, group) and (_broken(grid, row, group) or _gapless(grid, row, group)):
            grid = _spread(grid, values, group)
    return grid


def _one(cells: Sequence[Cell], group: range) -> bool:
    """Whether cells are one text of one or several lines, each below the other."""
    spans = [set(range(c.column, c.column + c.column_span)) for c in cells]
    shared = set.intersection(*spans)
    return (
        bool(shared)
        and not all(c.column_span == len(group) for c in cells)
        and all(c.row_span == 1 for c in cells)
    )


def _in_the_middle(grid: Grid, cells: Sequence[Cell], group: range) -> bool:
    middle = (grid.columns[group[0]][0] + grid.columns[group[-1]][1]) / 2
    return all(abs((line.bbox[0] + line.bbox[2]) / 2 - middle) < CENTRED for c in cells for line in c.lines)


def _broken(grid: Grid, row: int, group: range) -> bool:
    """Whether rulings stand between the columns, but none at this row."""
    left, right = grid.columns[group[0]][1], grid.columns[group[-1]][0]
    y = sum(grid.rows[row]) / 2
    inside = [(top, bottom) for x, top, bottom in grid.vertical if left <= x <= right]
    return bool(inside) and not any(top <= y <= bottom for top, bottom in inside)


def _gapless(grid: Grid, row: int, group: range) -> bool:
    """Whether no ruling stands between the columns, and the other rows have something in each of them."""
    left, right = grid.columns[group[0]][1], grid.columns[group[-1]][0]
    if any(left <= x <= right for x, _, _ in grid.vertical):
        return False
    counts = [
        sum(grid.at(other, column) is not None for column in group)
        for other in range(len(grid.rows))
        if other != row
    ]
    full = sum(count == len(group) for count in counts)
    return full >= FILLED and not any(1 < count < len(group) for count in counts)


def _spread(grid: Grid, cells: Sequence[Cell], group: range) -> Grid:
    lines = sorted((line for c in cells for line in c.lines), key=lambda line: line.baseline)
    whole = replace(
        cells[0],
        column=group[0],
        column_span=len(group),
        lines=tuple(lines),
        groups=tuple(g for c in cells for g in c.groups) if len(cells) == 1 else (),
        bbox=union_all([c.bbox for c in cells]),
    )
    kept = [whole if c is cells[0] else c for c in grid.cells if c is cells[0] or c not in cells]
    return replace(grid, cells=tuple(kept))
