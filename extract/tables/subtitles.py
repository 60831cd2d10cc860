"""Titles of parts that stand below their lists of layers: "(a) Generator"."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.tables.model import Cell, Grid
from extract.tables.values import is_empty

_TITLE = re.compile(r"^\([a-h]\)\s*[A-Za-z]")
LEAST_ROWS = 2
"""Rows that stand above such a title at least."""


def without_title_below(grid: Grid) -> Grid:
    """A grid without its last row where every cell of that is lettered as the parts of an exhibit are.

    Captions of parts stand below them; a layer is never lettered alone, as the last one of its list.
    """
    last = len(grid.rows) - 1
    if last == 0:
        return replace(grid, cells=tuple(map(_without_last_line, grid.cells)))
    below = [cell for cell in grid.cells if cell.row == last and not is_empty(cell.text)]
    above = [cell for cell in grid.cells if cell.row < last and _TITLE.match(cell.text)]
    if last < LEAST_ROWS or not below or above or not all(_TITLE.match(cell.text) for cell in below):
        return grid
    return replace(grid, rows=grid.rows[:last], cells=tuple(cell for cell in grid.cells if cell.row < last))


def _without_last_line(cell: Cell) -> Cell:
    """A list of layers that is set as one cell, without the title in its last line."""
    lines = cell.lines
    if len(lines) <= LEAST_ROWS or not _TITLE.match(lines[-1].text) or _TITLE.match(lines[0].text):
        return cell
    return replace(cell, lines=lines[:-1])
