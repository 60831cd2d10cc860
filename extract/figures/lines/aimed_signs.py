"""Arrows that stop short of a sign and point a little past it: they come to it from the side, as others do."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import Point, Vector, distance, dot, gap_to_polygon
from extract.scene.geometry import unit as direction

AHEAD = 0.5
"""Least cosine between the way of an arrow and that from its tip to the middle of the sign."""

FARTHEST = 1.6
"""Farthest that the tip lies from the sign, in sizes of text."""

JOINING = frozenset({"add", "multiply", "matmul", "concat", "subtract", "divide"})
"""What is done with several things, so that arrows come to it from several sides."""


def signs_aimed_at(
    point: Point, way: Vector, things: Sequence[Thing], unit: float
) -> list[tuple[float, int]]:
    """The sign ahead of an arrow's tip in the open, with what it costs; empty where something else lies as near.

    Args:
        point: the tip.
        way: direction of the arrow.
        things: what lies around.
        unit: usual size of text in points.
    """
    near = sorted(
        (gap, thing.id, thing)
        for thing in things
        if thing.kind != "group"
        and not thing.title
        and not thing.on_line
        and (gap := gap_to_polygon(point, thing.outline)) <= FARTHEST * unit
        and dot(way, direction(point, thing.middle)) >= AHEAD
    )
    for gap, _, thing in near[:1]:
        joins = any(operation.op in JOINING for operation in thing.parsed.operations)
        if thing.kind == "sign" and joins and distance(point, thing.middle) > 0:
            return [(0.8 * unit + max(gap, 0.0), thing.id)]
    return []
