"""Tables with one layer a row and several columns of widths, sizes or repeats, one for each network ("0.5×", "1×")."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.model import Exhibit, FigureType
from extract.tables.assemble import chain
from extract.tables.headers import Head
from extract.tables.kinds import layers_at
from extract.tables.layer_column import layout_of
from extract.tables.model import Grid
from extract.tables.records import Field, Record, Sheet
from extract.tables.sections import sections_of
from extract.tables.sheets import row_sheet
from extract.tables.unnamed import with_convolutions
from extract.tables.values import dims
from graph import Graph

ALIKE = 0.7
"""Share of the rows that print a size of one kind under each network's name."""
_NETWORK = re.compile(
    r"\b(?:model|network|variant|version|large|small|base|tiny|big|medium|huge|mini|nano|wide|narrow|deep|shallow"
    r"|full|lite?|teachers?|students?|baseline|proposed|ours)\b|net\b|[A-Z]\w*-(?:\d+|[A-Z])\b",
    re.I,
)
_VALUE = re.compile(r"#|\d\s*[×x]\s*\d|\b(?:size|dim\w*|params?|parameters)\b", re.I)


def widths(grid: Grid, exhibit: Exhibit) -> tuple[FigureType, tuple[Graph, ...]] | None:
    """One network for each column under a common head of widths or repeats, or under a name; None without those."""
    sheet = with_convolutions(row_sheet(grid, grid.header_rows), exhibit.caption)
    columns = _columns(grid, sheet.heads) or _named(sheet)
    if len(columns) < 2:
        return None
    graphs = []
    for column in columns:
        own = _only(_settings(sheet, columns), columns, column)
        at = layers_at(own, exhibit.caption)
        if at is None:
            return None
        parts = sections_of(own, layout_of(own, at, exhibit.caption), exhibit)
        drafts = [draft for _, layers in parts for draft in layers]
        graphs.append(chain(sheet.heads[column].text, drafts, exhibit))
    if max(len(graph.nodes) for graph in graphs) < 2:
        return None
    return "table-variants", tuple(graphs)


def _columns(grid: Grid, heads: list[Head]) -> list[int]:
    """The columns under one wide head that speaks of widths or of repeats."""
    for cell in grid.cells:
        if cell.row >= grid.header_rows - 1 or not 2 <= cell.column_span < len(heads):
            continue
        under = list(range(cell.column, cell.column + cell.column_span))
        roles = {heads[column].role for column in under}
        if roles in ({"filters"}, {"repeat"}) and len({heads[column].text for column in under}) == len(under):
            return under
    return []


def _named(sheet: Sheet) -> list[int]:
    """Columns headed by names of networks that print sizes of one kind: the settings of each network's layers."""
    rows = [record.fields for record in sheet.records if record.fields]
    columns = [
        at
        for at, head in enumerate(sheet.heads)
        if at and head.role is None and _NETWORK.search(head.text) and _VALUE.search(head.text) is None
    ]
    if len(columns) < 2 or len({sheet.heads[at].text for at in columns}) < len(columns):
        return []
    sizes = [[dims(row[at].text) for at in columns if row[at].text] for row in rows]
    alike = sum(len(found) == len(columns) and len({len(s or ()) for s in found}) == 1 for found in sizes)
    known = all(size is not None for found in sizes for size in found)
    return columns if known and alike >= ALIKE * len(rows) else []


def _settings(sheet: Sheet, columns: list[int]) -> Sheet:
    """The sheet with the networks' columns headed by what they hold: a network's name is none of its settings'."""
    heads = [
        Head(head.role or "", head.roles) if at in columns else head for at, head in enumerate(sheet.heads)
    ]
    records = [
        Record(
            [Field(head, item.cell) for head, item in zip(heads, record.fields, strict=True)]
            if record.fields
            else [],
            record.section,
            record.row,
        )
        for record in sheet.records
    ]
    return Sheet(heads, records)


def _merged(item: Field) -> bool:
    return item.cell is not None and item.cell.column_span > 1


def _struck(item: Field) -> bool:
    """Whether a cell holds a dash, and is not just left open."""
    return item.cell is not None and not item.text


def _only(sheet: Sheet, columns: list[int], column: int) -> Sheet:
    """The sheet without the columns of the other networks, and without rows that only these have: it prints a dash."""
    records = []
    for record in sheet.records:
        if record.fields and _struck(record.fields[column]) and any(record.fields[at].text for at in columns):
            continue
        fields = [
            replace(f, cell=None) if i in columns and i != column and not _merged(f) else f
            for i, f in enumerate(record.fields)
        ]
        if record.fields and column != columns[0]:
            # A merged cell over all networks stands under the first of them.
            first = record.fields[columns[0]].cell
            if first is not None and first.column_span > 1 and fields[column].cell is None:
                fields[column] = replace(fields[column], cell=first)
                fields[columns[0]] = replace(fields[columns[0]], cell=None)
        records.append(Record(fields, record.section, record.row))
    return Sheet(sheet.heads, records)
