"""Tables whose rows are numbered, or named by codes, or not at all: where columns are those of convolutions, each is one.

Rows without a kernel are fully connected layers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from extract.tables.cells import is_layer
from extract.tables.headers import Head, Role
from extract.tables.model import Cell, CellLine
from extract.tables.records import Field, Record, Sheet

_NUMBERED = re.compile(
    r"(?:(?:layer|level|stage|conv|block|l|c)[-_ ]?)?(?:\d{1,2}|[a-zA-Z](?:\s?[-−–+]\s?\d)?)(?:\s*\([A-Za-z -]+\))?",
    re.I,
)
"""A number of a layer, also one told from the last ("d−1"), with what the layer is for behind it."""
_RANGE = re.compile(r"\D*?(?P<first>\d{1,2})\s*(?:[-–—−]|to|\.\.\.?)\s*(?P<last>\d{1,2})")
"""The numbers of several layers that one row speaks of."""
MOST_AT_ONCE = 12
LEAST_ROWS = 2
"""Rows with a kernel that a table whose rows have no names has at least."""
_TRANSPOSED = re.compile(r"transpos|deconv|up-?conv", re.I)
_SETTINGS: frozenset[Role | None] = frozenset(
    (
        "kernel",
        "filters",
        "stride",
        "padding",
        "dilation",
        "groups",
        "activation",
        "norm",
        "dropout",
        "output",
        "input",
    )
)
"""Roles of heads that say how a layer is set, and name none."""
_CONVOLUTIONS = re.compile(r"\bconv", re.I)


def with_convolutions(sheet: Sheet, caption: str) -> Sheet:
    """The sheet with a column that names a convolution in each numbered row; as it is where something else names layers.

    Args:
        sheet: the records of a table.
        caption: it, or a column of filters, says what the kernels are of.
    """
    roles = {head.role for head in sheet.heads}
    if "kernel" not in roles or not ("filters" in roles or _CONVOLUTIONS.search(caption)):
        return sheet
    rows = [record for record in sheet.records if record.fields]
    if len(rows) >= LEAST_ROWS and roles <= _SETTINGS and all(_has_kernel(record) for record in rows):
        return _all_convolutions(sheet)
    if any(
        field.head.role in ("op", "name", None) and is_layer(field.text)
        for record in rows
        for field in record.fields[1:]
    ):
        return sheet
    numbered = all(is_numbered(record.fields[0].text) for record in rows)
    if len(rows) < 2 or not (numbered or _told(rows) or _are_coded(rows, caption)):
        return sheet
    head, first = Head("", ("op",)), sheet.heads[0]
    index = Head(first.text, ("index",) if is_numbered(rows[0].fields[0].text) else ("name",))
    records: list[Record] = []
    for record in itertools.chain.from_iterable(map(_each, sheet.records)):
        if record.fields:
            kernel = any(field.head.role == "kernel" and field.text for field in record.fields)
            cell = next(field.cell for field in record.fields if field.cell is not None)
            said = _said(record, not any(each.fields for each in records))
            told = naming(cell, said or _kind(record, kernel))
            rest = [replace(f, cell=None) if said and f.text == said else f for f in record.fields[1:]]
            fields = [Field(index, record.fields[0].cell), *rest, Field(head, told)]
            record = Record(fields, record.section, record.row)
        records.append(record)
    return Sheet([index, *sheet.heads[1:], head], records)


def _has_kernel(record: Record) -> bool:
    return any(field.head.role == "kernel" and re.match(r"\W*\d", field.text) for field in record.fields)


def _all_convolutions(sheet: Sheet) -> Sheet:
    """A sheet with no column but those of settings, each row a convolution: a transposed one where its title says so."""
    head = Head("", ("op",))
    records: list[Record] = []
    for record in sheet.records:
        if record.fields:
            word = "transposed conv" if _TRANSPOSED.search(record.section) else "conv"
            cell = next(field.cell for field in record.fields if field.cell is not None)
            record = Record([*record.fields, Field(head, naming(cell, word))], record.section, record.row)
        records.append(record)
    return Sheet([*sheet.heads, head], records)


def _said(record: Record, first: bool) -> str:
    """The layer that a row prints across its settings ("soft-max"); a first row with a size only is what goes in."""
    texts = [field.text for field in record.fields[1:] if field.text and field.head.role != "output"]
    if first and not texts and any(field.head.role == "output" and field.text for field in record.fields):
        return "input"
    named = [text for text in texts if is_layer(text) and not re.search(r"\d", text)]
    return named[0] if len(texts) == len(named) == 1 else ""


def _each(record: Record) -> list[Record]:
    """A record as often as it has layers: "3–4" is one each; the first has its number, the others none of their own."""
    found = _RANGE.fullmatch(record.fields[0].text.strip()) if record.fields else None
    count = int(found["last"]) - int(found["first"]) + 1 if found else 1
    if not 1 < count <= MOST_AT_ONCE:
        return [record]
    head, cell = record.fields[0].head, record.fields[0].cell
    own = naming(cell, found["first"]) if found and cell is not None else None
    numbered = Record([Field(head, own), *record.fields[1:]], record.section, record.row)
    bare = Record([Field(head, None), *record.fields[1:]], record.section, record.row)
    return [numbered, *[bare] * (count - 1)]


def is_numbered(text: str) -> bool:
    """Whether a text is the number of a layer, or of several."""
    return (_NUMBERED.fullmatch(text.strip()) or _RANGE.fullmatch(text.strip())) is not None


def _kind(record: Record, kernel: bool) -> str:
    """What a row is: a convolution, one that enlarges where it steps by a part of a pixel, or a dense layer."""
    if not kernel:
        return "fully connected"
    part = any(field.head.role == "stride" and _PART.match(field.text) for field in record.fields)
    return "deconv" if part else "conv"


_PART = re.compile(r"\W*(?:1\s*/\s*\d|½|0?\.\d)")
"""A step by a part of a pixel."""
_CODE = re.compile(r"[A-Z]{1,2}[-_]?\d{1,2}")
_BLOCKS = re.compile(r"\b(?:blocks?|modules?|residual|inception|bottlenecks?|stages?|cells?)\b", re.I)


def _are_coded(rows: Sequence[Record], caption: str) -> bool:
    """Whether rows are called by letters with a number ("F0", "D1", "U3"), and each has a kernel, a step and a width.

    They are no convolutions where the caption speaks of blocks.
    """
    roles = [{field.head.role for field in record.fields if field.text} for record in rows]
    told = all({"kernel", "stride"} <= own and own & {"filters", "units", "in_out"} for own in roles)
    return (
        told
        and len(rows) >= FEWEST_CODED
        and all(_CODE.fullmatch(record.fields[0].text.strip()) for record in rows)
        and not _BLOCKS.search(caption)
    )


FEWEST_CODED = 3
"""Rows that such a table has at least."""


def _told(rows: Sequence[Record]) -> bool:
    """Whether kernels tell the layers: few rows have names, the first print one, the later ones a width only."""
    kernels = [any(f.head.role == "kernel" and f.text for f in record.fields) for record in rows]
    widths = [any(f.head.role in ("filters", "units") and f.text for f in record.fields) for record in rows]
    names = [text for record in rows if (text := record.fields[0].text)]
    if 2 * sum(map(is_layer, names)) > len(names) or 2 * len(names) > len(rows) or all(kernels):
        return False
    return all(widths) and sum(kernels) >= LEAST_ROWS and kernels == sorted(kernels, reverse=True)


def naming(cell: Cell, text: str) -> Cell:
    """A cell at a place that names a layer in these words."""
    return replace(cell, lines=(CellLine(text, cell.bbox, cell.lines[0].baseline),), groups=())
