"""Hops: a small bow by which a line jumps over another one goes on as the line at both ends, and is no arrowhead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.scene.geometry import distance
from extract.scene.heads import Head
from extract.scene.places import Places
from extract.scene.traces import Trace

MEETS = 0.3
"""Greatest distance of the bow's ends from those of the line, in points."""


def without_hops(traces: Sequence[Trace], heads: Mapping[int, Head]) -> dict[int, Head]:
    """Possible heads, by the identity of their traces, without open ones at both of whose ends a line goes on.

    Args:
        traces: of the drawing.
        heads: what they may be.
    """
    ends = Places(
        ((*end, *end), end)
        for trace in traces
        if not trace.closed and id(trace) not in heads
        for end in (trace.points[0], trace.points[-1])
    )
    return {
        key: head
        for key, head in heads.items()
        if head.trace.closed
        or not all(
            any(distance(end, other) <= MEETS for other in ends.at(end, MEETS))
            for end in (head.trace.points[0], head.trace.points[-1])
        )
    }
