"""Dots that mark where a line begins or ends, or branches off another, are part of the line, not shapes."""

from __future__ import annotations

from collections.abc import Sequence

from extract.scene.geometry import (
    centre,
    contains,
    distance,
    gap_to_polygon,
    height,
    nearest_on,
    same_size,
    width,
)
from extract.scene.heads import Line
from extract.scene.model import Shape

LARGEST = 4.5
"""Greatest extent of such a dot, in points."""

LIKE = 0.1
"""How much the extents of dots in a row may differ, and how far they may stand off its line, in their extent."""

NEXT = 2.0
"""Farthest that the middles of two like dots in a row lie apart, in their extent."""


def without_end_dots(shapes: Sequence[Shape], lines: Sequence[Line]) -> list[Shape]:
    """The shapes without filled dots on a line's end that stand against another shape, or on another line, or on two."""
    ends = [point for line in lines for point in (line.points[0], line.points[-1])]
    return [
        shape
        for shape in shapes
        if not (
            (
                _is_dot(shape, ends)
                and (_leans(shape, shapes) or _passing(shape, lines))
                and not _is_cell(shape, shapes)
            )
            or (_is_small(shape) and len(_passing(shape, lines)) > 1)
        )
    ]


def _is_dot(shape: Shape, ends: Sequence[tuple[float, float]]) -> bool:
    size = max(width(shape.bbox), height(shape.bbox))
    middle = centre(shape.bbox)
    return _is_small(shape) and any(distance(end, middle) <= size for end in ends)


def _is_small(shape: Shape) -> bool:
    size = max(width(shape.bbox), height(shape.bbox))
    return shape.kind in ("circle", "ellipse") and shape.fill is not None and size <= LARGEST


def _is_cell(dot: Shape, shapes: Sequence[Shape]) -> bool:
    """Whether a dot is one of a row of like dots within a shape: a number of a vector."""
    (x, y), size = centre(dot.bbox), max(width(dot.bbox), height(dot.bbox))
    beside = [
        other
        for other in shapes
        if other is not dot and other.fill == dot.fill and same_size(other.bbox, dot.bbox, LIKE)
        for away in [sorted((abs(centre(other.bbox)[0] - x), abs(centre(other.bbox)[1] - y)))]
        if away[0] < LIKE * size and away[1] <= NEXT * size
    ]
    return any(
        contains(around.bbox, dot.bbox) and any(contains(around.bbox, other.bbox) for other in beside)
        for around in shapes
        if beside and around is not dot
    )


def _leans(dot: Shape, shapes: Sequence[Shape]) -> bool:
    """Whether a dot sits on, or right beside, the outline of something larger."""
    middle, size = centre(dot.bbox), max(width(dot.bbox), height(dot.bbox))
    return any(
        abs(gap_to_polygon(middle, other.outline)) <= size
        for other in shapes
        if other is not dot and max(width(other.bbox), height(other.bbox)) > 2 * size
    )


def _passing(dot: Shape, lines: Sequence[Line]) -> list[Line]:
    """The lines that go on through the middle of a dot."""
    middle, size = centre(dot.bbox), max(width(dot.bbox), height(dot.bbox))
    return [
        line
        for line in lines
        if nearest_on(middle, line.points)[0] < 0.35 * size
        and min(distance(middle, line.points[0]), distance(middle, line.points[-1])) > 1.2 * size
    ]
