"""Lines that begin behind the mark ×N of a box: they come from the box, which they stop short of for the mark."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import Point, Vector, along, crossing, distance, gap_between

BESIDE = 1.0
"""Farthest that a mark stands from its box, and a line from the mark, in sizes of text."""

FARTHEST = 2.2
"""Farthest from the box that the line begins, in sizes of text."""


def behind_marks(point: Point, way: Vector, things: Sequence[Thing], unit: float) -> list[tuple[float, int]]:
    """Boxes right behind whose marks a line begins, with what each costs, cheapest first.

    Args:
        point: where the line begins.
        way: the direction in which it would run on beyond that.
        things: what lies near.
        unit: usual size of text in points.
    """
    marks = [
        thing.bbox
        for thing in things
        if thing.kind == "text"
        and thing.parsed.kind == "repeat"
        and gap_between(thing.bbox, (*point, *point)) <= BESIDE * unit
    ]
    far = along(point, way, FARTHEST * unit)
    found = []
    for box in things:
        if box.kind != "box" or not any(gap_between(box.bbox, mark) <= BESIDE * unit for mark in marks):
            continue
        sides = zip(box.outline, (*box.outline[1:], box.outline[0]), strict=True)
        hits = [distance(point, hit) for a, b in sides if (hit := crossing(point, far, a, b)) is not None]
        if hits:
            found.append((0.8 * min(hits), box.id))
    return sorted(found)
