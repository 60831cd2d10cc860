"""Filled outlines that stand for lines: thin bars, curves drawn as their rim, arrows drawn in one piece."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from extract.scene.geometry import (
    Point,
    area,
    distance,
    dot,
    length_of,
    middle,
    point_at,
    signed_area,
    simplified,
    simplified_ring,
    turning,
    unit,
)
from extract.scene.model import like
from extract.scene.traces import Trace

THIN = 3.0
"""Greatest thickness, in points, of a bar that is taken for a line."""

SLENDER = 4.0
"""Least length of such a bar, in thicknesses."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line with its ends.

    Attributes:
        points: from start to end; a head's tip is the end.
        head_start, head_end: heads that belong to the outline.
        thickness: of the line.
        block: whether it is a thick arrow.
    """

    points: tuple[Point, ...]
    head_start: bool = False
    head_end: bool = False
    thickness: float = 1.0
    block: bool = False


def bar(trace: Trace, slender: float = SLENDER) -> Stroke | None:
    """A filled four-sided bar as the line along its middle; None where it is no thin bar."""
    if not trace.closed or trace.curved > 0.5:
        return None
    if trace.stroke is not None and trace.fill is not None and not like(trace.stroke, trace.fill, 0.1):
        # What has a rim of another colour is a box, however narrow.
        return None
    ring = simplified_ring(trace.points, 0.05)
    if len(ring) != 4:
        return None
    sides = [distance(ring[i], ring[(i + 1) % 4]) for i in range(4)]
    first = 0 if sides[0] + sides[2] <= sides[1] + sides[3] else 1
    short, long = max(sides[first], sides[first + 2]), min(sides[first + 1], sides[(first + 3) % 4])
    if short > THIN or long < slender * short:
        return None
    start = middle(ring[first], ring[first + 1])
    end = middle(ring[first + 2], ring[(first + 3) % 4])
    return Stroke((start, end), thickness=max(short, 0.1))


def arrow_polygon(trace: Trace) -> Stroke | None:
    """A straight arrow drawn as one polygon of seven corners (one head) or ten (two heads)."""
    if not trace.closed or trace.curved > 0.2:
        return None
    ring = simplified_ring(trace.points, 0.15)
    if len(ring) not in (7, 10):
        return None
    if signed_area(ring) < 0:
        ring = ring[::-1]
    hollow = [i for i in range(len(ring)) if turning(ring[i - 1], ring[i], ring[(i + 1) % len(ring)]) < 0]
    if len(ring) == 7 and len(hollow) == 2:
        for i in range(7):
            # tip, wing, notch, tail, tail, notch, wing
            if {(i + 2) % 7, (i + 5) % 7} == set(hollow):
                tip, tail = ring[i], middle(ring[(i + 3) % 7], ring[(i + 4) % 7])
                thickness = distance(ring[(i + 3) % 7], ring[(i + 4) % 7])
                wings = distance(ring[(i + 1) % 7], ring[(i + 6) % 7])
                if _symmetric(tip, tail, ring[(i + 1) % 7], ring[(i + 6) % 7]) and wings > 1.2 * thickness:
                    return Stroke((tail, tip), False, True, thickness, thickness > THIN)
    if len(ring) == 10 and len(hollow) == 4:
        for i in range(5):
            # tip, wing, notch, notch, wing, tip, wing, notch, notch, wing
            if {(i + 2) % 10, (i + 3) % 10, (i + 7) % 10, (i + 8) % 10} == set(hollow):
                thickness = distance(ring[(i + 2) % 10], ring[(i + 8) % 10])
                return Stroke((ring[i], ring[(i + 5) % 10]), True, True, thickness, thickness > THIN)
    return None


def ribbon(trace: Trace, samples: int = 48) -> Stroke | None:
    """A filled, bent band as the line along its middle, with the heads that widen its ends; else None."""
    if not trace.closed or len(trace.points) < 6:
        return None
    ring = [*trace.points, trace.points[0]]
    perimeter = length_of(ring)
    mean_width = 2 * area(trace.points) / perimeter if perimeter else 0.0
    if perimeter < 12 or mean_width > 2 * THIN or perimeter < 14 * mean_width:
        return None
    around = [point_at(ring, perimeter * i / (2 * samples)) for i in range(2 * samples)]
    best, spread = 0, float("inf")
    for turn in range(samples):
        total = sum(
            distance(around[(turn + k) % (2 * samples)], around[(turn - k) % (2 * samples)])
            for k in range(1, samples)
        )
        if total < spread:
            best, spread = turn, total
    pairs = [
        (around[(best + k) % (2 * samples)], around[(best - k) % (2 * samples)]) for k in range(samples + 1)
    ]
    widths = [distance(a, b) for a, b in pairs]
    usual = median(widths[1:-1])
    if usual > THIN:
        return None
    line = simplified([middle(a, b) for a, b in pairs], 0.25)
    reach = max(2, samples // 4)
    wide = max(1.5, 2.0 * usual)
    return Stroke(
        tuple(line),
        max(widths[:reach]) > wide,
        max(widths[-reach:]) > wide,
        max(usual, 0.1),
    )


def _symmetric(tip: Point, tail: Point, left: Point, right: Point) -> bool:
    """Whether two wings stand square to the shaft, at equal distances."""
    axis = unit(tail, tip)
    return abs(dot(axis, unit(left, right))) < 0.2 and abs(
        distance(tip, left) - distance(tip, right)
    ) < 0.2 * distance(tip, left)
