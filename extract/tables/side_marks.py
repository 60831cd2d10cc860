"""Marks at the side of a table that tell how often the rows beside them stand ("8×" beside three rows)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.labels import repeat_mark
from extract.tables.model import Cell, CellLine, Grid
from extract.tables.values import is_empty

_WIDE = 0.6
"""Share of the table's width that a ruling runs along which parts its rows into bands."""
_HEAD = "Repeat"


def with_side_marks(grid: Grid) -> Grid:
    """A grid whose first or last column of mere marks reaches over the rows between two rulings, under a head of its own.

    As it is where such a column has a head, where its marks are those of single rows, or where the table has no heads.
    """
    if not grid.header_rows:
        return grid
    for column in (0, len(grid.columns) - 1):
        marks = [cell for cell in grid.cells if cell.column == column and not is_empty(cell.text)]
        if marks and all(cell.row >= grid.header_rows and _is_mark(cell) for cell in marks):
            bands = [
                band for band in _bands(grid, column) if any(_in_band(grid, mark, band) for mark in marks)
            ]
            if bands and max(last - first for first, last in bands) > 0:
                return _spread(grid, column, marks, bands)
    return grid


def _is_mark(cell: Cell) -> bool:
    return cell.column_span == 1 and not cell.groups and repeat_mark(cell.text) is not None


def _bands(grid: Grid, column: int) -> list[tuple[int, int]]:
    """The first and last row between each two rulings that run along most of the other columns."""
    others = grid.columns[1:] if column == 0 else grid.columns[:-1]
    width = others[-1][1] - others[0][0]
    cuts = sorted({y for y, start, end in grid.horizontal if end - start >= _WIDE * width})
    edges = [float("-inf"), *cuts, float("inf")]
    bands = []
    for top, bottom in pairwise(edges):
        rows = [
            at for at, (a, b) in enumerate(grid.rows) if at >= grid.header_rows and top < (a + b) / 2 < bottom
        ]
        if rows:
            bands.append((rows[0], rows[-1]))
    return bands


def _in_band(grid: Grid, mark: Cell, band: tuple[int, int]) -> bool:
    middle = (mark.bbox[1] + mark.bbox[3]) / 2
    return grid.rows[band[0]][0] <= middle <= grid.rows[band[1]][1]


def _spread(grid: Grid, column: int, marks: Sequence[Cell], bands: Sequence[tuple[int, int]]) -> Grid:
    cells = [cell for cell in grid.cells if not any(cell is mark for mark in marks)]
    for mark in marks:
        first, last = next((b for b in bands if _in_band(grid, mark, b)), (mark.row, mark.row))
        cells.append(replace(mark, row=first, row_span=last - first + 1))
    box = (*grid.columns[column], *grid.rows[grid.header_rows - 1])
    head = (box[0], box[2], box[1], box[3])
    line = CellLine(_HEAD, head, head[3])
    cells.append(Cell(grid.header_rows - 1, column, 1, 1, (line,), (), head))
    return replace(grid, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))
