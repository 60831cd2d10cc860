"""Tables whose rows are numbered or have no names: where their columns are those of convolutions, each row is one.

Rows without a kernel are fully connected layers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.tables.cells import is_layer
from extract.tables.headers import Head
from extract.tables.model import Cell, CellLine
from extract.tables.records import Field, Record, Sheet

_NUMBERED = re.compile(r"(?:(?:layer|level|stage|l)[-_ ]?)?\d{1,2}", re.I)
LEAST_ROWS = 2
"""Rows with a kernel that a table whose rows have no names has at least."""
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
    if any(
        field.head.role in ("op", "name", None) and is_layer(field.text)
        for record in rows
        for field in record.fields[1:]
    ):
        return sheet
    if len(rows) < 2 or not (
        all(_NUMBERED.fullmatch(record.fields[0].text) for record in rows) or _told(rows)
    ):
        return sheet
    head, first = Head("", ("op",)), sheet.heads[0]
    index = Head(first.text, ("index",) if _NUMBERED.fullmatch(rows[0].fields[0].text) else ("name",))
    records = []
    for record in sheet.records:
        if record.fields:
            kernel = any(field.head.role == "kernel" and field.text for field in record.fields)
            cell = next(field.cell for field in record.fields if field.cell is not None)
            naming = _naming(cell, "conv" if kernel else "fully connected")
            fields = [Field(index, record.fields[0].cell), *record.fields[1:], Field(head, naming)]
            record = Record(fields, record.section, record.row)
        records.append(record)
    return Sheet([index, *sheet.heads[1:], head], records)


def _told(rows: Sequence[Record]) -> bool:
    """Whether kernels tell the layers: few rows have names, the first print one, the later ones a width only."""
    kernels = [any(f.head.role == "kernel" and f.text for f in record.fields) for record in rows]
    widths = [any(f.head.role in ("filters", "units") and f.text for f in record.fields) for record in rows]
    names = [text for record in rows if (text := record.fields[0].text)]
    if 2 * sum(map(is_layer, names)) > len(names) or 2 * len(names) > len(rows) or all(kernels):
        return False
    return all(widths) and sum(kernels) >= LEAST_ROWS and kernels == sorted(kernels, reverse=True)


def _naming(cell: Cell, text: str) -> Cell:
    return replace(cell, lines=(CellLine(text, cell.bbox, cell.lines[0].baseline),), groups=())
