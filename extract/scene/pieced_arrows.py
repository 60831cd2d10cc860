"""Thick arrows drawn in two pieces: a filled bar, and a triangle of its colour with a broader base on its end."""

from __future__ import annotations

from collections.abc import Sequence

from extract.scene.geometry import Point, bounds, distance, middle, simplified_ring
from extract.scene.heads import Head, Line
from extract.scene.model import like
from extract.scene.places import Places
from extract.scene.strokes import THIN
from extract.scene.traces import Trace

BROADER = 1.25
"""Least breadth of a head, in breadths of its shaft."""

SHORTEST = 0.3
"""Least length of a shaft, in its breadths."""

MEET = 1.0
"""How far apart the middles of the shaft's end and of the head's base may lie, in points."""

LARGEST = 40.0
"""Greatest length of a shaft, in points."""


def pieced_arrows(
    heads: Sequence[Head], closed: Sequence[Trace]
) -> tuple[list[Line], list[Head], list[Trace]]:
    """The thick arrows of a drawing, and what is left of its possible heads and closed outlines."""
    lines: list[Line] = []
    used: set[int] = set()
    places = Places((trace.bbox, trace) for trace in closed)
    for head in heads:
        ring = simplified_ring(head.trace.points, 0.3)
        if len(ring) != 3 or head.trace.fill is None:
            continue
        for shaft in places.near(bounds(ring), MEET):
            if id(shaft) in used or not _one_colour(shaft, head.trace):
                continue
            line = _arrow(ring, shaft)
            if line is not None:
                lines.append(line)
                used |= {id(shaft), id(head)}
                break
    return (
        lines,
        [head for head in heads if id(head) not in used],
        [trace for trace in closed if id(trace) not in used],
    )


def _one_colour(shaft: Trace, head: Trace) -> bool:
    return (
        shaft.fill is not None
        and head.fill is not None
        and like(shaft.fill, head.fill)
        and (shaft.stroke is None or like(shaft.stroke, shaft.fill, 0.1))
    )


def _arrow(head: Sequence[Point], shaft: Trace) -> Line | None:
    """The arrow that a triangle and a bar form; None where they form none."""
    ring = simplified_ring(shaft.points, 0.3)
    if len(ring) != 4:
        return None
    for i in range(4):
        near, far = middle(ring[i], ring[(i + 1) % 4]), middle(ring[(i + 2) % 4], ring[(i + 3) % 4])
        breadth, length = distance(ring[i], ring[(i + 1) % 4]), distance(near, far)
        if not SHORTEST * breadth <= length <= LARGEST:
            continue
        for k in range(3):
            left, right, tip = head[k], head[(k + 1) % 3], head[(k + 2) % 3]
            if (
                distance(middle(left, right), near) <= MEET
                and distance(left, right) >= BROADER * breadth
                and distance(tip, far) > max(length, distance(tip, near))
            ):
                return Line((far, tip), shaft.order, breadth, shaft.fill, head_end=True, block=breadth > THIN)
    return None
