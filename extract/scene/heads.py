"""Arrowheads: small outlines that point somewhere, and the line ends that they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from statistics import median

from extract.scene.geometry import (
    Point,
    Polyline,
    Vector,
    along,
    area,
    bounds,
    box_area,
    centroid,
    distance,
    dot,
    gap_to_polygon,
    grown,
    height,
    holds,
    length_of,
    middle,
    nearest_on,
    point_at,
    signed_area,
    simplified,
    simplified_ring,
    unit,
    width,
)
from extract.scene.places import Places
from extract.scene.traces import Trace
from graph import Box

MET = 0.8
"""Ends of lines nearer than this, in points, are one corner."""

LARGEST = 18.0
"""Greatest extent of a head, in points."""

CAP = 1.0
"""Size, in points, below which what looks like a head may be the cut end of a line."""

CUT = 0.35
"""Size of such an end, in that of the usual head, at most."""

SMALLEST = 0.8
"""Least extent of a head, in points."""

BROAD = 2.5
"""Least extent, in thicknesses of its line, of a head away from the line's ends; less is a piece of the line."""

FULLEST = 0.8
"""Greatest share of its box that a head fills; a small box with round corners fills more."""

ALIGNED = 0.7
"""Least cosine between a line's end and the head on it."""


ON_LINE = 0.15
"""How far the middle of a head may lie from the line that it sits on, in its size."""

AT_BASE = 0.25
"""Farthest that a line which bends under its head ends from the middle of the head's base, in sizes of the head."""

BENT_LINE = 0.8
"""Greatest size of the head on a short bent line, in the extent of that."""

BENT = 1.5
"""How far the arm of an open head may lie from its chord, in points; other arms are edges of a small cube."""


@dataclass(slots=True)
class Line:
    """A line under construction; `points` run from its start to its end."""

    points: Polyline
    order: int
    thickness: float
    color: tuple[float, float, float] | None
    dashed: bool = False
    head_start: bool = False
    head_end: bool = False
    block: bool = False
    middle_head: bool = False

    def tip(self, last: bool, over: float = 2.0) -> tuple[Point, Vector]:
        """An end and the direction in which the line runs out of it, over its last `over` points of length."""
        points = self.points if last else tuple(reversed(self.points))
        for before in reversed(points[:-1]):
            if distance(before, points[-1]) > over:
                return points[-1], unit(before, points[-1])
        return points[-1], unit(points[0], points[-1])

    def reversed(self) -> None:
        """Turns the line around."""
        self.points = tuple(reversed(self.points))
        self.head_start, self.head_end = self.head_end, self.head_start


@dataclass(slots=True)
class Head:
    """A small outline that may be an arrowhead.

    Attributes:
        ring: its corners.
        axes: where its tip may be, and in which direction it then points.
        trace: what it was drawn as.
        used: whether a line has it.
    """

    ring: Polyline
    bbox: Box
    axes: tuple[tuple[Point, Vector], ...]
    trace: Trace
    used: bool = False
    size: float = field(default=0.0)


def head_of(trace: Trace) -> Head | None:
    """A trace as a possible head: a small filled triangle or dart, or a small open chevron."""
    box = trace.bbox
    size = max(width(box), height(box))
    if not SMALLEST <= size <= LARGEST or trace.frame or (trace.dashed and trace.fill is None):
        # The rim of a filled head may be dashed as its line is.
        return None
    if trace.closed:
        if area(trace.points) > FULLEST * box_area(box):
            return None
        ring = tuple(simplified_ring(trace.points, 0.09 * size))
        if not 3 <= len(ring) <= 7 or (trace.fill is None and trace.stroke is None):
            return None
        axes = _axes(ring, size)
    else:
        ring = tuple(simplified(trace.points, 0.12 * size))
        if len(ring) == 5:
            # Both arms may be bent a little.
            if any(
                nearest_on(p, chord)[0] > BENT
                for p, chord in ((ring[1], (ring[0], ring[2])), (ring[3], (ring[2], ring[4])))
            ):
                return None
            ring = (ring[0], ring[2], ring[4])
        if len(ring) != 3:
            return None
        a, tip, b = ring
        arms = distance(a, tip), distance(b, tip)
        spread = dot(unit(tip, a), unit(tip, b))
        if min(arms) < 0.7 * max(arms) or not -0.6 < spread < 0.97:
            return None
        axes = ((tip, unit(middle(a, b), tip)),)
    return Head(ring, bounds(ring), axes, trace, size=size) if axes else None


