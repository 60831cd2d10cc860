"""Lines of view: plain lines from the corners of a part to those of its enlargement are no flow.

Nor are those that lead from the corners of a window in a map to one point of the next map, which is what the window is
made into, nor those from rim to rim of flat maps side by side.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.scene.geometry import (
    Point,
    box_area,
    contains,
    distance,
    gap_to_polygon,
    height,
    holds,
    length_of,
    width,
)
from extract.scene.model import Connector, Shape

NEAR = 2.5
"""How near an end must lie to a corner, in points."""

ROUND = 5.0
"""The same where the corner is cut round, or where the line is one of a pair."""

SIDE = 0.3
"""The same in sides of the shape, which may be shorter than that."""

LEAST_OPENED = 0.3
"""Least distance of a pair of such lines at the part that is enlarged, in that side of it."""

STRAIGHT = 1.05
"""Longest that a line is that counts as straight, in distances of its ends."""

MOST_OPENED = 0.75
"""The same at the enlargement."""


def without_views(connectors: Sequence[Connector], shapes: Sequence[Shape]) -> list[Connector]:
    """Lines without those that join corners of two shapes and carry no head.

    Beside such a line another one that joins the same two shapes may keep a little farther from their corners. A
    dashed one need meet no corner where it leads from a part to the rim of a frame around others and arrows show the
    flow.
    """
    boxes = [shape for shape in shapes if shape.kind in ("rectangle", "rounded")]
    plain = [connector for connector in connectors if _is_straight(connector) and not connector.headed]
    flat = [*boxes, *(shape for shape in shapes if shape.kind in ("stack", "parallelogram"))]
    views = {connector.id for connector in plain if _joined(connector, flat, NEAR)}
    pairs = {pair for connector in plain if connector.id in views for pair in _joined(connector, boxes, NEAR)}
    views |= _from_windows([line for line in connectors if not line.headed], shapes)
    views |= {connector.id for connector in plain if pairs and pairs & _joined(connector, boxes, ROUND)}
    views |= _opening(plain, [*boxes, *(shape for shape in shapes if shape.kind == "stack")])
    if 2 * sum(connector.headed for connector in connectors) > len(connectors):
        frames = [box for box in boxes if _holds_parts(box, boxes)]
        views |= {line.id for line in plain if line.dashed and _points_at_frame(line, frames, boxes)}
    return [connector for connector in connectors if connector.id not in views]


def _from_windows(plain: Sequence[Connector], shapes: Sequence[Shape]) -> set[int]:
    """Lines from two corners or more of a rectangle within a map to one point outside that map, by their ids.

    Two of them may have been traced as one, which turns at that point.
    """
    found: set[int] = set()
    windows = [(own, whole) for own in shapes if own.kind == "rectangle" and (whole := _around(own, shapes))]
    for window, whole in windows:
        ways: list[tuple[Point, Point, int]] = []
        for line in plain:
            start, end = line.points[0], line.points[-1]
            at = [point for point in (start, end) if window.id in _at(point, [window], NEAR)]
            if len(at) == 2 and len(line.points) == 3:
                ways += [(point, line.points[1], line.id) for point in at]
            elif len(at) == 1 and _is_straight(line):
                ways.append((at[0], end if at[0] == start else start, line.id))
        for _, tip, _ in ways:
            meeting = [(corner, line) for corner, other, line in ways if distance(other, tip) < NEAR]
            apart = any(
                distance(a, b) > LEAST_OPENED * width(window.bbox) for a, _ in meeting for b, _ in meeting
            )
            if apart and not holds(whole.bbox, tip):
                found |= {line for _, line in meeting}
    return found


def _around(window: Shape, shapes: Sequence[Shape]) -> Shape | None:
    """The smallest flat or solid map that a rectangle lies in."""
    maps = [
        shape
        for shape in shapes
        if shape is not window
        and shape.kind in ("stack", "rectangle", "parallelogram", "volume")
        and contains(shape.bbox, window.bbox, 0.5)
        and box_area(shape.bbox) > box_area(window.bbox)
    ]
    return min(maps, key=lambda shape: box_area(shape.bbox), default=None)


def _is_straight(connector: Connector) -> bool:
    """Whether a line runs straight from end to end, but for the corner of a frame that it was traced into."""
    start, end = connector.points[0], connector.points[-1]
    return length_of(connector.points) < STRAIGHT * distance(start, end)


def _points_at_frame(line: Connector, frames: Sequence[Shape], boxes: Sequence[Shape]) -> bool:
    """Whether a line leads from the rim of a part to that of a frame, from outside."""
    for start, end in ((line.points[0], line.points[-1]), (line.points[-1], line.points[0])):
        for frame in frames:
            if (
                abs(gap_to_polygon(end, frame.outline)) > ROUND
                or gap_to_polygon(start, frame.outline) < ROUND
            ):
                continue
            if any(
                abs(gap_to_polygon(start, box.outline)) < ROUND
                for box in boxes
                if not contains(box.bbox, frame.bbox, 0.5)
            ):
                return True
    return False


def _opening(plain: Sequence[Connector], boxes: Sequence[Shape]) -> set[int]:
    """Pairs of lines that open from a side of a part to nearly a whole side of a frame beside it, by their ids.

    Fewer or no corners are met where the frame's are cut round, or the part is one of several sheets.
    """
    ways: dict[tuple[int, int, float], list[tuple[float, float, int]]] = {}
    for line in plain:
        for start, end in ((line.points[0], line.points[-1]), (line.points[-1], line.points[0])):
            for part in boxes:
                sides = {side for side in (0, 2) if abs(start[0] - part.bbox[side]) < ROUND}
                if not sides or not _beside(start[1], part):
                    continue
                for frame in boxes:
                    side = 0 if part.bbox[2] < frame.bbox[0] else 2 if frame.bbox[2] < part.bbox[0] else None
                    if side is None or 2 - side not in sides or not _beside(end[1], frame):
                        continue
                    if abs(end[0] - frame.bbox[side]) < NEAR and _holds_parts(frame, boxes):
                        ways.setdefault((part.id, frame.id, side), []).append((start[1], end[1], line.id))
    found: set[int] = set()
    for (own_id, frame_id, _), lines in ways.items():
        if len(lines) != 2:
            continue
        (high, top, one), (low, bottom, other) = sorted(lines, key=lambda line: line[1])
        own, whole = (next(height(box.bbox) for box in boxes if box.id == i) for i in (own_id, frame_id))
        if low - high > LEAST_OPENED * own and bottom - top > max(MOST_OPENED * whole, low - high):
            found |= {one, other}
    return found


def _beside(y: float, shape: Shape) -> bool:
    return shape.bbox[1] - NEAR < y < shape.bbox[3] + NEAR


def _holds_parts(frame: Shape, boxes: Sequence[Shape]) -> bool:
    """Whether a shape stands around two others or more."""
    return sum(contains(frame.bbox, box.bbox, 0.5) for box in boxes if box is not frame) > 1


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
        flat = shape.kind in ("stack", "parallelogram")
        corners = shape.outline if flat else ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
        if any(distance(point, corner) < reach for corner in corners):
            found.add(shape.id)
    return found
