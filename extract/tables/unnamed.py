"""Tables whose rows are only numbered: where their columns are those of convolutions, each row is one."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.tables.cells import is_layer
from extract.tables.headers import Head
from extract.tables.model import Cell, CellLine
from extract.tables.records import Field, Record, Sheet

_NUMBERED = re.compile(r"(?:(?:layer|level|stage|l)[-_ ]?)?\d{1,2}", re.I)
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
    if len(rows) < 2 or not all(_NUMBERED.fullmatch(record.fields[0].text) for record in rows):
        return sheet
    head, first = Head("", ("op",)), sheet.heads[0]
    index = Head(first.text, ("index",))
    records = []
    for record in sheet.records:
        if record.fields:
            cell = record.fields[0].cell
            assert cell is not None, "a numbered row has a number"
            fields = [Field(index, cell), *record.fields[1:], Field(head, _naming(cell))]
            record = Record(fields, record.section, record.row)
        records.append(record)
    return Sheet([index, *sheet.heads[1:], head], records)


def _naming(cell: Cell) -> Cell:
    return replace(cell, lines=(CellLine("conv", cell.bbox, cell.lines[0].baseline),), groups=())
