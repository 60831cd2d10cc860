"""Rows of dots: a block, dots, and how often it stands, each on a line of its own, are one row."""

from __future__ import annotations

from dataclasses import replace

from extract.document.boxes import union_all
from extract.labels import repeat_mark
from extract.tables.model import Cell
from extract.tables.records import Field, Record, Sheet
from extract.tables.sheets import DOTS


def without_dots(sheet: Sheet) -> Sheet:
    """The sheet without rows of dots; what stands beside them is the row's above, as is a number of times below."""
    records: list[Record] = []
    after: int | None = None
    for record in sheet.records:
        at = _dots_in(record)
        before = records[-1] if records and records[-1].fields else None
        if at is not None and before is not None and _printed(before.fields[at]):
            records[-1] = _filled(before, record)
            after = at
            continue
        if after is not None and before is not None and _is_times(record, after):
            records[-1] = _times(before, record, after)
        else:
            records.append(record)
        after = None
    return Sheet(sheet.heads, records)


def _dots_in(record: Record) -> int | None:
    """The place of the dots in a row of them; a single cell of dots beside a layer only prints nothing there."""
    printed = [at for at, item in enumerate(record.fields) if _printed(item)]
    dots = [at for at in printed if DOTS.fullmatch(_printed(record.fields[at]))]
    named = next((at for at in printed if record.fields[at].head.role in ("op", "name")), None)
    return dots[0] if dots and (named is None or named in dots or 2 * len(dots) > len(printed)) else None


def _printed(item: Field) -> str:
    return "" if item.cell is None else item.cell.text.strip()


def _filled(record: Record, dots: Record) -> Record:
    fields = [
        mine if mine.text or DOTS.fullmatch(_printed(other)) else Field(mine.head, other.cell)
        for mine, other in zip(record.fields, dots.fields, strict=True)
    ]
    return Record(fields, record.section, record.row)


def _is_times(record: Record, at: int) -> bool:
    filled = [place for place, item in enumerate(record.fields) if item.text]
    return filled == [at] and repeat_mark(record.fields[at].text) is not None


def _times(record: Record, times: Record, at: int) -> Record:
    fields = list(record.fields)
    fields[at] = Field(fields[at].head, _with_lines(fields[at].cell, times.fields[at].cell))
    return Record(fields, record.section, record.row)


def _with_lines(cell: Cell | None, more: Cell | None) -> Cell | None:
    if cell is None or more is None:
        return cell
    return replace(cell, lines=(*cell.lines, *more.lines), bbox=union_all([cell.bbox, more.bbox]))
