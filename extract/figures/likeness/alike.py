"""Rows of like shapes without text: neurons of a layer, cells of a vector, tokens of a sequence are one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from extract.figures.likeness.units import is_dots
from extract.scene.geometry import Point, gap_to_polygon, grown, height, holds, overlap, touches, union, width
from extract.scene.model import Connector, Shape, TextBlock
from extract.scene.places import Places
from extract.scene.together import together
from graph import Box

FEWEST = 3
"""Fewest shapes of a row."""

TOUCH = 2.0
"""An end of a line nearer than this to an outline, in points, touches it."""

WIDEST = 5.0
"""Greatest gap between neighbours over an ellipsis, in their sizes."""

CLOSE = 1.1
"""Greatest gap between neighbours, in their sizes."""


def alike(
    shapes: Sequence[Shape], connectors: Sequence[Connector], blocks: Sequence[TextBlock]
) -> list[list[int]]:
    """Ids of shapes that form rows, columns or grids.

    Args:
        shapes: those without text and without others inside them.
        connectors: the scene's lines; shapes that a line joins to each other form no row.
        blocks: the scene's text; an ellipsis between two shapes bridges their gap.
    """
    dots = [block.bbox for block in blocks if is_dots(block.text)]
    widest = WIDEST if dots else CLOSE
    beside = ((a.id, b.id) for a, b in _near(shapes, widest) if _same_form(a, b) and _neighbours(a, b, dots))
    by_id = {shape.id: shape for shape in shapes}
    groups = together(by_id, _of_one_vector(list(beside), by_id))
    rows = [
        group
        for group in groups
        if len(group) >= FEWEST
        and not _joined([by_id[i] for i in group], connectors)
        and not _on_lines([by_id[i] for i in group], connectors)
    ]
    cells = [by_id[row[0]] for row in rows if _touch(by_id[row[0]], by_id[row[1]])]
    # Beside vectors of touching cells two such cells are a short one.
    short = [
        group
        for group in groups
        if len(group) == 2
        and _touch(by_id[group[0]], by_id[group[1]])
        and any(_same_form(by_id[group[0]], cell) for cell in cells)
        and not _joined([by_id[i] for i in group], connectors)
    ]
    return rows + short


def _of_one_vector(pairs: Sequence[tuple[int, int]], by_id: Mapping[int, Shape]) -> list[tuple[int, int]]:
    """The pairs of neighbours without those over the gap between two vectors whose own cells stand against each other."""
    against = together(by_id, [(a, b) for a, b in pairs if _touch(by_id[a], by_id[b])])
    vector = {i: n for n, cells in enumerate(against) if len(cells) >= FEWEST for i in cells}
    return [(a, b) for a, b in pairs if a not in vector or b not in vector or vector[a] == vector[b]]


def _touch(a: Shape, b: Shape) -> bool:
    """Whether two shapes stand against each other without a gap."""
    return touches(grown(a.bbox, 0.5), b.bbox)


def _near(shapes: Sequence[Shape], widest: float) -> list[tuple[Shape, Shape]]:
    """Pairs of shapes, in their order, between which there is no wider gap than neighbours have, in their sizes."""
    places = Places((shape.bbox, i) for i, shape in enumerate(shapes))
    return [
        (shape, shapes[j])
        for i, shape in enumerate(shapes)
        for j in places.near(shape.bbox, widest * min(width(shape.bbox), height(shape.bbox)))
        if j > i
    ]


def _same_form(a: Shape, b: Shape) -> bool:
    return (
        (a.kind == b.kind or {a.kind, b.kind} <= {"circle", "ellipse"})
        and abs(width(a.bbox) - width(b.bbox)) < 0.15 * max(width(a.bbox), width(b.bbox))
        and abs(height(a.bbox) - height(b.bbox)) < 0.15 * max(height(a.bbox), height(b.bbox))
    )


def _neighbours(a: Shape, b: Shape, dots: Sequence[Box]) -> bool:
    """Whether two shapes stand next to each other on one level."""
    size = min(width(a.bbox), height(a.bbox))
    for low, high in ((0, 2), (1, 3)):
        other, end = 1 - low, 5 - high
        level = overlap(a.bbox[other], a.bbox[end], b.bbox[other], b.bbox[end])
        if level < 0.9 * min(a.bbox[end] - a.bbox[other], b.bbox[end] - b.bbox[other]):
            continue
        gap = max(a.bbox[low], b.bbox[low]) - min(a.bbox[high], b.bbox[high])
        if -0.1 * size <= gap <= CLOSE * size:
            return True
        if gap <= WIDEST * size and any(_between(dot, a.bbox, b.bbox) for dot in dots):
            return True
    return False


def _between(dot: Box, a: Box, b: Box) -> bool:
    around = union((a, b))
    middle = ((dot[0] + dot[2]) / 2, (dot[1] + dot[3]) / 2)
    return holds(around, middle) and not holds(a, middle) and not holds(b, middle)


def _joined(shapes: Sequence[Shape], connectors: Sequence[Connector]) -> bool:
    """Whether a line leads from one shape of a row to another."""
    around = grown(union(shape.bbox for shape in shapes), 3.0)
    for connector in connectors:
        ends = connector.points[0], connector.points[-1]
        if not all(holds(around, end) for end in ends):
            continue
        met = [
            next(
                (
                    s.id
                    for s in shapes
                    if holds(grown(s.bbox, 3.0), end) and gap_to_polygon(end, s.outline) < 3.0
                ),
                None,
            )
            for end in ends
        ]
        if None not in met and met[0] != met[1]:
            return True
    return False


def _on_lines(shapes: Sequence[Shape], connectors: Sequence[Connector]) -> bool:
    """Whether each shape of a row that stands by itself has an arrow that leads to it and a line that leads on.

    Lines without heads are told by their number: one comes to each shape, and one leads on at its other side.

    Such shapes are stages of branches; cells that touch are still one vector.
    """
    if any(touches(grown(a.bbox, 1.0), b.bbox) for a, b in combinations(shapes, 2)):
        return False
    return all(
        any(_meets(shape, connector.points[0]) for connector in connectors)
        and any(connector.head_end and _meets(shape, connector.points[-1]) for connector in connectors)
        for shape in shapes
    ) or all(_on_one_line(shape, connectors) for shape in shapes)


def _on_one_line(shape: Shape, connectors: Sequence[Connector]) -> bool:
    """Whether just two lines end at a shape, at opposite sides."""
    ends = [
        end
        for connector in connectors
        for end in (connector.points[0], connector.points[-1])
        if _meets(shape, end)
    ]
    if len(ends) != 2:
        return False
    (ax, ay), (bx, by) = ends
    return abs(ax - bx) >= 0.9 * width(shape.bbox) or abs(ay - by) >= 0.9 * height(shape.bbox)


def _meets(shape: Shape, point: Point) -> bool:
    return holds(grown(shape.bbox, TOUCH), point) and abs(gap_to_polygon(point, shape.outline)) <= TOUCH
