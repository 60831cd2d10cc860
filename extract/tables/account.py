"""What of a table its reading accounts for: the rows that its layers stand in, the numbers that nothing was made of.

Looked up afterwards, by where each layer was read; no layout needs to know of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extract.document.page import Page
from extract.tables.head_rows import heads_of
from extract.tables.headers import Role
from extract.tables.model import Cell, Grid, TableReading
from extract.tables.type import unlevel
from extract.tables.values import is_empty
from graph import Box, Graph, Node, Value

Part = tuple[int, str]
"""A node: the index of its graph, and its id."""

Row = tuple[int, int]
"""A row of an exhibit: the index of its table, and its own."""

BESIDE = 2.0
"""Points by which the middle of a layer's box may lie outside of its cell."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ASIDE: frozenset[Role | None] = frozenset(
    ("index", "name", "measure", "input", "input_channels", "output_height", "output_width", "output_side")
)
"""Roles of heads whose numbers no layer needs to have."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a layer stands in its table.

    Attributes:
        row: counted through all rows of the exhibit's tables that print something.
        said: names of those of its attributes that its own cell prints; others stand in columns of theirs, in the
            caption, or nowhere.
    """

    row: int
    said: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Account:
    """What a table's reading accounts for.

    Attributes:
        headed: whether any of its heads is known.
        left: share of the numbers in the rows of its layers that nothing read has.
        layers: where its nodes stand; those that no cell holds are missing.
    """

    headed: bool = True
    left: float = 0.0
    layers: Mapping[Part, Standing] = field(default_factory=dict)


def account_of(page: Page, reading: TableReading) -> Account:
    """What the graphs of a table account for. Of a table with one layer a column nothing is said.

    Args:
        page: that the table stands on.
        reading: its grids, and its graphs with the places of their nodes on the page.
    """
    if reading.figure_type == "table-column-major":
        return Account()
    homes = _homes(page, reading.grids, reading.graphs)
    rows = {(number, row): texts for number, grid in enumerate(reading.grids) for row, texts in _body(grid)}
    place = {row: at for at, row in enumerate(rows)}
    by_part = {(g, node.id): node for g, graph in enumerate(reading.graphs) for node in graph.nodes}
    had: dict[Row, set[float]] = {}
    for part, (row, _) in homes.items():
        had.setdefault(row, set()).update(numbers_of(by_part[part]))
    printed = [(number, row) for row in had for text in rows.get(row, ()) for number in numbers_in(text)]
    return Account(
        headed=any(head.roles for grid in reading.grids for head in heads_of(grid, grid.header_rows)),
        left=sum(number not in had[row] for number, row in printed) / max(len(printed), 1),
        layers={
            part: Standing(place[row], _said(by_part[part], cell.text))
            for part, (row, cell) in homes.items()
            if row in place
        },
    )


def _body(grid: Grid) -> Iterator[tuple[int, list[str]]]:
    """Each row below the heads that prints something, with what a layer in it might have."""
    heads = heads_of(grid, grid.header_rows)
    filled = [cell for cell in grid.cells if cell.row >= grid.header_rows and not is_empty(cell.text)]
    for row in sorted({cell.row for cell in filled}):
        over = [cell for cell in filled if cell.row <= row < cell.row + cell.row_span]
        yield row, [cell.text for cell in over if heads[cell.column].role not in _ASIDE]


def _homes(page: Page, grids: Sequence[Grid], graphs: Sequence[Graph]) -> dict[Part, tuple[Row, Cell]]:
    """The row and the cell that each node was read in; of several cells the one over fewest places."""
    placed = [
        (number, cell, _on_page(cell, grid, page)) for number, grid in enumerate(grids) for cell in grid.cells
    ]
    homes: dict[Part, tuple[Row, Cell]] = {}
    for g, graph in enumerate(graphs):
        for node in graph.nodes:
            box = node.evidence.bbox if node.evidence is not None else None
            found = [
                (number, cell) for number, cell, around in placed if box is not None and _holds(around, box)
            ]
            if found:
                number, cell = min(found, key=lambda each: each[1].row_span * each[1].column_span)
                homes[g, node.id] = (number, cell.row), cell
    return homes


def _on_page(cell: Cell, grid: Grid, page: Page) -> Box:
    return unlevel(cell.bbox, grid.turn, page.width, page.height) if grid.turn else cell.bbox


def _holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of a box lies in another, or right beside it."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] - BESIDE <= x <= outer[2] + BESIDE and outer[1] - BESIDE <= y <= outer[3] + BESIDE


def numbers_in(text: str) -> list[float]:
    """The numbers that a text prints; a raised two stands apart."""
    return [float(number) for number in _NUMBER.findall(text.replace("²", " 2 "))]


def numbers_of(node: Node) -> set[float]:
    """The numbers that were read of a node: in its settings, its shape, its number of times."""
    values = [each.value for each in node.attributes.values()]
    return {number for value in (*values, node.output_shape, node.repeat) for number in _numbers(value)}


def _numbers(value: Value) -> Iterable[float]:
    if isinstance(value, str):
        return numbers_in(value)
    if isinstance(value, tuple):
        return [number for each in value for number in _numbers(each)]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [float(value)]
    return []


def _said(node: Node, text: str) -> frozenset[str]:
    """The attributes whose numbers a text prints, or whose words where they have none."""
    printed = set(numbers_in(text))
    wanted = {name: (set(_numbers(each.value)), str(each.value)) for name, each in node.attributes.items()}
    return frozenset(
        name
        for name, (numbers, words) in wanted.items()
        if (numbers <= printed if numbers else words in text)
    )
