"""Along how many dimensions a table's convolutions run, by the kernels and the data that it prints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tables.cells import is_layer
from extract.tables.head_rows import heads_of
from extract.tables.headers import DIRECTION, Role, head_key, head_of, plain
from extract.tables.model import Grid
from extract.tables.records import Sheet
from extract.tables.values import dims, leading_dims

_SIZED = r"\d{2,}\s*[×x]\s*\d{2,}"
_SPECTRUM = re.compile(rf"{_SIZED}.*\b(?:mel|spectro\w*|STFT|MFCC|image)|spectrogram.*{_SIZED}", re.I)
"""Data with two sides: a spectrum over time."""
_KERNEL = re.compile(r"\[?([3579])\s*[×x]\s*\1\s*(?:,\s*\d|conv)", re.I)
"""A square kernel with its filters behind it."""
_WINDOWS: frozenset[Role] = frozenset(("kernel", "pool_kernel", "stride"))
DEEPEST = 11
"""Deepest kernel of three dimensions."""


def prints_sides(grids: Sequence[Grid]) -> bool:
    """Whether a cell under a head of kernels or strides, or beside one, prints two sides, neither of which is 1.

    The sides may stand in columns of their own, each headed by a letter, or by what it runs along.
    """
    for grid in grids:
        heads = heads_of(grid, grid.header_rows)
        kernels = [head_key(head) for head in heads if head.role == "kernel"]
        if len(kernels) > 1 and all(len(key) == 1 or DIRECTION.fullmatch(plain(key)) for key in kernels):
            return True
        firsts = [grid.text(row, 0) for row in range(len(grid.rows))]
        beside = {
            row
            for row, text in enumerate(firsts)
            if head_of(text).role in _WINDOWS and not (grid.header_rows and is_layer(text))
        }
        for cell in grid.cells:
            if cell.row < grid.header_rows:
                continue
            if any(_SPECTRUM.search(line.text) or _KERNEL.match(line.text) for line in cell.lines):
                return True
            if cell.row not in beside and not _WINDOWS & set(heads[cell.column].roles):
                continue
            found = leading_dims(cell.text)
            if found and len(found[0]) >= 2 and 1 not in found[0][:2]:
                return True
    return False


def deep_kernels(sheet: Sheet) -> bool:
    """Whether kernels of three numbers ("5×5×3") have three dimensions: the filters have a column of their own.

    The third is no number of channels where it stays small and is not what the layer above puts out.
    """
    if not {"filters", "units", "in_out"} & {role for head in sheet.heads for role in head.roles}:
        return False
    thick: list[int] = []
    above: list[bool] = []
    width = ""
    for record in sheet.records:
        told = {field.head.role: field.text for field in record.fields if field.text}
        sizes = dims(told.get("kernel", ""))
        if sizes and len(sizes) == 3 and isinstance(sizes[2], int):
            thick.append(sizes[2])
            above.append(str(sizes[2]) == width)
        width = told.get("filters", width)
    return len(thick) > 1 and max(thick) <= DEEPEST and not any(above)
