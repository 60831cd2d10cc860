"""Networks side by side in one grid: the same heads once under each network's name ("Teacher", "Student")."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import Exhibit, FigureType
from extract.tables.assemble import chain
from extract.tables.headers import Role, head_of, plain
from extract.tables.layouts import find_op, layout_of
from extract.tables.model import Cell, Grid
from extract.tables.records import Field, Record, Sheet, row_sheet
from extract.tables.sections import sections_of
from graph import Graph

_SETTINGS: frozenset[Role] = frozenset(("op", "kernel", "stride", "filters", "units", "output", "config"))


@dataclass(frozen=True, slots=True)
class Side:
    """A network's name and the places of its columns."""

    name: str
    columns: tuple[int, ...]


def nested(grid: Grid, exhibit: Exhibit) -> tuple[FigureType, tuple[Graph, ...]] | None:
    """One network for each wide head over the same row of heads; None where there are no two of them."""
    sides = _sides(grid)
    if len(sides) < 2:
        return None
    sheet = row_sheet(grid, grid.header_rows)
    shared = set(range(len(sheet.heads))) - {column for side in sides for column in side.columns}
    graphs = []
    for side in sides:
        own = _only(sheet, shared | set(side.columns))
        op = find_op(own)
        if op is None or op[1] < 0.3:
            return None
        parts = sections_of(own, layout_of(own, op[0]), exhibit)
        graphs.append(chain(side.name, [draft for _, drafts in parts for draft in drafts], exhibit))
    return ("table-variants", tuple(graphs)) if min(len(graph.nodes) for graph in graphs) >= 2 else None


def _sides(grid: Grid) -> list[Side]:
    for row in range(grid.header_rows - 1):
        wide = [c for c in grid.cells if c.row == row and 1 < c.column_span < len(grid.columns)]
        if len(wide) < 2 or any(head_of(cell.text).roles for cell in wide):
            continue
        under = [_under(grid, cell) for cell in wide]
        roles = {head_of(text).role for text in under[0]}
        if len({tuple(map(plain, texts)) for texts in under}) == 1 and roles & _SETTINGS:
            return [
                Side(cell.text, tuple(range(cell.column, cell.column + cell.column_span))) for cell in wide
            ]
    return []


def _under(grid: Grid, wide: Cell) -> list[str]:
    """The heads under a wide one, from left to right."""
    columns = range(wide.column, wide.column + wide.column_span)
    return [grid.text(grid.header_rows - 1, column) for column in columns]


def _only(sheet: Sheet, columns: set[int]) -> Sheet:
    """The sheet with these columns alone; rows without any of them are left out."""
    kept = sorted(columns)
    records = []
    for record in sheet.records:
        fields: list[Field] = [record.fields[at] for at in kept if at < len(record.fields)]
        if not record.fields or any(item.text for item in fields[1:]):
            records.append(Record(fields, record.section, record.row))
    return Sheet([sheet.heads[at] for at in kept], records)
