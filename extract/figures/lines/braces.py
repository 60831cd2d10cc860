"""Curly braces as forks: what an arrow brings to a brace's apex goes to all that the brace embraces, and the reverse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from extract.figures.things.things import Thing
from extract.scene.geometry import Point, bounds, distance, length_of, point_at
from extract.scene.model import Connector

SAMPLES = 60

DEEPEST = 0.35
"""Greatest depth of a brace, in its lengths."""

PLATEAU = 0.5
"""Least share of a brace that runs straight between its hooks and its apex."""

APEX = 1.0
"""How far a line may stop short of an apex, in sizes of text."""

BESIDE = 2.5
"""How far from a brace what it embraces may stand, in sizes of text."""

AHEAD = 2.5
"""How far from the apex the box may stand that a brace of arrows points at, in sizes of text."""


@dataclass(frozen=True, slots=True)
class Brace:
    """A brace.

    Attributes:
        line: as drawn.
        axis: 0 where it runs across, 1 where it runs down.
        way: 1 where its apex points to greater coordinates, -1 else.
        apex: the point of its apex.
        span: where it begins and ends along its axis.
    """

    line: Connector
    axis: int
    way: int
    apex: Point
    span: tuple[float, float]


def forked(connectors: Sequence[Connector], things: Sequence[Thing], unit: float) -> list[Connector]:
    """The lines, each brace that lines lead to or from as lines between its apex and what it embraces.

    A brace whose apex no line meets only names, or bundles, what it embraces, and is no line between its ends.
    """
    kept = list(connectors)
    for brace in [found for connector in connectors if (found := brace_of(connector, unit)) is not None]:
        others = [connector for connector in kept if connector is not brace.line]
        tips = _tips(brace, others, unit)
        feet = tips or _embraced(brace, things, unit)
        apex = _met(brace, others, unit)
        if apex is None and len(tips) > 1:
            apex = _box_ahead(brace, things, unit)
        if len(feet) < 2:
            continue
        if apex is None:
            kept = others
            continue
        first = max(connector.id for connector in kept) + 1
        kept = others + [
            replace(brace.line, id=first + i, points=(apex, foot)) for i, foot in enumerate(feet)
        ]
    return kept


def brace_of(connector: Connector, unit: float) -> Brace | None:
    """A line as a brace; None where it is none."""
    if connector.head_start or connector.head_end or connector.block:
        return None
    start, end = connector.points[0], connector.points[-1]
    axis = 0 if abs(end[0] - start[0]) > abs(end[1] - start[1]) else 1
    low, high = sorted((start[axis], end[axis]))
    length, side = high - low, 1 - axis
    if length < 2 * unit or abs(end[side] - start[side]) > 0.1 * length:
        return None
    whole = length_of(connector.points)
    course = [point_at(connector.points, whole * i / SAMPLES) for i in range(SAMPLES + 1)]
    base = (start[side] + end[side]) / 2
    apex = max(course, key=lambda point: abs(point[side] - base))
    way = 1 if apex[side] > base else -1
    depths = [way * (point[side] - base) for point in course]
    deepest = max(depths)
    if not 1.0 < deepest <= DEEPEST * length or min(depths) < -0.15 * deepest:
        return None
    usual = median(depths)
    level = sum(abs(depth - usual) < 0.15 * deepest for depth in depths)
    central = 0.25 < (apex[axis] - low) / length < 0.75
    if not central or not 0.2 * deepest < usual < 0.8 * deepest or level < PLATEAU * len(depths):
        return None
    return Brace(connector, axis, way, apex, (low, high))


def _met(brace: Brace, lines: Sequence[Connector], unit: float) -> Point | None:
    """The end of a line that is nearest to the apex, where one is near and lies beyond it."""
    side = 1 - brace.axis
    ends = [
        end
        for line in lines
        for end in (line.points[0], line.points[-1])
        if distance(end, brace.apex) <= APEX * unit
        and brace.way * (end[side] - brace.apex[side]) > -0.3 * unit
    ]
    return min(ends, key=lambda end: distance(end, brace.apex), default=None)


def _tips(brace: Brace, lines: Sequence[Connector], unit: float) -> list[Point]:
    """Tips of arrows that point at the brace from its open side."""
    side = 1 - brace.axis
    found = []
    for line in lines:
        tip = line.points[-1]
        near = -APEX * unit <= brace.way * (tip[side] - brace.apex[side]) + _depth(brace) <= _depth(brace)
        along = brace.span[0] - 0.5 * unit <= tip[brace.axis] <= brace.span[1] + 0.5 * unit
        behind = brace.way * (line.points[0][side] - tip[side]) < 0
        if line.head_end and not line.head_start and near and along and behind:
            found.append(tip)
    return found


def _depth(brace: Brace) -> float:
    box = bounds(brace.line.points)
    side = 1 - brace.axis
    return box[side + 2] - box[side]


def _embraced(brace: Brace, things: Sequence[Thing], unit: float) -> list[Point]:
    """For each thing that stands along the brace, on its open side and next to it, the middle of its near side."""
    side = 1 - brace.axis
    found: list[tuple[float, Point]] = []
    for thing in things:
        if thing.kind not in ("box", "sign", "picture"):
            continue
        low, high = thing.bbox[brace.axis], thing.bbox[brace.axis + 2]
        if not (brace.span[0] - 0.5 * unit <= thing.middle[brace.axis] <= brace.span[1] + 0.5 * unit):
            continue
        edge = thing.bbox[side + 2] if brace.way > 0 else thing.bbox[side]
        gap = brace.way * (brace.apex[side] - edge) - _depth(brace)
        if -unit <= gap <= BESIDE * unit and high - low < brace.span[1] - brace.span[0]:
            middle = thing.middle[brace.axis]
            found.append((gap, (middle, edge) if brace.axis == 0 else (edge, middle)))
    nearest = min((gap for gap, _ in found), default=0.0)
    return [point for gap, point in found if gap <= nearest + unit]


def _box_ahead(brace: Brace, things: Sequence[Thing], unit: float) -> Point | None:
    """The middle of the near side of the box that the apex points at."""
    side = 1 - brace.axis
    found = []
    for thing in things:
        edge = thing.bbox[side] if brace.way > 0 else thing.bbox[side + 2]
        gap = brace.way * (edge - brace.apex[side])
        along = thing.bbox[brace.axis] <= brace.apex[brace.axis] <= thing.bbox[brace.axis + 2]
        if thing.kind == "box" and along and -0.5 * unit <= gap <= AHEAD * unit:
            place = brace.apex[brace.axis]
            found.append((gap, (place, edge) if brace.axis == 0 else (edge, place)))
    return min(found)[1] if found else None
