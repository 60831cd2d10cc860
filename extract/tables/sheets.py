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
from extract.tables.values import is_empty

DOTS = re.compile(r"(?:[.·•]\s?){2,}|[⋮…⋯]+|:")
"""What stands for the rows that are left out."""

_AGAIN = re.compile(r"(?:the )?same as (?:the )?(?:above|previous)|as above|ditto|[〃″”\"]", re.I)
"""What a cell prints that says again what stands above it."""


def row_sheet(grid: Grid, header_rows: int) -> Sheet:
    """One record a row. Rows of one merged title open sections; rows of totals are left out."""
    heads = heads_of(grid, header_rows)
    sheet = Sheet(heads)
    section = ""
    first_title = _title_above(grid, header_rows)
    above: dict[int, Cell] = {}
    for row in range(header_rows, len(grid.rows)):
        cells = [grid.at(row, column) for column in range(len(heads))]
        own = [c for c in cells if c is not None and c.row == row]
        if not own or all(is_empty(c.text) for c in own):
            continue
        title = own[0]
        if is_total(title.text):
            continue
        layer = heads[title.column].role == "op" and DOTS.fullmatch(grid.text(row + 1, title.column))
        if len(set(map(id, own))) == 1 and not layer and _is_title(title, len(heads)):
            section = title.text
            sheet.records.append(Record([], section, row))
            continue
        again = _headed_again(heads, cells)
        if again is not None:
            section = again
            sheet.records.append(Record([], section, row))
            continue
        seen: set[int] = set()
        fields: list[Field] = []
        for column, (head, printed) in enumerate(zip(heads, cells, strict=True)):
            cell = above.get(column, printed) if printed and _AGAIN.fullmatch(printed.text) else printed
            if cell is not None:
                above[column] = cell
            # A merged cell speaks once, under its first column.
            fresh = cell is not None and (cell.column_span == 1 or id(cell) not in seen)
            fields.append(Field(head, cell if fresh else None))
            if cell is not None:
                seen.add(id(cell))
        sheet.records.append(Record(fields, section, row))
    if first_title and section:
        sheet.records.insert(0, Record([], first_title, max(header_rows - 1, 0)))
    return told_by_values(sheet)


def _headed_again(heads: Sequence[Head], cells: Sequence[Cell | None]) -> str | None:
    """The title of the part that a row of heads opens: all say again what the first ones say, but for one."""
    texts = ["" if cell is None else cell.text for cell in cells]
    pairs = [(head.text, text) for head, text in zip(heads, texts, strict=True) if head.text or text]
    other = [text for head, text in pairs if plain(head) != plain(text)]
    if (
        not any(head.roles for head in heads)
        or len(pairs) < 2
        or len(other) > 1
        or len(pairs) - len(other) < min(2, len(pairs) - 1)
    ):
        return None
    return other[0] if other else ""


def _title_above(grid: Grid, header_rows: int) -> str:
    """The title that stands alone in a row above the heads; it is that of the first section."""
    for row in range(header_rows - 1):
        cells = [c for c in grid.cells if c.row == row and not is_empty(c.text)]
        if len(cells) == 1 and _is_title(cells[0], len(grid.columns)) and not head_of(cells[0].text).roles:
            return cells[0].text
    return ""


def _is_title(cell: Cell, columns: int) -> bool:
    wide = cell.column_span > 1 or columns <= 3
    if columns == 1 and not (
        re.fullmatch(r"[A-Za-z][A-Za-z /-]{3,40}", cell.text) and len(cell.text.split()) <= 4
    ):
        return False
    return (
        wide
        and not cell.groups
        and not is_layer(cell.text)
        and not is_value(cell.text)
        and len(cell.text) < 60
    )


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
