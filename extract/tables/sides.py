"""Whether a table prints kernels with two sides, so that its convolutions run over maps whatever the paper is about."""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.head_rows import heads_of
from extract.tables.model import Grid
from extract.tables.values import leading_dims


def prints_sides(grids: Sequence[Grid]) -> bool:
    """Whether a cell under a head of kernels or strides prints two sides, neither of which is 1."""
    for grid in grids:
        heads = heads_of(grid, grid.header_rows)
        for cell in grid.cells:
            head = heads[cell.column] if cell.row >= grid.header_rows else None
            if head is None or not {"kernel", "pool_kernel", "stride"} & set(head.roles):
                continue
            found = leading_dims(cell.text)
            if found and len(found[0]) >= 2 and 1 not in found[0][:2]:
                return True
    return False
