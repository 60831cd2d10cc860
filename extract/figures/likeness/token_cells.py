"""Cells of a sequence: boxes of one height right beside each other, with a word or letter each, are one tensor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.figures.likeness.units import is_dots
from extract.labels import parse_label
from extract.scene.geometry import grown, height, holds, width
from extract.scene.model import Connector, Shape
from extract.scene.places import Places
from extract.scene.together import together
from graph import Box

FEWEST = 3
"""Fewest cells of a sequence."""

CLOSE = 0.25
"""Greatest gap between two cells, in the least of their extents."""

LEVEL = 1.0
"""How far the sides of neighbours may stand off one line, and over each other, in points."""

TOUCH = 2.0
"""An end of a line nearer than this to a cell, in points, touches it."""


def token_cells(
    shapes: Sequence[Shape],
    texts: Mapping[int, str],
    connectors: Sequence[Connector],
    dots: Sequence[Box] = (),
) -> dict[tuple[int, ...], str]:
    """What each sequence of cells says, by the ids of its cells in the order of reading.

    No line leads from cell to cell, and none of them names an operation. A cell of dots tells that they are of one
    sequence, whatever lines lead to each; without one, they stand level, and lines meet at most one of them, which
    stands for all.

    Args:
        shapes: those without others inside them.
        texts: what stands in each shape.
        connectors: all lines.
        dots: boxes of the dots between shapes: where a row goes on behind them with cells that stand alone, each
            stands for itself.
    """
    cells = {
        shape.id: shape
        for shape in shapes
        if shape.kind in ("rectangle", "rounded")
        and not shape.symbol
        and texts.get(shape.id, "").strip()
        and parse_label(texts[shape.id], role="box").kind != "operations"
    }
    places = Places((cell.bbox, cell) for cell in cells.values())
    pairs = [
        (cell.id, other.id)
        for cell in cells.values()
        for other in places.near(cell.bbox, CLOSE * _least(cell.bbox))
        if other.id > cell.id and any(_are_next(cell.bbox, other.bbox, low) for low in (0, 1))
    ]
    found = {}
    rows = together(cells, pairs)
    few = [cells[i] for row in rows if len(row) < FEWEST for i in row]
    for row in rows:
        ordered = sorted(row, key=lambda i: (round(cells[i].bbox[1] / TOUCH), cells[i].bbox[0]))
        said = [texts[i].strip() for i in ordered]
        if len(row) < FEWEST or any(_goes_on(cells[ordered[0]], other, dots) for other in few):
            continue
        if _is_sequence([cells[i].bbox for i in ordered], said, connectors):
            found[tuple(ordered)] = " ".join(said)
    return found


def _is_sequence(cells: Sequence[Box], said: Sequence[str], connectors: Sequence[Connector]) -> bool:
    """Whether lines, and what is printed, leave cells beside each other the parts of one thing."""
    met: set[int] = set()
    for line in connectors:
        ends = [
            {i for i, cell in enumerate(cells) if holds(grown(cell, TOUCH), end)}
            for end in (line.points[0], line.points[-1])
        ]
        if all(ends) and ends[0] != ends[1]:
            return False
        met |= ends[0] | ends[1]
    if any(is_dots(text) for text in said):
        return True
    # Over each other they may as well be several inputs of what the line leads to.
    level = all(abs(cell[1] - cells[0][1]) <= LEVEL for cell in cells)
    return level and len(met) <= 1 < len(set(said))


def _goes_on(cell: Shape, other: Shape, dots: Sequence[Box]) -> bool:
    """Whether another cell is like those of a row and stands on their level, with dots between."""
    a, b = sorted((cell.bbox, other.bbox))
    level = all(abs(a[side] - b[side]) <= LEVEL for side in (1, 3))
    return (
        level
        and cell.fill == other.fill
        and any(a[2] <= dot[0] and dot[2] <= b[0] and a[1] <= (dot[1] + dot[3]) / 2 <= a[3] for dot in dots)
    )


def _are_next(a: Box, b: Box, low: int) -> bool:
    """Whether two boxes of one breadth stand right beside each other along an axis (0 across, 1 down)."""
    gap = max(a[low], b[low]) - min(a[low + 2], b[low + 2])
    level = all(abs(a[side] - b[side]) <= LEVEL for side in (1 - low, 3 - low))
    return level and -LEVEL <= gap <= CLOSE * min(_least(a), _least(b))


def _least(box: Box) -> float:
    return min(width(box), height(box))
