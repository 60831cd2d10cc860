"""Columns of networks that only set the layers that the first column names ("Conv, LReLU | 64, 2×2 | 128, 3×3")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels import parse_label
from extract.tables.cells import is_layer, is_total
from extract.tables.drafts import MAIN, POOLS
from extract.tables.headers import Head
from extract.tables.model import Cell, Grid
from extract.tables.values import DECIMAL, dims, is_empty

LAYERS = 0.6
"""Share of the rows whose first cell names a layer."""
SET = 0.5
"""Share of a column's cells that are settings of several parts, or with a name: a bare number might be a result."""
_NAMED = re.compile(r"\b(?:layer|block|module|conv\w*|stage|unit|cell)\b", re.I)
_ASSIGNED = re.compile(r"[A-Za-z]\w*['′]?\s*=\s*[\w.]+")
_LISTED = re.compile(r"\d+\s*(?:[,;/@]|[×x])\s*(?:\d|[A-Za-z])|[A-Za-z]\w*\s*\([\d, ]+\)")
_COUNTED = re.compile(
    r"\d+\s+(?:units?|kernels?|filters?|channels?|neurons?|maps?|nodes?|heads?|cells?)\b", re.I
)


def set_columns(grid: Grid, heads: Sequence[Head], header_rows: int) -> list[int]:
    """The places of such columns, all but the first and those with known heads; [] where they set no layers."""
    rows = [row for row in range(header_rows, len(grid.rows)) if not is_total(grid.text(row, 0))]
    named = [text for row in rows if (text := grid.text(row, 0)) and not is_empty(text)]
    layers = sum(is_layer(text) or _NAMED.search(text) is not None for text in named)
    if len(named) < 2 or len(named) < len(rows) or layers < LAYERS * len(named):
        return []
    columns = [at for at, head in enumerate(heads) if at and head.role is None and head.text]
    if len({heads[at].text for at in columns}) < len(columns):
        return []
    cells = [_printed(grid, at, rows) for at in columns]
    # One network may have a single one of the layers ("LSTM | CNN+LSTM"), but not all of them.
    several = any(len(column) >= 2 for column in cells)
    sure = all(map(_has_layer, named))
    return columns if several and all(_set(column, sure) for column in cells) else []


def _printed(grid: Grid, column: int, rows: Sequence[int]) -> list[Cell]:
    return [cell for row in rows if (cell := grid.at(row, column)) is not None and not is_empty(cell.text)]


def _has_layer(text: str) -> bool:
    """Whether a text names layers that have weights, or poolings."""
    return any(each.op in (MAIN | POOLS) - {"block"} for each in parse_label(text, role="cell").operations)


def _set(cells: Sequence[Cell], sure: bool) -> bool:
    """Whether cells set layers; a number is a width where all rows are `sure` to be layers, and others say more."""
    told = sum(map(_is_setting, cells))
    if sure and told:
        told += sum(cell.text.isdecimal() for cell in cells)
    results = sum(DECIMAL.fullmatch(cell.text) is not None for cell in cells)
    return told > 0 and told >= SET * len(cells) and results <= 1


def _is_setting(cell: Cell) -> bool:
    text = cell.text
    sizes = dims(text)
    if sizes is not None:
        return len(sizes) > 1
    return any(found.search(text) for found in (_ASSIGNED, _LISTED, _COUNTED)) or is_layer(text)
