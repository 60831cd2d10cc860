"""A table's body as records, whichever way the table is laid."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tables.by_values import told_by_values
from extract.tables.cells import is_layer, is_total, is_value
from extract.tables.head_rows import beside_filters, heads_of
from extract.tables.headers import Head, head_of, plain
from extract.tables.model import Cell, Grid
from extract.tables.records import Field, Record, Sheet
from extract.tables.titles import opened, title_above
from extract.tables.values import is_empty
from extract.tables.wrapped import ruled_below

DOTS = re.compile(r"(?:[.·•]\s?){2,}|[⋮…⋯]+|:")
"""What stands for the rows that are left out."""


def row_sheet(grid: Grid, header_rows: int) -> Sheet:
    """One record a row. Rows of one merged title open sections; rows of totals are left out."""
    heads = heads_of(grid, header_rows)
    sheet = Sheet(list(heads))
    section = ""
    first_title = title_above(grid, header_rows)
    trained = _rows_of_training(grid, header_rows)
    for row in range(header_rows, len(grid.rows)):
        cells = [grid.at(row, column) for column in range(len(heads))]
        own = [c for c in cells if c is not None and c.row == row]
        if not own or all(is_empty(c.text) and not DOTS.fullmatch(c.text) for c in own):
            continue
        if row in trained or (is_total(own[0].text) and not _has_layer(heads, own)):
            continue
        if len(heads) > 1 and _reaches_down(cells):
            continue
        layer = heads[own[0].column].role == "op" and DOTS.fullmatch(grid.text(row + 1, own[0].column))
        title = None if layer else opened(grid, heads, row)
        if title is not None:
            if title or not (sheet.records and not sheet.records[-1].fields):
                # Heads that come again right below a title belong to its part.
                section = title
                sheet.records.append(Record([], section, row))
            continue
        if sheet.records and (anew := _headed_anew(heads, cells)):
            heads = anew
            continue
        seen: set[int] = set()
        fields: list[Field] = []
        for head, cell in zip(heads, cells, strict=True):
            # A merged cell speaks once, under its first column.
            fresh = cell is not None and (cell.column_span == 1 or id(cell) not in seen)
            fields.append(Field(head, cell if fresh else None))
            if cell is not None:
                seen.add(id(cell))
        sheet.records.append(Record(fields, section, row))
    if first_title and section:
        sheet.records.insert(0, Record([], first_title, max(header_rows - 1, 0)))
    return told_by_values(sheet)


def _has_layer(heads: Sequence[Head], own: Sequence[Cell]) -> bool:
    """Whether a row prints a layer under a head of such, whatever it is called: "score | conv 1×1"."""
    return any(heads[c.column].role == "op" and is_layer(c.text) for c in own[1:])


def _reaches_down(cells: Sequence[Cell | None]) -> bool:
    """Whether all that stands in a row is a name that the next rows have as well."""
    held = [cell for cell in cells if cell is not None]
    return len(held) == 1 and held[0].row_span > 1 and held[0].column_span == 1


def _rows_of_training(grid: Grid, header_rows: int) -> frozenset[int]:
    """The rows below the layers that give one value each, from the first on that is known to be of the training.

    Where a ruling parts them from the layers, all below it are.
    """
    if len(grid.columns) < 3:
        return frozenset()
    first = len(grid.rows)
    while first > header_rows and _gives_one(grid, first - 1):
        first -= 1
    known = [row for row in range(first, len(grid.rows)) if is_total(grid.text(row, 0))]
    if len(known) < 2:
        return frozenset()
    above = [row for row in range(first, known[0] + 1) if ruled_below(grid, row - 1)]
    return frozenset(range(above[-1] if above else known[0], len(grid.rows)))


def _gives_one(grid: Grid, row: int) -> bool:
    """Whether a row prints a name and at most one value."""
    cells = [cell for cell in grid.cells if cell.row == row and not is_empty(cell.text)]
    return 0 < len(cells) <= 2 and cells[0].column == 0 and cells[0].column_span == 1


def _headed_anew(heads: Sequence[Head], cells: Sequence[Cell | None]) -> list[Head] | None:
    """The heads from a row on that begins as the first heads do and prints other known ones; None for any other row."""
    texts = ["" if cell is None or is_empty(cell.text) else cell.text for cell in cells]
    found = [head_of(text) for text in texts]
    printed = [head for head, text in zip(found, texts, strict=True) if text]
    if len(printed) < 2 or plain(texts[0]) != plain(heads[0].text) or not all(h.roles for h in printed):
        return None
    if any(is_layer(text) or is_value(text) for text in texts):
        return None
    return [new if new.text else old for new, old in zip(found, heads, strict=True)]


def column_sheet(grid: Grid) -> Sheet:
    """One record a column; a first head that comes again further down continues the table there."""
    heads = beside_filters([head_of(grid.text(row, 0)) for row in range(len(grid.rows))])
    first = next((h.text for h in heads if h.text), "")
    begun = {cell.row for cell in grid.cells if cell.column == 0}
    starts = [row for row, head in enumerate(heads) if head.text == first and head.text and row in begun]
    if not starts or starts[0] > 1:
        starts = [0]
    starts[0] = 0
    sheet = Sheet(heads[: starts[1] if len(starts) > 1 else None])
    for start, end in zip(starts, [*starts[1:], len(grid.rows)], strict=True):
        for column in range(1, len(grid.columns)):
            fields = [Field(heads[row], grid.at(row, column)) for row in range(start, end)]
            if any(f.text for f in fields):
                sheet.records.append(Record(fields, "", column))
    return told_by_values(sheet)
