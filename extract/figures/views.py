"""Lines of view: plain lines from the corners of a part to those of its enlargement are no flow."""

from __future__ import annotations

from collections.abc import Sequence

from extract.scene.geometry import Point, distance
from extract.scene.model import Connector, Shape

NEAR = 2.5
"""How near an end must lie to a corner, in points."""

ROUND = 5.0
"""The same where the corner is cut round."""


def without_views(connectors: Sequence[Connector], shapes: Sequence[Shape]) -> list[Connector]:
    """Lines without those that join corners of two shapes and carry no head."""
    corners = [
        (shape.id, corner, ROUND if shape.kind == "rounded" else NEAR)
        for shape in shapes
        if shape.kind in ("rectangle", "rounded")
        for corner in _corners(shape)
    ]
    kept = []
    for connector in connectors:
        plain = not (connector.head_start or connector.head_end or connector.middle_head)
        if plain and len(connector.points) == 2:
            start = _at(connector.points[0], corners)
            end = _at(connector.points[-1], corners)
            if start and end and not start & end:
                continue
        kept.append(connector)
    return kept


def _corners(shape: Shape) -> tuple[Point, ...]:
    x0, y0, x1, y1 = shape.bbox
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def _at(point: Point, corners: Sequence[tuple[int, Point, float]]) -> set[int]:
    """Shapes that have a corner at a point."""
    return {shape for shape, corner, near in corners if distance(point, corner) < near}
