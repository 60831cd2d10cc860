"""The public door: a table exhibit into graphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.document.page import Page
from extract.model import Exhibit, FigureType
from extract.tables.assemble import chain
from extract.tables.grid import read_grid
from extract.tables.headers import role_of
from extract.tables.layers import Draft
from extract.tables.layouts import find_op, layout_of, record_drafts
from extract.tables.model import Grid, TableReading
from extract.tables.records import Sheet, body_start, column_sheet, heads_of, is_layer, row_sheet
from extract.tables.region import table_region
from extract.tables.sections import sections_of
from extract.tables.variants import PARALLEL, find_variants, variant_drafts
from graph import Graph


def read_table(page: Page, exhibit: Exhibit) -> TableReading:
    """Reads a table exhibit: its grid, what kind of table it is, and the networks that it shows.

    Args:
        page: the page that it stands on.
        exhibit: its region, caption and label.

    Returns:
        A reading without graphs, and with the reason, where the table shows no network.
    """
    grid = read_grid(page, table_region(page, exhibit))
    start = body_start(grid)
    grid = replace(grid, header_rows=start)
    if not grid.cells or len(grid.rows) - start < 1:
        return TableReading(None, (), (grid,), 0.0, "no rows of type were found in the region")
    for read in (_column_major, _variants, _row_major):
        found = read(grid, exhibit)
        if found is not None:
            kind, graphs, confidence = found
            return TableReading(kind, graphs, (grid,), confidence)
    return TableReading(None, (), (grid,), 0.0, "no column or row names layers")


_ARCHITECTURE = re.compile(
    r"architect|\blayers?\b|network (?:structure|configuration|detail)|configuration|structure of|specification"
    r"|\b(?:generator|discriminator|encoder|decoder|backbone)\b",
    re.I,
)
Found = tuple[FigureType, tuple[Graph, ...], float]


def _column_major(grid: Grid, exhibit: Exhibit) -> Found | None:
    """One layer a column: the first column holds the heads."""
    if len(grid.columns) < 3:
        return None
    heads = [role_of(grid.text(row, 0)) for row in range(len(grid.rows))]
    filled = [grid.text(row, 0) for row in range(len(grid.rows)) if grid.text(row, 0)]
    typed = [
        r
        for r in heads
        if r
        in (
            "kernel",
            "stride",
            "padding",
            "filters",
            "units",
            "op",
            "pool_kernel",
            "pool_stride",
            "activation",
        )
    ]
    settings = [r for r in typed if r != "op"]
    if len(set(typed)) < 2 or not settings or len(typed) < 0.4 * len(filled):
        return None
    sheet = column_sheet(grid)
    op = find_op(sheet)
    if op is None or op[1] < 0.5:
        return None
    layout = layout_of(sheet, op[0])
    drafts = _all(sheet, layout_drafts=[record_drafts(r, layout, i) for i, r in enumerate(sheet.records)])
    if len(drafts) < 2:
        return None
    return "table-column-major", (chain("", drafts, exhibit),), 0.9


def _all(sheet: Sheet, layout_drafts: Sequence[list[Draft]]) -> list[Draft]:
    return [draft for drafts in layout_drafts for draft in drafts]


def _variants(grid: Grid, exhibit: Exhibit) -> Found | None:
    """One network a column."""
    heads = heads_of(grid, grid.header_rows)
    variants = find_variants(grid, heads, grid.header_rows)
    if variants is None:
        return None
    sheet = row_sheet(grid, grid.header_rows)
    graphs = []
    for at, name in enumerate(variants.names):
        drafts = variant_drafts(grid, sheet, variants, at)
        if drafts:
            graphs.append(chain(name, drafts, exhibit))
    if len(graphs) < 2 or max(len(g.nodes) for g in graphs) < 2:
        return None
    return "table-variants", tuple(graphs), 0.85


def _row_major(grid: Grid, exhibit: Exhibit) -> Found | None:
    """One layer a row, or one module a row."""
    sheet = row_sheet(grid, grid.header_rows)
    op = find_op(sheet)
    if op is None:
        return None
    at, share = op
    layout = layout_of(sheet, at)
    settings = sum(
        h.role in ("kernel", "stride", "filters", "output", "repeat", "units", "padding") for h in sheet.heads
    )
    measures = sum(h.role == "measure" for h in sheet.heads)
    if share < 0.3 and settings < (1 if _ARCHITECTURE.search(exhibit.caption) else 2):
        return None
    if measures and measures >= len(sheet.heads) - 1:
        return None
    parts = sections_of(sheet, layout, exhibit)
    graphs = tuple(chain(name, drafts, exhibit) for name, drafts in parts if drafts)
    total = sum(len(g.nodes) for g in graphs)
    if total < 2:
        return None
    return "table-row-major", graphs, round(min(0.9, 0.4 + 0.5 * share + 0.1 * (settings > 0)), 3)


__all__ = ["PARALLEL", "is_layer", "read_table"]
