"""Columns that print what goes into a layer and what comes out of it in one cell ("3/32", "256 → 512", "120x512")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.tables.headers import Head, plain
from extract.tables.model import Cell
from extract.tables.records import Field, Record, Sheet

_WIDTH = r"\d+[A-Za-z]?|[A-Za-z]\w{0,2}"
_PAIR = re.compile(rf"[(\[]?\s*({_WIDTH})\s*(/|→|->|⇒|,|×|x|:)\s*({_WIDTH})\s*[)\]]?")
_BOTH = re.compile(r"\b(?:i|in|inp|input)s?\W{1,3}(?:x\W)?(?:o|out|output)s?\b")
"""A head that names both: "in/out", "Ch I/O", "Input x output"."""
_CHANNELS = re.compile(
    r"\b(?:ch|chs|chns?|chans?|channels?|#?feat(?:ure)?s?|maps|filters|depth|dims?|width|units)\b"
)
_TIMES = frozenset(("x", "×"))
LEAST_PAIRS = 0.6
"""Share of a column's cells that must be pairs."""
LEAST_CHAINED = 0.4
"""Share of rows that take in what comes out of one above, under a head that only names channels."""
_NO_CHANNELS = re.compile(r"res|size|shape|stride|pad|kernel")


def channel_pairs(sheet: Sheet) -> Sheet:
    """The sheet with columns of pairs told as such, and what goes in besides under a head of its own at the end.

    Columns headed "in" and "out" beside one are no widths, nor is one of "I/O" pairs beside one that names channels:
    they print by how much the map is smaller than the input.
    """
    places = [at for at in range(len(sheet.heads)) if _is_pairs(sheet, at)]
    named = [at for at in places if _CHANNELS.search(plain(sheet.heads[at].text))]
    scales = [at for at in places if len(named) == 1 and at not in named]
    places = named if scales else places
    if len(places) != 1:
        return sheet
    at = places[0]
    heads = [
        Head(head.text, ("in_out",)) if i == at else _beside(head, i in scales)
        for i, head in enumerate(sheet.heads)
    ]
    records = []
    for record in sheet.records:
        if record.fields:
            fields = [Field(head, item.cell) for head, item in zip(heads, record.fields, strict=True)]
            entering = Field(_ENTERING, _entering(record.fields[at].cell))
            record = Record([*fields, entering], record.section, record.row)
        records.append(record)
    return Sheet([*heads, _ENTERING], records)


def leaving(text: str) -> str:
    """What comes out, of a cell that prints both; the text itself where it is no pair."""
    found = _PAIR.fullmatch(text.strip())
    return found[3] if found else text


_ENTERING = Head("", ("input_channels",))


def _is_pairs(sheet: Sheet, at: int) -> bool:
    head = sheet.heads[at]
    name = plain(head.text)
    if head.role not in (None, "filters", "units", "input", "op") or _NO_CHANNELS.search(name):
        return False
    texts = sheet.texts(at)
    found = [match for text in texts if (match := _PAIR.fullmatch(text.strip()))]
    if len(found) < 2 or len(found) < LEAST_PAIRS * len(texts):
        return False
    both = _BOTH.search(name) is not None
    if any(match[2] in _TIMES for match in found) or head.role in ("input", "op"):
        return both
    return both or (_CHANNELS.search(name) is not None and _chained(found))


def _chained(pairs: Sequence[re.Match[str]]) -> bool:
    """Whether many layers take in what comes out of one above them. Pairs of one ratio are widths of two networks."""
    follow = sum(any(pair[1] == above[3] for above in pairs[:at]) for at, pair in enumerate(pairs))
    ratios = {
        int(b) / int(a)
        for a, b in ((p[1], p[3]) for p in pairs)
        if a.isdecimal() and b.isdecimal() and int(a)
    }
    return follow >= LEAST_CHAINED * (len(pairs) - 1) and len(ratios) > 1


def _beside(head: Head, scales: bool) -> Head:
    """ "in" and "out" beside a column of pairs are no widths: those are told already."""
    lone = scales or (head.roles in (("filters",), ("input_channels",)) and plain(head.text) in ("in", "out"))
    return Head(head.text, ("measure",)) if lone else head


def _entering(cell: Cell | None) -> Cell | None:
    """A cell with only what goes in."""
    if cell is None:
        return None
    found = [_PAIR.fullmatch(line.text.strip()) for line in cell.lines]
    texts = [match[1] if match else "" for match in found]
    return replace(
        cell, lines=tuple(replace(line, text=text) for line, text in zip(cell.lines, texts, strict=True))
    )
