"""Signs drawn with lines in a small round shape: ⊕, ⊖, ⊗, ⊙ and waves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.scene.geometry import (
    Point,
    Polyline,
    bounds,
    centre,
    contains,
    distance,
    gap_to_polygon,
    height,
    length_of,
    signed_area,
    simplified_ring,
    turning,
    unit,
    width,
)
from extract.scene.heads import Head, Line
from extract.scene.model import Shape, Symbol
from extract.scene.outlines import form
from extract.scene.places import Places
from extract.scene.traces import Trace

LARGEST = 45.0
"""Greatest extent of a shape with a sign, in points."""


RIM = 0.15
"""How near its outline the middle of a line lies that runs along it, in the shape's greater extent."""

CROSSED = 0.25
"""How far apart the middles of two crossed strokes may lie, in the size of the shape around them."""

SPOKE = 0.9
"""Least length of a stroke from rim to rim, in the width of its circle."""

SHORTEST = 0.3
LONGEST = 0.8
"""Length of a minus in a circle, in the width of that."""


def is_round(trace: Trace) -> bool:
    """Whether a trace is a small circle or ellipse, as signs stand in."""
    return (
        trace.closed
        and trace.curved > 0
        and max(width(trace.bbox), height(trace.bbox)) <= LARGEST
        and form(trace.points, trace.curved) in ("circle", "ellipse")
    )


def outside_rounds(heads: Sequence[Head], traces: Sequence[Trace]) -> list[Head]:
    """Heads without small marks in the middle of a circle: a head would end at the circle's rim."""
    places = Places((trace.bbox, trace) for trace in traces)
    return [
        head
        for head in heads
        if not any(
            contains(trace.bbox, head.bbox, 0.3)
            and distance(centre(head.bbox), centre(trace.bbox)) < 0.3 * width(trace.bbox)
            and is_round(trace)
            for trace in places.near(head.bbox, 0.3)
        )
    ]


def without_spokes(lines: Sequence[Line], traces: Sequence[Trace]) -> list[Line]:
    """Lines without those that cross a small circle from rim to rim, as strokes of a sign: no head sits on them."""
    rounds = [trace for trace in traces if is_round(trace)]
    places = Places((trace.bbox, trace.bbox) for trace in rounds)
    return [
        line
        for line in lines
        if not any(
            contains(box, bounds(line.points), 0.5)
            and length_of(line.points) > SPOKE * width(box)
            and distance(centre(bounds(line.points)), centre(box)) < 0.1 * width(box)
            for box in places.near(bounds(line.points), 0.5)
        )
    ]


def is_cross(trace: Trace) -> bool:
    """Whether a trace is a cross drawn as its outline: twelve corners, four of them hollow, as wide as high."""
    return trace.closed and trace.curved <= 0.2 and _crosses(trace.points)


def _crosses(points: Polyline) -> bool:
    """Whether an outline is that of a cross."""
    box = bounds(points)
    sides = width(box), height(box)
    if max(sides) > LARGEST or max(sides) > 1.15 * min(sides):
        return False
    ring = simplified_ring(points, 0.03 * max(sides))
    if len(ring) != 12:
        return False
    if signed_area(ring) < 0:
        ring = ring[::-1]
    hollow = [i for i in range(12) if turning(ring[i - 1], ring[i], ring[(i + 1) % 12]) < 0]
    return len(hollow) == 4 and all((b - a) % 12 == 3 for a, b in pairwise(hollow))


def sign_lines(lines: Sequence[Line], rounds: Sequence[Trace]) -> tuple[list[Line], list[Line]]:
    """Lines apart from those that lie in small round outlines, and the latter."""
    places = Places((trace.bbox, trace.bbox) for trace in rounds)
    outer: list[Line] = []
    inner: list[Line] = []
    for line in lines:
        box = bounds(line.points)
        plain = not line.head_start and not line.head_end
        within = plain and any(contains(place, box, 0.8) for place in places.near(box, 0.8))
        (inner if within else outer).append(line)
    return outer, inner


