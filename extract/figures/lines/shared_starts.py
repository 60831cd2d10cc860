"""Arrows that begin in the open right beside each other and part from there: one thing without a name feeds them all.

Drawing programs often start a bent arrow at the rim of an empty box, a little off from where the straight one begins.
"""

from __future__ import annotations

from dataclasses import replace

from extract.figures.lines.links import Flow, OpenEnd
from extract.scene.geometry import Vector, distance, unit

NEAR = 0.5
"""Farthest that such arrows begin from each other, in sizes of text."""

ALIKE = 0.98
"""Least cosine of the angle between arrows that run side by side: these are the several inputs of what they lead to."""


def with_shared_starts(flow: Flow, size: float) -> Flow:
    """The flow with open ends put together from which arrows part.

    Args:
        flow: of a figure.
        size: usual size of its text in points.
    """
    entries: list[OpenEnd] = []
    for end in flow.entries:
        at = next((n for n, other in enumerate(entries) if _is_one(end, other, size)), None)
        if at is None:
            entries.append(end)
        else:
            entries[at] = replace(entries[at], ways=entries[at].ways + end.ways)
    return Flow(flow.links, entries, flow.exits)


def _is_one(end: OpenEnd, other: OpenEnd, size: float) -> bool:
    """Whether two open ends are one place, from which their arrows lead apart to things that differ."""
    if distance(end.point, other.point) > NEAR * size:
        return False
    if {i for i, _ in end.ways} & {i for i, _ in other.ways}:
        return False
    return all(a[0] * b[0] + a[1] * b[1] < ALIKE for a in _ways_out(end) for b in _ways_out(other))


def _ways_out(end: OpenEnd) -> list[Vector]:
    """The directions in which the lines of an open end leave it."""
    found = []
    for points in [way[0].connector.points for _, way in end.ways if way]:
        if distance(points[-1], end.point) < distance(points[0], end.point):
            points = points[::-1]
        found.append(unit(points[0], points[1]))
    return found
