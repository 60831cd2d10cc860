"""Panels with a head: a small box, and under it a line around three sides of what belongs to it, are one panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from extract.scene.geometry import Polyline, bounds, distance, simplified_ring, union
from extract.scene.heads import Line
from extract.scene.pictures import corners
from extract.scene.traces import Trace

MEET = 0.6
"""How far the ends of the line may lie from the corners of the box, in points."""

SHALLOWEST = 4.0
"""Least depth of the part under the head, in points; less is a foot or a shadow."""


def with_lanes(lines: Sequence[Line], closed: Sequence[Trace]) -> tuple[list[Line], list[Trace]]:
    """Lines and outlines, where each box that heads a panel, and the line around the panel's body, are one outline.

    A line between head and body, which parts them, goes too.

    Args:
        lines: under construction.
        closed: outlines.
    """
    bodies = [(line, sides) for line in lines if (sides := _three_sides(line)) is not None]
    gone: set[int] = set()
    panels: dict[int, Trace] = {}
    for line, sides in bodies:
        head = next((trace for trace in closed if id(trace) not in panels and _heads(trace, sides)), None)
        if head is None:
            continue
        box = union((head.bbox, bounds(sides)))
        panels[id(head)] = replace(head, points=corners(box), bbox=box, closed=True, opaque=False)
        gone.add(id(line))
        gone |= {id(other) for other in lines if _joins(other, sides[0], sides[-1])}
    if not panels:
        return list(lines), list(closed)
    return (
        [line for line in lines if id(line) not in gone],
        [panels.get(id(trace), trace) for trace in closed],
    )


def _three_sides(line: Line) -> Polyline | None:
    """The corners of a plain line around three sides of an upright rectangle; None for any other line."""
    if len(line.points) != 4 or line.head_start or line.head_end or line.block:
        return None
    a, b, c, d = line.points
    for i in (0, 1):
        other = 1 - i
        upright = abs(a[i] - b[i]) < MEET and abs(c[i] - d[i]) < MEET and abs(b[other] - c[other]) < MEET
        if upright and abs(a[other] - d[other]) < MEET and abs(a[other] - b[other]) >= SHALLOWEST:
            return line.points if (a[other] - b[other]) * (d[other] - c[other]) > 0 else None
    return None


def _heads(trace: Trace, sides: Polyline) -> bool:
    """Whether an outline is an upright rectangle with one whole side between the ends of three sides, outside them."""
    if trace.curved or len(simplified_ring(trace.points, 0.3)) != 4:
        return False
    ring = corners(trace.bbox)
    met = []
    for end in (sides[0], sides[-1]):
        corner = min(ring, key=partial(distance, end))
        if distance(corner, end) > MEET:
            return False
        met.append(corner)
    deep = 1 if met[0][1] == met[1][1] else 0
    if met[0] == met[1] or met[0][deep] != met[1][deep]:
        return False
    far = trace.bbox[deep] + trace.bbox[deep + 2] - met[0][deep]
    return (far - met[0][deep]) * (sides[1][deep] - met[0][deep]) < 0


def _joins(line: Line, a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Whether a straight line runs just from one place to another."""
    if len(line.points) != 2:
        return False
    p, q = line.points
    return min(distance(p, a) + distance(q, b), distance(p, b) + distance(q, a)) <= 2 * MEET