def signed(shapes: Sequence[Shape], lines: Sequence[Line]) -> tuple[list[Shape], list[Line]]:
    """Shapes with their signs, and the lines that belong to no sign."""
    taken: set[int] = set()
    inner: set[int] = set()
    result = []
    line_places = Places((bounds(line.points), line) for line in lines)
    shape_places = Places((shape.bbox, shape) for shape in shapes)
    for shape in shapes:
        if shape.kind not in ("circle", "ellipse", "rounded", "polygon", "rectangle", "diamond") or (
            max(width(shape.bbox), height(shape.bbox)) > LARGEST
        ):
            result.append(shape)
            continue
        own = [
            line
            for line in line_places.near(shape.bbox, 0.8)
            if contains(shape.bbox, bounds(line.points), 0.8)
        ]
        within = [
            s
            for s in shape_places.near(shape.bbox, 0.3)
            if s is not shape and contains(shape.bbox, s.bbox, 0.3)
        ]
        marks = [s for s in within if _central(s, shape)]
        sign = _sign(shape, own) or _minus(shape, own)
        sign = sign or (_mark(marks) if _as_wide_as_high(shape) else "")
        if sign == "·" and len(within) > len(marks):
            # Points all over a round picture are no dot of a product.
            sign = ""
        if not sign and shape.kind == "polygon" and _crosses(shape.outline):
            # A cross without a circle around it is the same sign.
            sign = _turned(shape.outline)
        if sign and (own or marks):
            taken.update(id(line) for line in own)
            inner.update(mark.id for mark in marks)
        result.append(replace(shape, symbol=sign))
    return (
        [shape for shape in result if shape.id not in inner],
        [line for line in lines if id(line) not in taken],
    )


def _as_wide_as_high(shape: Shape) -> bool:
    sides = width(shape.bbox), height(shape.bbox)
    return max(sides) < 1.5 * min(sides)


def _central(mark: Shape, shape: Shape) -> bool:
    return distance(centre(mark.bbox), centre(shape.bbox)) < 0.15 * width(shape.bbox) + 0.3


def _sign(shape: Shape, own: Sequence[Line]) -> Symbol:
    """What straight and bent lines within a shape form."""
    size = max(width(shape.bbox), height(shape.bbox))
    level = upright = slanted = waves = 0
    swings = 0
    middles: list[Point] = []
    for line in own:
        whole = length_of(line.points)
        if whole < 0.3 * size or line.head_start or line.head_end:
            continue
        direct = distance(line.points[0], line.points[-1])
        if _on_rim(line, shape, size):
            continue
        if len(line.points) > 3 and direct < 0.97 * whole:
            waves += 1
            swings = _swings(line.points, 0.1 * size)
            continue
        way = unit(line.points[0], line.points[-1])
        middles.append(centre(bounds(line.points)))
        if abs(way[0]) > 0.95:
            level += 1
        elif abs(way[1]) > 0.95:
            upright += 1
        elif min(abs(way[0]), abs(way[1])) > 0.4:
            slanted += 1
    # Strokes that meet at their ends are edges of a small solid.
    crossed = len(middles) == 2 and distance(*middles) < CROSSED * size
    if level == 1 and upright == 1 and not slanted and crossed:
        return "+"
    if slanted == 2 and not level and not upright and crossed:
        return "×"
    if waves == 1 and not level and not upright and not slanted and shape.kind in ("circle", "ellipse"):
        return "∿" if swings == 2 else "~"
    return ""


def _on_rim(line: Line, shape: Shape, size: float) -> bool:
    """Whether a straight line runs along a side of a shape: it draws that once more and is no part of a sign."""
    (ax, ay), (bx, by) = line.points[0], line.points[-1]
    middle = ((ax + bx) / 2, (ay + by) / 2)
    return len(line.points) == 2 and abs(gap_to_polygon(middle, shape.outline)) < RIM * size


def _minus(shape: Shape, own: Sequence[Line]) -> Symbol:
    """A minus where one level stroke, clear of the rim on both sides, lies in the middle of a circle."""
    if shape.kind != "circle" or len(own) != 1 or own[0].head_start or own[0].head_end:
        return ""
    box, size = bounds(own[0].points), width(shape.bbox)
    level = height(box) < 0.05 * size and SHORTEST * size < width(box) < LONGEST * size
    return "-" if level and distance(centre(box), centre(shape.bbox)) < 0.1 * size else ""


def _swings(points: Polyline, least: float) -> int:
    """How often a line turns from rising to falling or back, by more than the least height: twice in a sine wave."""
    turns, low, high = 0, points[0][1], points[0][1]
    rising: bool | None = None
    for _, y in points[1:]:
        low, high = min(low, y), max(high, y)
        if rising is not True and y - low > least:
            turns, rising, high = turns + (rising is False), True, y
        elif rising is not False and high - y > least:
            turns, rising, low = turns + (rising is True), False, y
    return turns


def _mark(marks: Sequence[Shape]) -> Symbol:
    """What a small outline in the middle of a shape stands for: a cross of twelve corners, or a dot."""
    for mark in marks:
        if len(mark.outline) == 12:
            return _turned(mark.outline)
        if mark.kind in ("circle", "ellipse") and mark.fill is not None and width(mark.bbox) < 6:
            return "·"
    return ""


def _turned(outline: Polyline) -> Symbol:
    """Whether a cross stands upright or is turned."""
    middle = centre(bounds(outline))
    # The inner corners of an upright cross lie on the diagonals.
    way = unit(middle, min(outline, key=lambda p: distance(p, middle)))
    return "+" if min(abs(way[0]), abs(way[1])) > 0.4 else "×"
