"""Wedges of view: a pale quadrilateral that widens from a part to its enlargement is no part itself."""

from __future__ import annotations

from collections.abc import Sequence

from extract.scene.geometry import Point, Polyline, bounds, centre, distance, inside, nearest_on
from extract.scene.heads import Line
from extract.scene.outlines import form
from extract.scene.traces import Trace

NEAR = 1.5
"""How near the ends of a wedge must lie to the outlines that it joins, in points."""

WIDENS = 1.4
"""Least ratio of its two ends."""

LEAST = 8.0
"""Least extent of a wedge in points."""

MOST = 400
"""Most outlines among which wedges are looked for."""


def without_wedges(closed: Sequence[Trace], lines: Sequence[Line]) -> tuple[list[Trace], list[Line]]:
    """Closed outlines and lines without wedges of view and the lines along their sides.

    Args:
        closed: the closed outlines of a drawing.
        lines: its lines, before heads are put to them.
    """
    slanted = [trace for trace in closed if _may_widen(trace)]
    if not slanted or len(closed) > MOST:
        return list(closed), list(lines)
    boxes = [trace for trace in closed if form(trace.points, trace.curved) in ("rectangle", "rounded")]
    sides = {trace.order: found for trace in slanted if (found := _sides(trace, boxes))}
    drawn = [side for of_one in sides.values() for side in of_one]
    return (
        [trace for trace in closed if trace.order not in sides],
        [line for line in lines if line.head_end or line.head_start or not _runs_along(line, drawn)],
    )


def _may_widen(trace: Trace) -> bool:
    x0, y0, x1, y1 = bounds(trace.points)
    return (
        len(trace.points) == 4
        and trace.fill is not None
        and trace.stroke is None
        and min(x1 - x0, y1 - y0) > LEAST
        and form(trace.points, trace.curved) != "rectangle"
    )


def _sides(wedge: Trace, boxes: Sequence[Trace]) -> list[Polyline]:
    """The sides of a wedge between the outlines of two boxes, crossed or not; [] where it joins none."""
    a, b, c, d = wedge.points
    for near, far in (((a, b), (d, c)), ((b, c), (a, d))):
        short, long = sorted((distance(*near), distance(*far)))
        one, two = (_ended_by(end, boxes, wedge) for end in (near, far))
        if long > WIDENS * short and one and two and not one & two:
            return [(start, end) for start in near for end in far]
    return []


def _ended_by(end: tuple[Point, Point], boxes: Sequence[Trace], wedge: Trace) -> set[int]:
    """Boxes, by their place, on whose outline an end of a wedge lies, the wedge outside them."""
    return {
        place
        for place, box in enumerate(boxes)
        if not inside(centre(wedge.bbox), box.points)
        and all(nearest_on(point, (*box.points, box.points[0]))[0] < NEAR for point in end)
    }


def _runs_along(line: Line, sides: Sequence[Polyline]) -> bool:
    """Whether a line runs from end to end of one of the sides."""
    start, end = line.points[0], line.points[-1]
    return any(
        max(distance(start, a), distance(end, b)) < 2 * NEAR
        or max(distance(start, b), distance(end, a)) < 2 * NEAR
        for a, b in sides
    )
