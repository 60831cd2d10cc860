"""A first column that names the networks of a table, each once for all of its rows."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.tables.cells import is_layer
from extract.tables.headers import PARTS, plain
from extract.tables.model import Grid
from extract.tables.records import Field, Record, Sheet

_NETWORKS = re.compile(r"^(?:(?:sub-?)?net(?:work)?s?|models?)$")


def parted(grid: Grid, sheet: Sheet) -> Sheet:
    """The sheet with a title before the rows of each network that the first column names; else as it is."""
    named = [at for at, record in enumerate(sheet.records) if record.fields and record.fields[0].text]
    texts = [sheet.records[at].fields[0].text for at in named]
    if not 2 <= len(named) <= 0.5 * len(sheet.records) or len(set(texts)) < len(texts):
        return sheet
    networks = _NETWORKS.match(plain(sheet.heads[0].text)) is not None
    if any(map(is_layer, texts)) or not (networks or all(PARTS.search(text) for text in texts)):
        return sheet
    starts = _starts(grid, sheet, named)
    if starts is None:
        return sheet
    records: list[Record] = []
    for at, record in enumerate(sheet.records):
        if at in starts:
            records.append(Record([], texts[starts.index(at)], record.row))
        fields = [Field(item.head, None) if place == 0 else item for place, item in enumerate(record.fields)]
        records.append(Record(fields, record.section, record.row))
    return Sheet(sheet.heads, records)


def _starts(grid: Grid, sheet: Sheet, named: list[int]) -> list[int] | None:
    """The first record of each network: below a ruling where those part the names, else where a name stands."""
    ruled = [
        0,
        *(
            b
            for a, b in pairwise(range(len(sheet.records)))
            if _ruled(grid, sheet.records[a], sheet.records[b])
        ),
    ]
    ends = [*ruled[1:], len(sheet.records)]
    if len(ruled) == len(named) and all(a <= n < b for a, n, b in zip(ruled, named, ends, strict=True)):
        return ruled
    return named if named[0] == 0 else None


def _ruled(grid: Grid, upper: Record, lower: Record) -> bool:
    top, bottom = grid.rows[upper.row], grid.rows[lower.row]
    width = grid.columns[-1][1] - grid.columns[0][0]
    return any(
        sum(top) / 2 < y < sum(bottom) / 2 and end - start >= 0.6 * width for y, start, end in grid.horizontal
    )
