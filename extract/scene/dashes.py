"""Dashed lines drawn dash by dash: many short strokes in a row are one dashed line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.scene.geometry import (
    Point,
    Vector,
    distance,
    dot,
    holds,
    length_of,
    simplified,
    unit,
)
from extract.scene.heads import Line
from extract.scene.model import Color
from graph import Box

LONGEST = 8.0
"""Greatest length of a dash, in points."""

FEWEST = 6
"""Fewest dashes of a line; fewer may be strokes of anything."""

WIDEST = 1.8
"""Greatest gap between dashes, in their lengths."""

ONWARD = 0.85
"""Least cosine between a dash and the next one of a line without corners."""

ASIDE = 2.0
"""What it costs that a dash ends beside the line through the one before, in how far it does."""

SQUARE = 0.2
"""Greatest cosine between a dash and the next one around a corner."""

ARROWS = 0.4
"""Greatest share of dashes that a head stands on; a dashed line has heads at its ends only."""

LEAST_GAP = 0.25
"""Least usual gap between dashes, in points; strokes that meet are no dashes."""


def joined_dashes(lines: Sequence[Line], heads: Sequence[Box] = ()) -> list[Line]:
    """The lines, with each row of dashes of one colour and thickness as one dashed line in its first one's place.

    Args:
        lines: all lines.
        heads: boxes of what may be heads. Strokes that carry a head each are short arrows in a row.
    """
    dashes = [line for line in lines if _may_be_dash(line)]
    whole: dict[int, Line] = {}
    gone: set[int] = set()
    # Dashes that were painted at once are mostly of one line; others that cross it were painted by themselves.
    for at_once in (True, False):
        groups: dict[tuple[float, Color | None, int], list[Line]] = {}
        for line in dashes:
            if id(line) not in gone:
                key = round(line.thickness, 2), line.color, line.order if at_once else 0
                groups.setdefault(key, []).append(line)
        for group in groups.values():
            for row in _Rows(group).rows() if len(group) >= FEWEST else ():
                if sum(_headed(dash, heads) for dash in row) > ARROWS * len(row):
                    continue
                first = min(row, key=lambda line: line.order)
                whole[id(first)] = _joined(row, first)
                gone.update(id(line) for line in row)
    return [whole.get(id(line), line) for line in lines if id(line) in whole or id(line) not in gone]


def _headed(dash: Line, heads: Sequence[Box]) -> bool:
    """Whether a head stands on an end of a dash."""
    return any(holds(head, end, 0.5) for head in heads for end in (dash.points[0], dash.points[-1]))


def _may_be_dash(line: Line) -> bool:
    return (
        not (line.head_start or line.head_end or line.middle_head or line.block or line.dashed)
        and length_of(line.points) <= LONGEST
    )


def _joined(row: Sequence[Line], first: Line) -> Line:
    points = [p for dash in row for p in dash.points]
    gap = max(distance(a.points[-1], b.points[0]) for a, b in pairwise(row))
    if distance(points[0], points[-1]) <= 1.3 * gap:
        points.append(points[0])
        # A ring's far side splits it in two lines that have a direction each.
        far = max(range(len(points)), key=lambda i: distance(points[0], points[i]))
        points = [*simplified(points[: far + 1], 0.2)[:-1], *simplified(points[far:], 0.2)]
    else:
        points = simplified(points, 0.2)
    return Line(tuple(points), first.order, first.thickness, first.color, dashed=True)


class _Rows:
    """Walks from dash to dash, by a grid over their ends."""

    def __init__(self, dashes: Sequence[Line]) -> None:
        self.dashes = dashes
        self.reach = WIDEST * max(median(length_of(dash.points) for dash in dashes), 0.3)
        self.left = {id(dash) for dash in dashes}
        self.cells: dict[tuple[int, int], list[Line]] = {}
        for dash in dashes:
            for cell in {self._cell(dash.points[0]), self._cell(dash.points[-1])}:
                self.cells.setdefault(cell, []).append(dash)

    def rows(self) -> list[list[Line]]:
        """Rows of dashes, each turned so that it continues the one before."""
        found: list[list[Line]] = []
        for dash in self.dashes:
            if id(dash) not in self.left:
                continue
            self.left.discard(id(dash))
            row = [dash]
            for _ in range(2):
                while (following := self._next(row[-1])) is not None:
                    self.left.discard(id(following))
                    row.append(following)
                # From its other end, the row goes on in the other direction.
                row.reverse()
                for one in row:
                    one.reversed()
            if len(row) >= FEWEST and _even(row) and _apart(row):
                found.append(row)
        return found

    def _cell(self, point: Point) -> tuple[int, int]:
        return int(point[0] // self.reach), int(point[1] // self.reach)

    def _next(self, last: Line) -> Line | None:
        """The nearest dash that goes on from a dash's end, turned to continue it; straight on before around a corner."""
        end, way = last.points[-1], unit(last.points[-2], last.points[-1])
        column, row = self._cell(end)
        near = [
            other
            for c in (column - 1, column, column + 1)
            for r in (row - 1, row, row + 1)
            for other in self.cells.get((c, r), ())
            if id(other) in self.left
        ]
        best: tuple[bool, float, Line, bool] | None = None
        for other in near:
            for turned in (False, True):
                points = other.points[::-1] if turned else other.points
                gap = distance(end, points[0])
                onward = unit(points[0], points[1])
                bent = not _straight(end, way, points[0], onward)
                if gap > self.reach or (bent and abs(dot(way, onward)) > SQUARE):
                    continue
                # Where dashed lines cross, each goes on as straight as it can.
                doubt = gap if bent else gap + ASIDE * _aside(points[-1], end, way)
                if best is None or (bent, doubt) < best[:2]:
                    best = (bent, doubt, other, turned)
        if best is None:
            return None
        if best[3]:
            best[2].reversed()
        return best[2]


def _aside(point: Point, end: Point, way: Vector) -> float:
    """How far a point lies beside the line through an end."""
    return abs((point[0] - end[0]) * way[1] - (point[1] - end[1]) * way[0])


def _straight(end: Point, way: Vector, start: Point, onward: Vector) -> bool:
    """Whether a dash lies ahead of another and runs on in about its direction."""
    ahead = distance(end, start) < 0.05 or dot(way, unit(end, start)) > ONWARD
    return ahead and dot(way, onward) > ONWARD


def _apart(row: Sequence[Line]) -> bool:
    """Whether a row's dashes seldom meet but around corners; the strokes that finish dimension lines do."""
    gaps = [
        distance(a.points[-1], b.points[0])
        for a, b in pairwise(row)
        if dot(unit(a.points[-2], a.points[-1]), unit(b.points[0], b.points[1])) > ONWARD
    ]
    return 2 * sum(gap > LEAST_GAP for gap in gaps) > len(gaps)


def _even(row: Sequence[Line]) -> bool:
    """Whether gaps of about one width stand between dashes of about one length."""
    gaps = sorted(distance(a.points[-1], b.points[0]) for a, b in pairwise(row))
    usual = gaps[len(gaps) // 2]
    lengths = [length_of(dash.points) for dash in row]
    common = median(lengths)
    alike = [0.6 * common <= length <= 1.6 * common for length in lengths]
    # The first and the last dash end where the line does.
    for end in (0, -1):
        alike[end] = lengths[end] <= 1.6 * common
    return usual > LEAST_GAP and gaps[-2] < 2.0 * usual and sum(alike) >= 0.7 * len(row)
