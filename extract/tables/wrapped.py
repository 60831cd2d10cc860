"""Lines that go on a row of a table, though they were taken for rows of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.document.boxes import union
from extract.tables.cells import is_layer, is_value
from extract.tables.model import Cell, Grid
from extract.tables.values import is_empty

_OPEN = re.compile(
    r"[a-z]-$|[,;(&+/→=]$|\b(?:and|with|of|by|the|to|over|at|for|from|max|average|fully)$|\([^()]*$"
    r"|.\b(?:stride|size|rate|factor|slope)s?$"
)
"""How a line ends that is not the last of its cell: with a word or a sign that asks for more, or in an open bracket."""
_HALF = re.compile(r"[a-z]-$")
"""A word that is broken at the end of its line."""
_MARK = re.compile(r"\(?\s*[×x]\s*(?:\d+|[A-Za-z])\s*(?:times)?\s*\)?", re.I)
"""A number of times on a line of its own, below the name that it is of."""

NEARER = 0.86
"""Greatest distance of a line from the row that it belongs to, in its distance from the other one."""


def with_wrapped_rows(grid: Grid) -> Grid:
    """A grid whose rows of one cell are put to the row above that they go on, or to the one below that they open.

    A line goes on the one above that ends with a hyphen, a comma or an open bracket. It opens the row below where it
    stands under another head than the first one's, and much nearer to that row than to the one above.
    """
    row = len(grid.rows) - 1
    while row > 0:
        alone = _alone(grid, row)
        above = grid.at(row - 1, alone.column) if alone is not None else None
        goes_on = alone is not None and above is not None and (_open(above) or _is_prose(grid, above, alone))
        if goes_on or _marks(grid, row) or _breaks(grid, row):
            grid = _merged(grid, row - 1)
        elif alone is not None and row + 1 < len(grid.rows) and _opens(grid, row, alone):
            grid = _merged(grid, row)
        row -= 1
    return grid


def _alone(grid: Grid, row: int) -> Cell | None:
    """The only cell that a row prints, if it is one of one column, and no other reaches into the row."""
    over = [c for c in grid.cells if c.row <= row < c.row + c.row_span and not is_empty(c.text)]
    only = over[0] if len(over) == 1 else None
    return only if only is not None and only.column_span == only.row_span == 1 and not only.groups else None


def _marks(grid: Grid, row: int) -> bool:
    """Whether a row's name is only a number of times, and its other cells go on those of the row above."""
    first = grid.at(row, 0)
    if first is None or first.row != row or not _MARK.fullmatch(first.text) or ruled_below(grid, row - 1):
        return False
    others = [c for c in grid.cells if c.row == row and c is not first and not is_empty(c.text)]
    above = [grid.at(row - 1, c.column) for c in others]
    return grid.at(row - 1, 0) is not None and all(c is not None and _open(c) for c in above)


def _breaks(grid: Grid, row: int) -> bool:
    """Whether a row goes on with the second half of a word; besides, only the name of its row may go on."""
    own = [c for c in grid.cells if c.row == row and not is_empty(c.text)]
    above = [grid.at(row - 1, c.column) for c in own]
    if ruled_below(grid, row - 1) or any(c.row_span > 1 or c.column_span > 1 for c in own):
        return False
    if any(c is None or c.row != row - 1 or c.groups for c in above):
        return False
    halves = [
        c.column
        for a, c in zip(above, own, strict=True)
        if a and _HALF.search(a.text) and c.text[:1].islower()
    ]
    return bool(halves) and all(c.column in (0, *halves) for c in own)


def _open(above: Cell) -> bool:
    return (
        above.column_span == above.row_span == 1
        and not above.groups
        and _OPEN.search(above.text) is not None
        and (not is_value(above.text) or re.search(r"[A-Za-z]{4}", above.text) is not None)
    )


def _is_prose(grid: Grid, above: Cell, alone: Cell) -> bool:
    """Whether a line behind the names goes on the words above: it begins small, or with a bracket, and names no layer."""
    begun = re.match(r"[(\[]?[a-zà-ÿ]{2,}|\(\d", alone.text) is not None and not is_layer(alone.text)
    said = re.findall(r"[^\W\d_]{3,}", above.text)
    whole = (
        above.column_span == above.row_span == 1 and not above.groups and not ruled_below(grid, alone.row - 1)
    )
    return alone.column > 1 and begun and len(said) > 1 and whole and not is_layer(above.text)


def _opens(grid: Grid, row: int, cell: Cell) -> bool:
    below = [c for c in grid.cells if c.row == row + 1 and not is_empty(c.text)]
    if cell.column == 0 or len(below) < 2 or grid.at(row + 1, 0) is None or ruled_below(grid, row):
        return False
    if any(c.row_span > 1 or c.groups for c in below):
        return False
    base = cell.lines[-1].baseline
    own = min(c.lines[0].baseline for c in below) - base
    before = [c.lines[-1].baseline for c in grid.cells if c.row + c.row_span == row and c.lines]
    return bool(before) and 0 < own < NEARER * (cell.lines[0].baseline - max(before))


def ruled_below(grid: Grid, row: int) -> bool:
    """Whether a ruling parts a row from the next one.

    Args:
        grid: the table.
        row: the upper of the two.
    """
    middles = [sum(grid.rows[at]) / 2 for at in (row, row + 1)]
    return any(middles[0] < y < middles[1] for y, _, _ in grid.horizontal)


def _merged(grid: Grid, row: int) -> Grid:
    """A grid in which a row and the next one are one."""
    cells: list[Cell] = []
    for cell in grid.cells:
        held = next((at for at, c in enumerate(cells) if c.row == row and c.column == cell.column), None)
        if cell.row == row + 1 and held is not None:
            first = cells[held]
            whole = union(first.bbox, cell.bbox)
            cells[held] = replace(first, lines=(*first.lines, *cell.lines), bbox=whole)
        else:
            cells.append(replace(cell, row=cell.row - 1) if cell.row > row else cell)
    rows = (*grid.rows[:row], (grid.rows[row][0], grid.rows[row + 1][1]), *grid.rows[row + 2 :])
    order = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return replace(grid, rows=rows, cells=tuple(order))
