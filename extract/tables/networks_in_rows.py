"""Tables with one network a row and a layer a column ("Arch. | conv1 | conv2 | full6"), turned on their side."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.document.boxes import union_all
from extract.tables.headers import role_of
from extract.tables.model import Cell, CellLine, Grid
from extract.tables.values import DECIMAL, is_empty

_LAYER = re.compile(
    r"(?:conv(?:olution(?:al)?)?|deconv|pool(?:ing)?|max-?pool(?:ing)?|fc|full|fully[- ]connected|dense|linear|affine"
    r"|lstm|gru|softmax|norm|bn|lrn|relu|dropout|input|output|flatten|hidden)(?: layer)?[-_ ]?\d{0,2}[a-z]?",
    re.I,
)
_WEIGHTED = re.compile(r"conv|fc|full|dense|linear|affine|lstm|gru|hidden", re.I)
FEWEST = 4
"""Layers that such a table has at least."""
MOST = 0.8
"""Share of the heads that name layers."""
STEP = 100.0
"""Points from one row or column to the next, in a table that is turned."""
FILLED = 0.6
"""Share of its layers that a network says something of."""


def networks_in_rows(grid: Grid) -> Grid | None:
    """The grid with a layer a row and a network a column; None for any other table.

    A network may take several rows of type, each of which says something else of its layers; its name stands beside one
    of them.
    """
    heads = [grid.at(0, column) for column in range(1, len(grid.columns))]
    layers = [c for c in heads if c is not None and c.column_span == 1 and _LAYER.fullmatch(c.text.strip())]
    weighted = {c.text.strip().lower() for c in layers if _WEIGHTED.match(c.text)}
    if len(layers) < FEWEST or len(layers) < MOST * len(heads) or len(weighted) < 3:
        return None
    body = range(1, len(grid.rows))
    names = [c for c in grid.cells if c.column == 0 and c.row in body and not is_empty(c.text)]
    size, over = divmod(len(body), len(names)) if names else (0, 1)
    if (
        over
        or len(names) < 2
        or any(c.column_span > 1 or role_of(c.text) or _LAYER.fullmatch(c.text) for c in names)
    ):
        return None
    groups = [range(start, start + size) for start in range(1, len(grid.rows), size)]
    if any(
        not any(c.row <= row < c.row + c.row_span for row in group)
        for c, group in zip(names, groups, strict=True)
    ):
        return None
    columns = [[_together(grid, group, c.column) for c in layers] for group in groups]
    return _turned(grid, layers, names, columns) if all(map(_sets, columns)) else None


def _sets(cells: list[Cell | None]) -> bool:
    """Whether the cells of a network set its layers, and are no results."""
    printed = [c for c in cells if c is not None]
    numbers = sum(re.search(r"\d", c.text) is not None for c in printed)
    return (
        len(printed) >= FILLED * len(cells)
        and 2 * numbers >= len(printed)
        and not any(DECIMAL.fullmatch(c.text) for c in printed)
    )


def _together(grid: Grid, rows: range, column: int) -> Cell | None:
    """What stands in a column over some rows, as one cell of one line; None where nothing does."""
    parts = list(dict.fromkeys(c for row in rows if (c := grid.at(row, column)) is not None))
    parts = [c for c in parts if not is_empty(c.text)]
    if not parts:
        return None
    text = parts[0].text
    for part in parts[1:]:
        broken = text.endswith("-") and part.text[:1].islower()
        text = f"{text[:-1]}{part.text}" if broken else f"{text}, {part.text}"
    box = union_all([c.bbox for c in parts])
    line = CellLine(text, box, parts[0].lines[0].baseline)
    return replace(parts[0], lines=(line,), groups=(), bbox=box, row_span=1, column_span=1)


def _turned(grid: Grid, layers: list[Cell], names: list[Cell], columns: list[list[Cell | None]]) -> Grid:
    """The grid of these cells, each behind its layer's name; rows and columns are as wide as if they stood there so."""
    cells = [replace(c, row=0, column=at, row_span=1) for at, c in enumerate(names)]
    for row, layer in enumerate(layers, 1):
        for at, network in enumerate(columns):
            if (c := network[row - 1]) is not None:
                line = replace(c.lines[0], text=f"{layer.text} {c.text}")
                cells.append(replace(c, row=row, column=at, lines=(line,)))
    steps = tuple((STEP * at, STEP * at + 0.8 * STEP) for at in range(max(len(layers) + 1, len(names))))
    return replace(
        grid,
        cells=tuple(cells),
        rows=steps[: len(layers) + 1],
        columns=steps[: len(names)],
        header_rows=0,
        horizontal=((0.9 * STEP, 0.0, STEP * len(names)),),
        vertical=(),
    )
