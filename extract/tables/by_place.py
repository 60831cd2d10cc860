"""Layers that are named by their place ("Hidden 1", "Code"), or by a letter of their kind with a number ("C1", "P2").

Where all layers of a table are named so, and columns beside them set units or kernels, the names tell their kinds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tables.headers import Head, Role
from extract.tables.records import Field, Record, Sheet
from extract.tables.unnamed import naming

_DENSE = "fully connected"
_PLACES: tuple[tuple[str, str], ...] = (
    ("input", r"(?:input|in)s?(?: layer)?"),
    (
        _DENSE,
        r"(?:(?:first|second|third|fourth|last|\d(?:st|nd|rd|th)) )?hidden(?: layer)?[ _-]?#?\d*|h[_ ]?\d+"
        r"|(?:latent|code|bottleneck|encoding|embedding)(?: (?:layer|space|code))?|(?:en|de)cod(?:er|ing)[ _-]?"
        r"(?:layer )?\d+",
    ),
    ("output", r"(?:output|out|target)s?(?: layer)?"),
)
_CODES: tuple[tuple[str, str], ...] = (
    ("input", r"i(?:n(?:put)?)?_?\d?"),
    ("conv", r"c(?:onv)?_?\d+"),
    ("pool", r"(?:p|s|m|mp)_?\d+"),
    (_DENSE, r"(?:f|fc|d)_?\d+"),
    ("output", r"o(?:ut(?:put)?)?_?\d?"),
)


def with_kinds_by_place(sheet: Sheet) -> Sheet:
    """The sheet with a column that tells what each layer is; as it is where names tell it, or say nothing.

    Args:
        sheet: the records of a table, each named under its first head.
    """
    rows = [record for record in sheet.records if record.fields]
    names = [record.fields[0].text.strip().lower() for record in rows]
    roles = {role for head in sheet.heads for role in head.roles}
    kinds = _kinds(names, _PLACES) if "units" in roles and "kernel" not in roles else []
    kinds = kinds or (_kinds(names, _CODES) if "kernel" in roles else [])
    if not kinds or not (_DENSE in kinds or "conv" in kinds):
        return sheet
    head, first = Head("", ("op",)), Head(sheet.heads[0].text, ("name",))
    told = iter(kinds)
    records = []
    for record in sheet.records:
        if record.fields:
            record = _told(record, next(told), first, head)
        records.append(record)
    return Sheet([first, *sheet.heads[1:], head], records)


def _kinds(names: Sequence[str], known: Sequence[tuple[str, str]]) -> list[str]:
    """The kind of each layer; empty where one of them is not told, or there is none but the ends."""
    found = [next((kind for kind, form in known if re.fullmatch(form, name)), "") for name in names]
    return found if len(found) > 2 and all(found) else []


def _told(record: Record, kind: str, first: Head, head: Head) -> Record:
    """A record with its kind. An end that has units, and what follows them, is a layer."""
    cell = record.fields[0].cell
    printed: set[Role] = {role for field in record.fields[1:] if field.text for role in field.head.roles}
    if kind == "output" and "units" in printed and "activation" in printed:
        kind = _DENSE
    told = Field(head, naming(cell, kind) if cell is not None else None)
    return Record([Field(first, cell), *record.fields[1:], told], record.section, record.row)
