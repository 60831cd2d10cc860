"""Lines of view: plain lines from the corners of a part to those of its enlargement are no flow."""

from __future__ import annotations

from collections.abc import Sequence

from extract.scene.geometry import Point, distance, height, width
from extract.scene.model import Connector, Shape

NEAR = 2.5
"""How near an end must lie to a corner, in points."""

ROUND = 5.0
"""The same where the corner is cut round, or where the line is one of a pair."""

SIDE = 0.3
"""The same in sides of the shape, which may be shorter than that."""


def without_views(connectors: Sequence[Connector], shapes: Sequence[Shape]) -> list[Connector]:
    """Lines without those that join corners of two shapes and carry no head.

    Beside such a line another one that joins the same two shapes may keep a little farther from their corners.
    """
    boxes = [shape for shape in shapes if shape.kind in ("rectangle", "rounded")]
    plain = [connector for connector in connectors if len(connector.points) == 2 and not connector.headed]
    views = {connector.id for connector in plain if _joined(connector, boxes, NEAR)}
    pairs = {pair for connector in plain if connector.id in views for pair in _joined(connector, boxes, NEAR)}
    views |= {connector.id for connector in plain if pairs and pairs & _joined(connector, boxes, ROUND)}
    return [connector for connector in connectors if connector.id not in views]


def _joined(connector: Connector, boxes: Sequence[Shape], near: float) -> set[frozenset[int]]:
    """The pairs of shapes of which a line joins two corners; none where both ends lie at one shape."""
    start, end = (_at(point, boxes, near) for point in (connector.points[0], connector.points[-1]))
    return set() if start & end else {frozenset((a, b)) for a in start for b in end}


def _at(point: Point, boxes: Sequence[Shape], near: float) -> set[int]:
    """Shapes that have a corner at a point."""
    found = set()
    for shape in boxes:
        reach = min(
            ROUND if shape.kind == "rounded" else near, SIDE * min(width(shape.bbox), height(shape.bbox))
        )
        x0, y0, x1, y1 = shape.bbox
        if any(distance(point, corner) < reach for corner in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))):
            found.add(shape.id)
    return found
