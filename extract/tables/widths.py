"""Tables with one layer a row and several columns of widths or repeats, one for each network ("0.5×", "1×")."""

from __future__ import annotations

from dataclasses import replace

from extract.model import Exhibit, FigureType
from extract.tables.assemble import chain
from extract.tables.headers import Head
from extract.tables.layouts import find_op, layout_of
from extract.tables.model import Grid
from extract.tables.records import Field, Record, Sheet, row_sheet
from extract.tables.sections import sections_of
from graph import Graph


def widths(grid: Grid, exhibit: Exhibit) -> tuple[FigureType, tuple[Graph, ...]] | None:
    """One network for each column under a common head of widths or repeats; None where there is no such head."""
    sheet = row_sheet(grid, grid.header_rows)
    columns = _columns(grid, sheet.heads)
    if len(columns) < 2:
        return None
    graphs = []
    for column in columns:
        own = _only(sheet, columns, column)
        op = find_op(own)
        if op is None or op[1] < 0.3:
            return None
        parts = sections_of(own, layout_of(own, op[0]), exhibit)
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


def _merged(item: Field) -> bool:
    return item.cell is not None and item.cell.column_span > 1


def _only(sheet: Sheet, columns: list[int], column: int) -> Sheet:
    """The sheet without the columns of the other networks."""
    records = []
    for record in sheet.records:
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
