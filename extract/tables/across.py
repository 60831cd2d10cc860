"""Tables without heads whose layers go on from cell to cell, row by row ("Conv | MaxPool | BatchNorm")."""

from __future__ import annotations

from extract.model import Exhibit, FigureType
from extract.tables.assemble import chain
from extract.tables.cells import is_layer
from extract.tables.drafts import MAIN
from extract.tables.headers import Head
from extract.tables.layer_column import Layout
from extract.tables.layouts import record_drafts
from extract.tables.model import Cell, Grid
from extract.tables.records import Field, Record
from extract.tables.values import is_empty
from graph import Graph


def across(grid: Grid, exhibit: Exhibit) -> tuple[FigureType, tuple[Graph, ...]] | None:
    """One network along the rows; None where a table has heads, or cells that are no layers.

    Networks beside each other have layers with weights each: here, a further column only holds what follows those.
    """
    cells = [cell for cell in grid.cells if not is_empty(cell.text)]
    width = len(grid.columns)
    if grid.header_rows or width < 2 or any(cell.column_span > 1 or cell.row_span > 1 for cell in cells):
        return None
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    if len(ordered) <= len(grid.rows) + 1 or not all(is_layer(cell.text) for cell in ordered):
        return None
    layout = Layout(0, (), (), False)
    layers = [record_drafts(_record(cell), layout, number) for number, cell in enumerate(ordered)]
    following = [
        draft.op for cell, drafts in zip(ordered, layers, strict=True) if cell.column for draft in drafts[:1]
    ]
    if not following or any(op in MAIN for op in following):
        return None
    return "table-row-major", (chain("", [draft for drafts in layers for draft in drafts], exhibit),)


def _record(cell: Cell) -> Record:
    return Record([Field(Head(""), cell)], "", cell.row)
