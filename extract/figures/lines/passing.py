"""Lines that pass behind a box: one that crosses it beside arrows of its own has nothing to do with it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import Point, grown, holds, length_of, point_at
from extract.scene.model import Connector

ASIDE = 0.1
"""Least distance of such a line from the middle of the box, in its side that the line crosses."""

AT = 2.5
"""Greatest distance of an end from the side that it lies at, in points."""


def passes_behind(connector: Connector, place: float, thing: Thing, others: Sequence[Connector]) -> bool:
    """Whether a line that crosses a box only passes behind it.

    It runs straight across, off the middle (a little only where the box has several arrows on both sides), while arrows
    of other lines end at the side where it comes in, and other lines begin at the side where it comes out: these are
    what the box takes and gives.

    Args:
        connector: the line.
        place: where it is within the box, along it, in points.
        thing: the box.
        others: the lines near the box.
    """
    whole = length_of(connector.points)
    (x, y), (u, v) = (point_at(connector.points, max(0.0, min(whole, place + step))) for step in (-1.0, 1.0))
    across = 0 if abs(u - x) > abs(v - y) else 1
    box, level = thing.bbox, 1 - across
    aside = abs((x, y)[level] - thing.middle[level])
    forward = (u, v)[across] > (x, y)[across]
    into, out = (across, across + 2) if forward else (across + 2, across)
    ends = [
        (point, head)
        for other in others
        if other is not connector
        for point, head in ((other.points[0], other.head_start), (other.points[-1], other.head_end))
        if holds(grown(box, AT), point)
    ]
    arrive = sum(head and _at(point, across, box[into]) for point, head in ends)
    leave = sum(not head and _at(point, across, box[out]) for point, head in ends)
    several = min(arrive, leave) > 1 and aside > AT
    return min(arrive, leave) > 0 and (several or aside >= ASIDE * (box[level + 2] - box[level]))


def _at(point: Point, axis: int, side: float) -> bool:
    return abs(point[axis] - side) <= AT