def _axes(ring: Polyline, size: float) -> tuple[tuple[Point, Vector], ...]:
    """Corners about whose axis the outline is symmetric and at which it is sharp; a dart's notch is none."""
    if len(ring) == 4 and _is_rhombus(ring):
        # The face of a small cube.
        return ()
    found = []
    turn = signed_area(ring)
    for i, tip in enumerate(ring):
        left, right = ring[i - 1], ring[(i + 1) % len(ring)]
        if turn * signed_area((left, tip, right)) < 0:
            continue
        axis = unit(middle(left, right), tip)
        if axis == (0.0, 0.0) or dot(axis, unit(centroid(ring), tip)) < 0.5:
            continue
        if dot(unit(tip, left), unit(tip, right)) < -0.5:
            continue
        mirrored = [_mirror(p, tip, axis) for p in ring]
        error = max(min(distance(m, p) for p in ring) for m in mirrored)
        if error < 0.16 * size:
            found.append((tip, axis))
    # A square or diamond points everywhere and so nowhere.
    return tuple(found) if len(ring) == 3 or len(found) < 3 else ()


def _is_rhombus(ring: Polyline) -> bool:
    """Whether four corners have equal sides between them and none of them is a notch."""
    sides = [distance(a, b) for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)]
    turn = signed_area(ring)
    corners = ((ring[i - 1], ring[i], ring[(i + 1) % 4]) for i in range(4))
    return min(sides) > 0.75 * max(sides) and all(turn * signed_area(corner) > 0 for corner in corners)


def _mirror(p: Point, origin: Point, axis: Vector) -> Point:
    dx, dy = p[0] - origin[0], p[1] - origin[1]
    side = -dx * axis[1] + dy * axis[0]
    return (p[0] + 2 * side * axis[1], p[1] - 2 * side * axis[0])


def without_headed_corners(traces: Sequence[Trace], heads: Mapping[int, Head]) -> dict[int, Head]:
    """Possible heads, by the identity of their traces, without short bent lines that have a filled head at an end.

    Args:
        traces: of the drawing.
        heads: what they may be.
    """
    filled = Places((heads[id(t)].bbox, heads[id(t)]) for t in traces if t.closed and id(t) in heads)
    kept = dict(heads)
    for trace in traces:
        head = heads.get(id(trace))
        if head is None or trace.closed:
            continue
        (corner, _), *_ = head.axes
        if any(
            other.size < BENT_LINE * head.size and not holds(other.bbox, corner, 1.0)
            for end in (trace.points[0], trace.points[-1])
            for other in filled.at(end, 1.0)
        ):
            del kept[id(trace)]
    return kept


def unrepeated_heads(heads: Sequence[Head]) -> list[Head]:
    """Heads without those that repeat another one's place, as fill and rim of one head do."""
    kept: dict[int, Head] = {}
    places = Places((head.bbox, i) for i, head in enumerate(heads))
    for i, head in enumerate(heads):
        margin = 0.12 * head.size + 0.2
        if not any(
            j in kept and max(abs(p - q) for p, q in zip(head.bbox, heads[j].bbox, strict=True)) < margin
            for j in places.near(head.bbox, margin)
        ):
            kept[i] = head
    return list(kept.values())


def without_caps(heads: Sequence[Head]) -> list[Head]:
    """Heads without those far smaller than the usual one, as the cut ends of lines are."""
    usual = median(head.size for head in heads) if heads else 0.0
    return [head for head in heads if head.size >= min(CAP, CUT * usual)]


def attach(lines: Sequence[Line], heads: Sequence[Head]) -> None:
    """Gives each head to the line ends that run into it, and moves those ends to its tip."""
    # Only an end that has got its head moves, and that one is not asked again.
    ends = Places(
        ((*line.points[-1 if last else 0],) * 2, (line, last)) for line in lines for last in (True, False)
    )
    for head in heads:
        offers = []
        reach = max(1.2, 0.6 * head.size)
        for line, last in ends.near(head.bbox, reach):
            if line.head_end if last else line.head_start:
                continue
            end, way = line.tip(last)
            # A curve may turn into its arrowhead within its last point of length.
            ways = (way, line.tip(last, 0.4)[1])
            for tip, axis in head.axes:
                way = max(ways, key=partial(dot, axis))
                cosine = dot(axis, way)
                ahead = dot(way, (tip[0] - end[0], tip[1] - end[1]))
                if cosine < ALIGNED or ahead < -0.6 * head.size:
                    continue
                gap = max(0.0, gap_to_polygon(end, head.ring))
                side = abs(axis[0] * (end[1] - tip[1]) - axis[1] * (end[0] - tip[0]))
                if gap <= reach and side <= 0.5 * head.size:
                    offers.append((gap + side + 3 * (1 - cosine), line, last, tip))
        if offers:
            best = min(offer[0] for offer in offers)
            for cost, line, last, tip in offers:
                if cost <= best + 0.3:
                    _give(line, last, tip)
            head.used = True
    for head in heads:
        if not head.used:
            head.used = _round_a_corner(head, list(ends.near(head.bbox, 1.0)))
    places = Places((bounds(line.points), line) for line in lines)
    for head in sorted(heads, key=lambda head: -head.size):
        if not head.used:
            head.used = _on_a_line(head, places.at(centroid(head.ring), ON_LINE * head.size))


