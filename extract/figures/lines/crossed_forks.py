"""Forks that a line runs through: one with a head at every end is fed by the arrow that crosses it, or the line that
ends on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.figures.things.things import Thing
from extract.scene.geometry import Point, Polyline, crossing, distance, holds, nearest_on
from extract.scene.model import Connector

SAME = 0.5
"""How far apart, in points, ends may lie that are drawn at one point."""

CLEAR = 1.0
"""How far from a fork's ends and corners, in points, it is crossed."""


def fed_forks(connectors: Sequence[Connector], things: Sequence[Thing]) -> list[Connector]:
    """The lines, each fork with heads only parted where the one arrow that crosses it runs, or the one line ends on it.

    A bar with heads at both ends over the middle of an upright arrow is drawn so for keys, queries and values. Where
    the fork's lines begin together, right before what one of them leads to, that is not where they come from.
    """
    kept = list(connectors)
    for fork in _forks(connectors, things):
        way = _way(fork)
        arrows = [
            at
            for line in kept
            if line not in fork
            and (
                at := (_crossed(line, way) if line.head_start != line.head_end else None) or _stem(line, way)
            )
        ]
        branches = any(_begins_on(line, way) for line in kept if line not in fork)
        if len(arrows) != 1 or branches:
            continue
        part, point = arrows[0]
        first = max(line.id for line in kept) + 1
        halves = ((point, *way[part + 1 :]), (point, *way[: part + 1][::-1]))
        kept = [line for line in kept if line not in fork] + [
            replace(fork[0], id=first + i, points=points, head_start=False, head_end=True)
            for i, points in enumerate(halves)
        ]
    return kept


def _forks(connectors: Sequence[Connector], things: Sequence[Thing]) -> list[list[Connector]]:
    """Lines with heads at both ends, by themselves or as two that begin at one point in the open."""
    angled = [line for line in connectors if line.head_start and line.head_end and len(line.points) > 2]
    found = [[line] for line in angled]
    plain = [line for line in connectors if line.head_end and not line.head_start]
    for at, one in enumerate(plain):
        start = one.points[0]
        others = [line for line in plain[at + 1 :] if distance(line.points[0], start) < SAME]
        if len(others) != 1 or any(holds(thing.bbox, start) for thing in things if thing.kind != "group"):
            continue
        ends = [point for line in connectors for point in (line.points[0], line.points[-1])]
        if sum(distance(point, start) < SAME for point in ends) == 2:
            found.append([one, others[0]])
    return found


def _way(fork: Sequence[Connector]) -> Polyline:
    """A fork from one tip to the other."""
    return fork[0].points if len(fork) == 1 else (*fork[1].points[::-1], *fork[0].points[1:])


def _crossed(line: Connector, way: Polyline) -> tuple[int, Point] | None:
    """On which part of a fork, and where, a line crosses it away from the ends of both."""
    for at, (a, b) in enumerate(pairwise(way)):
        for c, d in pairwise(line.points):
            hit = crossing(a, b, c, d)
            if hit is None or min(distance(hit, p) for p in (a, b, line.points[0], line.points[-1])) < CLEAR:
                continue
            if abs((b[0] - a[0]) * (d[0] - c[0]) + (b[1] - a[1]) * (d[1] - c[1])) < SAME:
                return at, hit
    return None


def _stem(line: Connector, way: Polyline) -> tuple[int, Point] | None:
    """On which part of a fork, and where, a line without heads ends away from the fork's ends and corners."""
    if line.head_start or line.head_end:
        return None
    return _met(line.points[0], way) or _met(line.points[-1], way)


def _begins_on(line: Connector, way: Polyline) -> bool:
    """Whether an arrow begins on a fork, away from its ends and corners: it is a branch more."""
    ends = [
        point
        for point, head in ((line.points[0], line.head_start), (line.points[-1], line.head_end))
        if not head
    ]
    return len(ends) == 1 and _met(ends[0], way) is not None


def _met(point: Point, way: Polyline) -> tuple[int, Point] | None:
    """On which part of a fork a point lies, away from its ends and corners, and that point."""
    for at, (a, b) in enumerate(pairwise(way)):
        if nearest_on(point, (a, b))[0] < SAME and min(distance(point, a), distance(point, b)) > CLEAR:
            return at, point
    return None
