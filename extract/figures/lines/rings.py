"""Small rings in which lines meet: a fork drawn as a little circle is a place on the line, and no node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.scene.geometry import distance, height, width
from extract.scene.model import Connector

SMALL = 0.8
"""Greatest size of such a ring, in sizes of text; a sign would not go into it."""

TOUCH = 2.0
"""Farthest that a line ends from the rim of its ring, in points."""

FEWEST = 3
"""Fewest lines that meet in a fork."""


def through_rings(things: Sequence[Thing], connectors: Sequence[Connector], unit: float) -> list[Connector]:
    """The lines with those that end at a small empty ring led into its middle, where they meet; the ring is set aside.

    Something leads there and something leaves, and at least three lines do: two lines with a ring between them may show
    a thing that is too small for its name.

    Args:
        things: of the drawing; changed where a ring is set aside.
        connectors: its lines.
        unit: usual size of its text in points.
    """
    found = list(connectors)
    for ring in things:
        if not _is_ring(ring, unit):
            continue
        ends = [
            (at, last)
            for at, line in enumerate(found)
            for last in (False, True)
            if _ends_at(line, last, ring)
        ]
        led = [found[at].head_end if last else found[at].head_start for at, last in ends]
        if len({at for at, _ in ends}) < FEWEST or not any(led) or all(led):
            continue
        ring.title = True
        for at, last in ends:
            # A short line may end there with both its ends.
            found[at] = _into(found[at], last, ring)
    return found


def _is_ring(thing: Thing, unit: float) -> bool:
    """Whether a thing is a small circle by itself, with nothing printed in it."""
    drawn = thing.shape is not None and thing.shape.kind in ("circle", "ellipse") and not thing.shape.symbol
    alone = not (thing.text or thing.parts or thing.layer or thing.graph)
    return drawn and alone and max(width(thing.bbox), height(thing.bbox)) <= SMALL * unit


def _ends_at(line: Connector, last: bool, ring: Thing) -> bool:
    reach = TOUCH + max(width(ring.bbox), height(ring.bbox)) / 2
    return distance(line.points[-1 if last else 0], ring.middle) <= reach


def _into(line: Connector, last: bool, ring: Thing) -> Connector:
    """A line that ends, without a head, in the middle of a ring."""
    if last:
        return replace(line, points=(*line.points[:-1], ring.middle), head_end=False)
    return replace(line, points=(ring.middle, *line.points[1:]), head_start=False)
