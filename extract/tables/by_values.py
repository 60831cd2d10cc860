"""Heads that may mean two things ("Size", "Parameters", "Mode"): what stands under them tells which one."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.tables.headers import Head, Role, plain
from extract.tables.records import Field, Record, Sheet
from extract.tables.values import dims

LARGEST_WINDOW = 11
"""Sides up to which all values under a bare "size" are windows, where a stride stands beside it and no kernel."""

FEWEST = 2
"""Fewest values that tell what a head means."""

_COUNT = re.compile(r"\d{1,3}(?:[ ,.]\d{3})+|\d+(?:\.\d+)?\s?[kKM]|\d+")
_LARGE = re.compile(r"\d{1,3}(?:[ ,.]\d{3})+|\d+(?:\.\d+)?\s?[kKM]|\d{5,}")
"""A number as counts of weights are set: its thousands apart, or in thousands or millions."""
_BARE = re.compile(r"(?:layer )?(?:sizes?|dimensions?|dims?\.?)")
_EDGES = frozenset(("same", "valid", "full", "causal"))


def told_by_values(sheet: Sheet) -> Sheet:
    """The sheet with the roles of such heads; all others stay as they are."""
    heads = [
        Head(head.text, (role, *head.roles[1:])) if (role := _told(sheet, head)) else head
        for head in sheet.heads
    ]
    new = {id(old): head for old, head in zip(sheet.heads, heads, strict=True)}
    records = [
        Record(
            [Field(new.get(id(f.head), f.head), f.cell) for f in record.fields], record.section, record.row
        )
        for record in sheet.records
    ]
    return Sheet(heads, records)


def _told(sheet: Sheet, head: Head) -> Role | None:
    texts = _texts(sheet, head)
    if len(texts) < FEWEST:
        return None
    if _is_window(sheet, head, texts):
        return "kernel"
    if _is_width(sheet, head, texts):
        return "filters"
    if head.role in ("config", "filters") and re.match(r"param", plain(head.text)) and _are_counts(texts):
        return "measure"
    if head.role is None and all(re.match(r"drop-?out\b", t, re.I) for t in texts):
        return "dropout"
    return "padding" if head.role is None and all(t.lower() in _EDGES for t in texts) else None


def _texts(sheet: Sheet, head: Head) -> list[str]:
    return [
        item.text for record in sheet.records for item in record.fields if item.head is head and item.text
    ]


def _are_counts(texts: list[str]) -> bool:
    """Whether all values under "Parameters" count weights, and are no settings."""
    return all(map(_COUNT.fullmatch, texts)) and any(map(_LARGE.fullmatch, texts))


def _is_window(sheet: Sheet, head: Head, texts: list[str]) -> bool:
    """Whether "Size" is the kernel's: its values are as small as windows, and strides stand beside."""
    roles = [role for each in sheet.heads for role in each.roles]
    if "kernel" in roles or "stride" not in roles or not _only_output(sheet, head):
        return False
    sizes = [found for text in texts if (found := dims(text)) and len(found) > 1]
    small = all(isinstance(s, int) and s <= LARGEST_WINDOW for found in sizes for s in found)
    return re.match(r"sizes?\b", plain(head.text)) is not None and len(sizes) >= FEWEST and small


def _is_width(sheet: Sheet, head: Head, texts: list[str]) -> bool:
    """Whether "Size" is how many channels come out: a number each, and those of convolutions grow down the rows.

    Maps get smaller from one convolution to the next.
    """
    roles = {role for each in sheet.heads for role in each.roles}
    if {"filters", "units", "in_out", "config"} & roles or not _only_output(sheet, head):
        return False
    if not _BARE.fullmatch(plain(head.text)) or not all(text.isdecimal() for text in texts):
        return False
    widths = [
        int(own[0])
        for record in sheet.records
        if (own := [f.text for f in record.fields if f.head is head and f.text])
        and any(re.search(r"\bconv(?!.*transp)", f.text, re.I) for f in record.fields)
    ]
    return len(set(widths)) > 1 and all(a <= b for a, b in pairwise(widths))


def _only_output(sheet: Sheet, head: Head) -> bool:
    return head.role == "output" and sum("output" in each.roles for each in sheet.heads) == 1