def _round_a_corner(head: Head, ends: Sequence[tuple[Line, bool]]) -> bool:
    """Gives a filled head to the line that ends in the middle of its base, where the head covers all behind a bend."""
    if not head.trace.closed or head.trace.fill is None:
        return False
    for tip, axis in head.axes:
        base = along(tip, axis, -max(dot(axis, (tip[0] - x, tip[1] - y)) for x, y in head.ring))
        for line, last in ends:
            end, way = line.tip(last)
            if (line.head_end if last else line.head_start) or line.block:
                continue
            if distance(end, base) <= AT_BASE * head.size and abs(dot(axis, way)) < ALIGNED:
                line.points = (*line.points, tip) if last else (tip, *line.points)
                line.head_end, line.head_start = line.head_end or last, line.head_start or not last
                return True
    return False


def _give(line: Line, last: bool, tip: Point) -> None:
    if last:
        line.head_end = True
        line.points = (*line.points[:-1], tip)
    else:
        line.head_start = True
        line.points = (tip, *line.points[1:])


def _on_a_line(head: Head, lines: Sequence[Line]) -> bool:
    """A head away from all ends gives the line that it sits on its direction."""
    centre = centroid(head.ring)
    for line in lines:
        gap, position = nearest_on(centre, line.points)
        whole = length_of(line.points)
        if gap > ON_LINE * head.size or whole < 3 * head.size or head.size < BROAD * line.thickness:
            continue
        if line.head_start or line.head_end or line.middle_head:
            continue
        before, after = point_at(line.points, max(0.0, position - 1)), point_at(line.points, position + 1)
        for _, axis in head.axes:
            cosine = dot(axis, unit(before, after))
            if abs(cosine) > 0.9:
                if cosine < 0:
                    line.reversed()
                line.middle_head = True
                return True
    return False


def overlaid(lines: list[Line]) -> list[Line]:
    """Short arrows drawn upon a longer line only tell where that one runs; what remains after taking them."""
    taken: set[int] = set()
    places = Places((grown(bounds(line.points), 1.0 + line.thickness / 2), line) for line in lines)
    for arrow in lines:
        if arrow.head_end == arrow.head_start or arrow.block:
            continue
        if arrow.head_start:
            arrow.reversed()
        own = distance(arrow.points[0], arrow.points[-1])
        for line in places.at(arrow.points[0]):
            if line is arrow or line.head_start or line.head_end or line.middle_head:
                continue
            if own > 0.34 * length_of(line.points):
                continue
            start, at = nearest_on(arrow.points[0], line.points)
            end, to = nearest_on(arrow.points[-1], line.points)
            if max(start, end) > 1.0 + line.thickness / 2 or abs(to - at) < 0.8 * own:
                continue
            if to < at:
                line.reversed()
            line.middle_head = True
            taken.add(id(arrow))
            break
    return [line for line in lines if id(line) not in taken]


def barbs(lines: list[Line]) -> list[Line]:
    """Two short lines that meet a longer one's end as the barbs of a head; what remains after taking them."""
    short = [line for line in lines if length_of(line.points) <= 0.7 * LARGEST and len(line.points) == 2]
    taken: set[int] = set()
    places = Places((bounds(line.points), line) for line in short)
    for line in lines:
        whole = length_of(line.points)
        for last in (True, False):
            end, way = line.tip(last)
            sides: dict[bool, Line] = {}
            for other in places.at(end, 0.8):
                if other is line or id(other) in taken or length_of(other.points) > 0.6 * whole:
                    continue
                near = min(other.points, key=lambda p: distance(p, end))
                far = other.points[0] if near is other.points[1] else other.points[1]
                back = unit(near, far)
                if distance(near, end) < 0.8 and -0.97 < dot(way, back) < -0.35:
                    sides[way[0] * back[1] - way[1] * back[0] > 0] = other
            if len(sides) == 2 and _end_free(list(sides.values()), end, lines):
                taken.update(id(other) for other in sides.values())
                _give(line, last, end)
    return [line for line in lines if id(line) not in taken]


def _end_free(sides: Sequence[Line], tip: Point, lines: Sequence[Line]) -> bool:
    """Whether no line but the base of the head meets the far ends of barbs: else they are edges at a solid's corner."""
    far = [max(side.points, key=lambda point: distance(point, tip)) for side in sides]
    for line in lines:
        if any(line is side for side in sides):
            continue
        ends = line.points[0], line.points[-1]
        met = [any(distance(end, point) < MET for end in ends) for point in far]
        if any(met) and not all(met):
            return False
    return True
