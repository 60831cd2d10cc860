"""Columns whose cells are one size together: a sign between numbers that stand in columns of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.document.boxes import union
from extract.tables.model import Cell, Grid
from extract.tables.values import is_empty

_GOES_ON = re.compile(r"\d\s*[×x]$")
_GONE_ON = re.compile(r"^[×x]\s*\d")
_SIZE = re.compile(
    r"(?:[\d/]+|\d*[A-Za-z](?:/\d+)?)(?:\s*[×x].*)?|(?:.*[×x]\s*)?(?:[\d/]+|\d*[A-Za-z](?:/\d+)?)"
)

MOST = 0.8
"""Share of the rows in which a size goes on from one column to the next."""
FEWEST = 2


def with_joined_columns(grid: Grid) -> Grid:
    """A grid with one column for each size, where authors line up its numbers ("512 × 4 ×" beside "4")."""
    column = 0
    while column + 1 < len(grid.columns):
        if _goes_on(grid, column):
            grid = _joined(grid, column)
        else:
            column += 1
    return grid


def _goes_on(grid: Grid, column: int) -> bool:
    if any(_apart(grid, row, column) for row in range(grid.header_rows)):
        return False
    pairs = [
        (left.text.strip(), right.text.strip())
        for row in range(grid.header_rows, len(grid.rows))
        if (left := grid.at(row, column)) is not None
        and (right := grid.at(row, column + 1)) is not None
        and left is not right
        and not (is_empty(left.text) or is_empty(right.text))
    ]
    open_ = sum(
        bool((_GOES_ON.search(a) and _SIZE.fullmatch(b)) or (_GONE_ON.match(b) and _SIZE.fullmatch(a)))
        for a, b in pairs
    )
    return open_ >= max(FEWEST, MOST * len(pairs))


def _apart(grid: Grid, row: int, column: int) -> bool:
    """Whether two columns have heads of their own: then "3×" is a number of times, and no size that goes on."""
    left, right = grid.at(row, column), grid.at(row, column + 1)
    return left is not None and right is not None and left is not right


def _joined(grid: Grid, column: int) -> Grid:
    """A grid in which a column and the next one are one."""
    cells: dict[tuple[int, int], Cell] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        over = cell.column <= column and column + 1 < cell.column + cell.column_span
        cell = replace(
            cell,
            column=cell.column - (cell.column > column),
            column_span=cell.column_span - over,
        )
        held = cells.get((cell.row, cell.column))
        cells[cell.row, cell.column] = cell if held is None else _one(held, cell)
    columns = (
        *grid.columns[:column],
        (grid.columns[column][0], grid.columns[column + 1][1]),
        *grid.columns[column + 2 :],
    )
    return replace(grid, columns=columns, cells=tuple(cells.values()))


def _one(left: Cell, right: Cell) -> Cell:
    """Two cells as one; lines at one height are one line."""
    if len(left.lines) == len(right.lines):
        lines = [
            replace(a, text=f"{a.text} {b.text}", bbox=union(a.bbox, b.bbox))
            for a, b in zip(left.lines, right.lines, strict=True)
        ]
    else:
        lines = [*left.lines, *right.lines]
    return replace(left, lines=tuple(lines), bbox=union(left.bbox, right.bbox))
