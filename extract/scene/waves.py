"""Wavy and jagged lines: a line that swings evenly from side to side of its way is drawn as that way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from extract.scene.geometry import (
    Point,
    Polyline,
    bounds,
    distance,
    grown,
    holds,
    middle,
    nearest_on,
    simplified,
)
from extract.scene.heads import Line
from graph import Box

FEWEST = 5
"""Fewest times that a wave crosses its way."""

LONGEST = 12.0
"""Greatest distance between two crossings, in points."""

HIGHEST = 0.6
"""Greatest swing to one side, in distances between crossings."""

EVEN = 0.5
"""Greatest difference of a swing, and of a distance between crossings, from the usual one, in it."""

MOST = 0.8
"""Least share of a wave that is even; it may be cut off at its ends and turn corners."""

ENDS = 3.0
"""Farthest that a line stops short of what it ends at, in points."""

FLAT = 0.02
"""Least sine of an angle at which a line turns; less is rounding."""


def straightened(lines: Sequence[Line], met: Iterable[Box] = ()) -> None:
    """Gives wavy lines the points of the way that they wave about.

    One that ends at nothing joins nothing: it is a signal, and its waves are what it shows.

    Args:
        lines: of the drawing.
        met: boxes of the heads and outlines that a line may end at, beside other lines.
    """
    met = list(met)
    for line in lines:
        if len(line.points) > FEWEST and (way := way_of(line.points)):
            others = [bounds(other.points) for other in lines if other is not line]
            ends = line.points[0], line.points[-1]
            if any(holds(grown(box, ENDS), end) for box in (*met, *others) for end in ends):
                line.points = way


def way_of(points: Polyline) -> Polyline:
    """The way that a wave swings about, from its start to its end; empty where the line is no wave."""
    crossings = _crossings(points)
    if len(crossings) < FEWEST:
        return ()
    steps = [distance(a, b) for a, b in pairwise(crossings)]
    usual = median(steps)
    if usual > LONGEST or sum(abs(step - usual) <= EVEN * usual for step in steps) < MOST * len(steps):
        return ()
    way = (points[0], *crossings, points[-1])
    swings = _swings(points, way)
    swing = median(swings)
    if not 0.0 < swing <= HIGHEST * usual:
        return ()
    if sum(each <= (1 + EVEN) * swing for each in swings) < MOST * len(swings):
        return ()
    return tuple(simplified(way, swing))


def _crossings(points: Polyline) -> list[Point]:
    """Where a line that turned one way begins to turn the other way: there a wave crosses its way."""
    found: list[Point] = []
    last: tuple[Point, bool] | None = None
    for a, b, c in zip(points, points[1:], points[2:], strict=False):
        lengths = distance(a, b) * distance(b, c)
        turn = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
        if lengths == 0.0 or abs(turn) < FLAT * lengths:
            continue
        if last is not None and last[1] != (turn > 0):
            found.append(middle(last[0], b))
        last = b, turn > 0
    return found


def _swings(points: Polyline, way: Polyline) -> list[float]:
    """How far a line leaves its way between each two crossings."""
    most = [0.0] * (len(way) - 1)
    at = 0
    for point in points:
        while at + 2 < len(way) and distance(point, way[at + 2]) < distance(point, way[at]):
            at += 1
        most[at] = max(most[at], nearest_on(point, way[at : at + 2])[0])
    return most[1:-1]
