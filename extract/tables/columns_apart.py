"""Tables laid on their side that end with a setting for each of several networks, below its title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.tables.headers import role_of
from extract.tables.layer_column import TYPED
from extract.tables.model import Grid


def networks_along(grid: Grid) -> Iterator[tuple[str, Grid]]:
    """Names of networks, each with the grid that has only its own row of the setting; the grid itself for one network.

    "Output channels" over the whole table, "Basic" and "Large" below it: two networks that differ in these.
    """
    title = next(
        (
            c
            for c in grid.cells
            if c.column_span == len(grid.columns) and role_of(c.text) in TYPED and c.row_span == 1 and c.row
        ),
        None,
    )
    below = range(title.row + 1, len(grid.rows)) if title is not None else range(0)
    if title is None or len(below) < 2 or any(role_of(grid.text(row, 0)) for row in below):
        yield "", grid
        return
    for row in below:
        head = replace(title, column_span=1)
        own = [replace(c, row=title.row) for c in grid.cells if c.row == row and c.column > 0]
        above = [c for c in grid.cells if c.row < title.row]
        rows = (*grid.rows[: title.row], grid.rows[row])
        yield grid.text(row, 0), replace(grid, rows=rows, cells=(*above, head, *own))
