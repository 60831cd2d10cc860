"""Rows that say what goes into other rows, made ready for those to be wired."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.document.boxes import union_all
from extract.tables.model import Cell
from extract.tables.records import Field, Record, Sheet
from extract.tables.sources import joined_by, sources_of
from extract.tables.values import is_empty
from extract.tables.wired import input_column, row_names


def with_cited_rows(sheet: Sheet, caption: str) -> Sheet:
    """The sheet with further inputs put to the row above them, and a layer in each row that only joins others.

    Args:
        sheet: the records of a table.
        caption: it may say what a sign between the names of rows means.
    """
    return _with_joins(_without_more_inputs(sheet), caption)


def _without_more_inputs(sheet: Sheet) -> Sheet:
    """A record that prints nothing but an input tells one more of the record above."""
    column = input_column(sheet)
    if column is None:
        return sheet
    records: list[Record] = []
    for record in sheet.records:
        filled = [at for at, item in enumerate(record.fields) if not is_empty(item.text)]
        above = records[-1] if records and records[-1].fields else None
        if filled != [column] or above is None or not above.fields[column].text:
            records.append(record)
            continue
        fields = list(above.fields)
        fields[column] = Field(fields[column].head, _joined(above, record, column))
        records[-1] = Record(fields, above.section, above.row)
    return Sheet(sheet.heads, records)


def _joined(above: Record, record: Record, column: int) -> Cell | None:
    first, second = above.fields[column].cell, record.fields[column].cell
    if first is None or second is None:
        return first or second
    return replace(first, lines=(*first.lines, *second.lines), bbox=union_all([first.bbox, second.bbox]))


def _with_joins(sheet: Sheet, caption: str) -> Sheet:
    """ "(4) ⊕ (1)" under the head for layers, where these are rows, is a layer that joins them."""
    names = row_names(sheet, None)
    records = [_with_join(record, names, caption, number) for number, record in enumerate(sheet.records)]
    return Sheet(sheet.heads, records)


def _with_join(record: Record, names: dict[str, tuple[int, int]], caption: str, number: int) -> Record:
    fields = list(record.fields)
    for at, item in enumerate(fields):
        if item.head.role not in ("op", "config") or item.cell is None or len(item.cell.lines) != 1:
            continue
        told = sources_of(item.text)
        known = all(
            re.search(r"\d", part.name) and part.name in names and names[part.name][0] < number
            for part in told.parts
        )
        if len(told.parts) < 2 or not known or not re.search(r"[⊕+©∥|]", told.sign):
            continue
        op = joined_by(told, caption, None, ()) or "add"
        text = f"{op} {', '.join(part.text for part in told.parts)}"
        line = replace(item.cell.lines[0], text=text)
        fields[at] = Field(item.head, replace(item.cell, lines=(line,)))
        return Record(fields, record.section, record.row)
    return record
