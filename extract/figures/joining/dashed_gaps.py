"""A row of steps that goes on: dots drawn from one step towards an arrow into a later one are one flow with it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.joining.gaps import LEVEL
from extract.figures.lines.links import Flow, Link
from extract.figures.things.things import Thing
from extract.scene.geometry import Point, distance, dot, gap_to_polygon, height, length_of, unit, width
from extract.scene.model import Connector

LONGEST = 3.0
"""Greatest length of the dots, and of the gap behind them, in sizes of text."""

TOUCH = 2.0
"""How far from a step its dots begin, in points."""

ALIKE = 1.0
"""By how much, in points, steps of a row differ in size."""


def over_dashes(
    flow: Flow, things: Sequence[Thing], connectors: Sequence[Connector], size: float
) -> list[Link]:
    """Links from a step that a short dashed line without head leaves, to the like one that an arrow ahead enters.

    Args:
        flow: the links and open ends.
        things: all things.
        connectors: all lines.
        size: usual size of text in points.
    """
    dots = [
        line
        for line in connectors
        if line.dashed and not line.headed and length_of(line.points) <= LONGEST * size
    ]
    found = []
    for entry in flow.entries if dots else ():
        if len(entry.ways) != 1:
            continue
        target, way = entry.ways[0]
        points = way[0].connector.points
        tip = max(points[0], points[-1], key=lambda point: distance(point, entry.point))
        ahead = unit(entry.point, tip)
        for line in dots:
            for first, last in ((line.points[0], line.points[-1]), (line.points[-1], line.points[0])):
                level = dot(unit(first, last), ahead) > LEVEL and dot(unit(first, entry.point), ahead) > LEVEL
                if not level or not 0 < dot(_way(last, entry.point), ahead) <= LONGEST * size:
                    continue
                found += [
                    Link(thing.id, target, way, sure=False)
                    for thing in things
                    if thing.id != target
                    and _alike(thing, things[target])
                    and abs(gap_to_polygon(first, thing.outline)) <= TOUCH
                ]
    return found


def _way(start: Point, end: Point) -> Point:
    return end[0] - start[0], end[1] - start[1]


def _alike(a: Thing, b: Thing) -> bool:
    """Whether two boxes are of one size."""
    return (
        a.kind == b.kind == "box"
        and abs(width(a.bbox) - width(b.bbox)) <= ALIKE
        and abs(height(a.bbox) - height(b.bbox)) <= ALIKE
    )
