"""Lines that belong to one thing, as its decoration, and join none."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import contains, gap_to_polygon, holds
from extract.scene.model import Connector


def inside_one(connector: Connector, things: Sequence[Thing]) -> bool:
    """Whether a line runs wholly inside one thing that is no group, as its decoration.

    Where things overlap, an arrow within one of them may still point at the other. Beside a slanted outline plain
    lines still are decoration; an arrow is none.
    """
    headed = connector.head_start or connector.head_end
    if not headed and any(
        thing.kind == "text" and all(holds(thing.bbox, p, 0.5) for p in connector.points) for thing in things
    ):
        # A bar of a formula, or a line under a word.
        return True
    around = [
        thing
        for thing in things
        if thing.kind in ("box", "sign", "picture")
        and all(
            holds(thing.bbox, p, 0.5) and (not headed or gap_to_polygon(p, thing.outline) <= 0.5)
            for p in connector.points
        )
    ]
    return bool(around) and not any(_points_out(connector, thing, things) for thing in around)


def _points_out(connector: Connector, thing: Thing, things: Sequence[Thing]) -> bool:
    """Whether an arrow's tip or tail touches the outline of a box that a thing overlaps without holding it."""
    if not connector.head_end or connector.head_start:
        return False
    return any(
        other is not thing
        and other.kind == "box"
        and not contains(thing.bbox, other.bbox, 0.6)
        and not contains(other.bbox, thing.bbox, 0.6)
        and any(
            abs(gap_to_polygon(end, other.outline)) < 1.0
            for end in (connector.points[0], connector.points[-1])
        )
        for other in things
    )
