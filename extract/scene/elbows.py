"""Elbows: a short line that turns from level to upright is no open arrowhead, but where a slanting line runs into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.scene.geometry import Point, distance, dot, unit
from extract.scene.heads import Head
from extract.scene.places import Places
from extract.scene.traces import Trace

SQUARE = 0.03
"""Greatest slant of an elbow's arms, in their length."""

AT_TIP = 1.0
"""How near to its tip the line of an open head ends, in points."""

STRAIGHT = 0.9
"""Least cosine between that line and the way in which the head points."""


def without_elbows(traces: Sequence[Trace], heads: Mapping[int, Head]) -> dict[int, Head]:
    """Possible heads, by the identity of their traces, without elbows of lines.

    Args:
        traces: of the drawing.
        heads: what they may be.
    """
    ends = Places(
        ((*tip, *tip), (tip, unit(before, tip)))
        for trace in traces
        if not trace.closed and id(trace) not in heads
        for before, tip in (trace.points[1::-1], trace.points[-2:])
    )
    return {
        key: head
        for key, head in heads.items()
        if head.trace.closed or not _is_square(head) or _is_run_into(head, ends)
    }


def _is_square(head: Head) -> bool:
    """Whether one arm of an open head is level and the other one upright."""
    a, tip, b = head.ring
    arms = unit(tip, a), unit(tip, b)
    return all(min(abs(x), abs(y)) <= SQUARE for x, y in arms) and abs(dot(*arms)) <= 2 * SQUARE


def _is_run_into(head: Head, ends: Places[tuple[Point, Point]]) -> bool:
    tip, way = head.axes[0]
    return any(
        distance(tip, end) <= AT_TIP and dot(way, onward) >= STRAIGHT for end, onward in ends.at(tip, AT_TIP)
    )
