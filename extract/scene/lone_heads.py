"""Heads without a line: a small triangle in the gap between two outlines points from one to the other."""

from __future__ import annotations

from collections.abc import Sequence

from extract.scene.geometry import (
    Point,
    Vector,
    along,
    centroid,
    crossing,
    distance,
    height,
    holds,
    touches,
    width,
)
from extract.scene.heads import Head, Line
from extract.scene.traces import Trace

REACH = 0.8
"""Greatest gap before a head's tip and behind its base, in sizes of the head."""

LARGER = 1.5
"""Least extent of both outlines, in sizes of the head."""

SMALLEST = 2.5
"""Least size of a head by itself, in points."""


def arrows_of(heads: Sequence[Head], closed: Sequence[Trace]) -> list[Line]:
    """An arrow for each head that belongs to no line and fills the gap between two outlines; such heads are used then.

    Args:
        heads: all possible heads.
        closed: outlines.
    """
    found = []
    for head in heads:
        if head.used or not head.trace.closed or head.trace.fill is None or head.size < SMALLEST:
            continue
        near = _around(head, closed)
        ways = [way for tip, axis in head.axes if (way := _way(head, tip, axis, near)) is not None]
        if len(ways) == 1:
            head.used = True
            found.append(Line(ways[0], head.trace.order, 1.0, head.trace.fill, head_end=True))
    return found


def _around(head: Head, closed: Sequence[Trace]) -> list[Trace]:
    """The outlines near a head that are larger than it and do not hold it."""
    middle = centroid(head.ring)
    return [
        trace
        for trace in closed
        if touches(trace.bbox, head.bbox, REACH * head.size)
        and min(width(trace.bbox), height(trace.bbox)) >= LARGER * head.size
        and not holds(trace.bbox, middle)
    ]


def _way(head: Head, tip: Point, axis: Vector, near: Sequence[Trace]) -> tuple[Point, Point] | None:
    """From the outline behind a head to the one before it; None where it does not stand between two."""
    base = along(tip, axis, -max((tip[0] - x) * axis[0] + (tip[1] - y) * axis[1] for x, y in head.ring))
    before = _hit(tip, axis, REACH * head.size, near)
    behind = _hit(base, (-axis[0], -axis[1]), REACH * head.size, near)
    if before is None or behind is None or before[1] is behind[1]:
        return None
    return behind[0], before[0]


def _hit(start: Point, way: Vector, reach: float, near: Sequence[Trace]) -> tuple[Point, Trace] | None:
    """Where a ray meets the first outline, and which."""
    from_, to = along(start, way, -0.1 * reach), along(start, way, reach)
    hits = [
        (distance(from_, hit), hit, trace)
        for trace in near
        for a, b in zip(trace.points, (*trace.points[1:], trace.points[0]), strict=True)
        if (hit := crossing(from_, to, a, b)) is not None
    ]
    if not hits:
        return None
    _, hit, trace = min(hits, key=lambda found: found[0])
    return hit, trace
