"""The public door: a table exhibit into graphs."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.document.page import Page
from extract.figures.names.caption_kernels import with_caption_kernels
from extract.figures.names.caption_slopes import with_caption_slopes
from extract.model import Exhibit
from extract.prose.told_behind import with_told_layers
from extract.tables.across import across
from extract.tables.again import with_cells_said_again
from extract.tables.assigned_columns import with_assigned_columns
from extract.tables.bare_first import with_bare_first
from extract.tables.coded import as_printed, spelled_out
from extract.tables.common_cells import with_common_cells
from extract.tables.depth import with_depth
from extract.tables.explained import with_explained_heads
from extract.tables.grid import read_grid
from extract.tables.head_rows import body_start, heads_of
from extract.tables.joined_columns import with_joined_columns
from extract.tables.judge import probability
from extract.tables.kinds import Found, column_major, row_major, variants
from extract.tables.model import Grid, TableReading
from extract.tables.models import models
from extract.tables.models_by_parts import models_by_parts
from extract.tables.nested import nested
from extract.tables.networks_in_rows import networks_in_rows
from extract.tables.region import side_by_side, table_region
from extract.tables.row_variants import row_variants
from extract.tables.set_networks import set_networks
from extract.tables.side_marks import with_side_marks
from extract.tables.stacked import networks_beside, stacked
from extract.tables.subtitles import without_title_below
from extract.tables.type import unlevel
from extract.tables.widths import widths
from extract.tables.wrapped import with_wrapped_rows
from graph import FrozenMap, Graph

_BESIDES = re.compile(
    r"(?<=convolutions)\s+and (?:transposed |fractionally[- ]strided )(?:conv\w*)(?:\s*\([A-Za-z]+\))?", re.I
)
"""Other layers that a caption names together with the convolutions, before it says what all of them are like."""
_USES = re.compile(
    r"(?<=\. )Conv(?:2D|olutions?|olutional layers)? (?:layers )?(?:uses?|ha(?:s|ve)) (?=(?:kernel|filter))",
    re.I,
)
"""A sentence that says of the convolutions, by their name in the rows, what kernels they have."""
THRESHOLD = 0.55
"""Least rank at which a table's graphs are given; below it, it is taken for a table of results."""

SIZED = 0.7
"""Rank of models that are told by their sizes: what rows of layers tell of a network does not apply to them."""


def read_table(page: Page, exhibit: Exhibit) -> TableReading:
    """Reads a table exhibit: its grid, what kind of table it is, and the networks that it shows.

    Args:
        page: the page that it stands on.
        exhibit: its region, caption and label.

    Returns:
        A reading without graphs, and with the reason, where the table shows no network.
    """
    regions = side_by_side(page, table_region(page, exhibit))
    bare = [without_title_below(with_wrapped_rows(read_grid(page, region))) for region in regions]
    spelled = [spelled_out(grid, exhibit.caption) for grid in bare]
    tables = [_headed(grid, exhibit.caption) for grid, _ in spelled]
    reading = _read(page, tables, exhibit)
    printed = [each for _, codes in spelled for each in codes]
    return replace(reading, graphs=tuple(as_printed(graph, printed) for graph in reading.graphs))


def _read(page: Page, tables: list[Grid], exhibit: Exhibit) -> TableReading:
    """The reading of all tables under one caption."""
    whole = stacked(tables, exhibit.caption)
    readings = [read_part(page, grid, exhibit) for grid in ([whole] if whole else tables)]
    if whole:
        readings = [replace(reading, grids=tuple(tables)) for reading in readings]
    apart = networks_beside(tables[0]) if len(tables) == 1 and not whole else []
    split = [(title, read_part(page, grid, exhibit)) for title, grid in apart]
    if split and all(len(reading.graphs) == 1 for _, reading in split):
        graphs = tuple(replace(reading.graphs[0], name=title) for title, reading in split)
        return replace(split[0][1], graphs=graphs, grids=tuple(tables))
    best = max(readings, key=lambda reading: (bool(reading.graphs), reading.confidence))
    if len(readings) == 1:
        return best
    graphs = tuple(graph for reading in readings for graph in reading.graphs)
    grids = tuple(grid for reading in readings for grid in reading.grids)
    return replace(best, graphs=graphs, grids=grids)


def _headed(grid: Grid, caption: str) -> Grid:
    grid = networks_in_rows(grid) or with_common_cells(grid)
    headed = with_side_marks(with_joined_columns(replace(grid, header_rows=body_start(grid))))
    return with_cells_said_again(with_explained_heads(with_assigned_columns(headed, caption), caption))


def read_part(page: Page, grid: Grid, exhibit: Exhibit) -> TableReading:
    """One of the tables that stand side by side under a caption, or the only one."""
    if not grid.cells or len(grid.rows) - grid.header_rows < 1:
        return TableReading(None, (), (grid,), 0.0, "no rows of type were found in the region")
    sized = set_networks(grid, exhibit) or models(grid, exhibit) or models_by_parts(grid, exhibit)
    if sized is not None:
        return TableReading(*sized, (grid,), SIZED)
    found = read_kind(grid, exhibit)
    if found is None:
        return TableReading(None, (), (grid,), 0.0, "no column or row names layers")
    kind, graphs = found
    rank = probability(grid, heads_of(grid, grid.header_rows), graphs, exhibit.caption)
    if rank < THRESHOLD:
        return TableReading(None, (), (grid,), rank, "its rows name layers, but read like results")
    said = _USES.sub("All convolutions use ", _BESIDES.sub("", exhibit.caption))
    graphs = with_caption_kernels(with_bare_first(graphs, exhibit.caption), said)
    graphs = with_told_layers(with_depth(graphs, exhibit.caption, grid), exhibit.caption, of_parts=True)
    cells = (" ".join(grid.text(row, at) for at in range(len(grid.columns))) for row in range(len(grid.rows)))
    graphs = with_caption_slopes(graphs, ". ".join((exhibit.caption, *cells)))
    return TableReading(kind, tuple(_on_page(graph, grid.turn, page) for graph in graphs), (grid,), rank)


def _on_page(graph: Graph, turn: int, page: Page) -> Graph:
    """A graph whose evidence stands where the page has it, though its table was read turned."""
    if not turn:
        return graph
    nodes = []
    for node in graph.nodes:
        place = node.evidence
        if place is not None and place.bbox is not None:
            place = replace(place, bbox=unlevel(place.bbox, turn, page.width, page.height))
        attributes = {name: replace(a, evidence=place) for name, a in node.attributes.items()}
        nodes.append(replace(node, evidence=place, attributes=FrozenMap(attributes)))
    return replace(graph, nodes=tuple(nodes))


def read_kind(grid: Grid, exhibit: Exhibit) -> Found | None:
    """The networks of a grid by the first layout that fits; None where none does."""
    for read in (across, column_major, row_variants, widths, nested, variants, row_major):
        found = read(grid, exhibit)
        if found is not None:
            return found
    return None
