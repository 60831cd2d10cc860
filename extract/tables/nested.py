"""Networks side by side in one grid: much the same heads under each network's name ("Teacher", "Student")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.model import Exhibit, FigureType
from extract.tables.assemble import chain
from extract.tables.headers import Role, head_of, plain
from extract.tables.kinds import layers_at
from extract.tables.layer_column import layout_of
from extract.tables.model import Cell, Grid
from extract.tables.records import Record, Sheet
from extract.tables.sections import sections_of
from extract.tables.sheets import row_sheet
from extract.tables.values import is_empty
from graph import Graph

ALIKE = 0.7
"""Share of a network's heads that stand under the others' names too."""
_INPUT = re.compile(r"(?:\w+ )?(?:input|image)s?\b", re.I)
_SETTINGS: frozenset[Role] = frozenset(
    ("op", "kernel", "stride", "filters", "units", "output", "config", "repeat")
)


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
        own = _only(sheet, set(side.columns), shared)
        at = layers_at(own, exhibit.caption)
        if at is None:
            return None
        parts = sections_of(own, layout_of(own, at, exhibit.caption), exhibit)
        graphs.append(chain(side.name, [draft for _, drafts in parts for draft in drafts], exhibit))
    return ("table-variants", tuple(graphs)) if min(len(graph.nodes) for graph in graphs) >= 2 else None


def _sides(grid: Grid) -> list[Side]:
    for row in range(grid.header_rows - 1):
        wide = [c for c in grid.cells if c.row == row and 1 < c.column_span < len(grid.columns)]
        if len(wide) < 2 or any(head_of(cell.text).roles for cell in wide):
            continue
        under = [set(map(plain, _under(grid, cell))) for cell in wide]
        common = set.intersection(*under)
        roles = {head_of(text).role for text in common} & _SETTINGS
        if len(roles) >= min(2, len(common)) and len(common) >= ALIKE * max(map(len, under)):
            return [
                Side(cell.text, tuple(range(cell.column, cell.column + cell.column_span))) for cell in wide
            ]
    return []


def _under(grid: Grid, wide: Cell) -> list[str]:
    """The heads under a wide one, from left to right."""
    columns = range(wide.column, wide.column + wide.column_span)
    return [grid.text(grid.header_rows - 1, column) for column in columns]


def _only(sheet: Sheet, side: set[int], shared: set[int]) -> Sheet:
    """The sheet with a network's columns and those for all; rows that print nothing new for it are left out.

    A cell over several rows speaks once, and what goes out of it is what the last of them prints.
    """
    kept = sorted(side | shared)
    by_row = {record.row: record for record in sheet.records}
    records = []
    for record in sheet.records:
        if not record.fields:
            records.append(record)
            continue
        cells = [c for at in side if (c := record.fields[at].cell) is not None]
        inputs = any(_INPUT.match(record.fields[at].text) for at in shared)
        if not (inputs or any(c.row == record.row and not is_empty(c.text) for c in cells)):
            continue
        last = by_row.get(max((c.row + c.row_span - 1 for c in cells), default=record.row), record)
        fields = [
            last.fields[at] if at in shared and sheet.heads[at].role == "output" else record.fields[at]
            for at in kept
        ]
        records.append(Record(fields, record.section, record.row))
    return Sheet([sheet.heads[at] for at in kept], records)
