"""Dimension lines parted by what they measure: two arrows that lead away from a text, each to a short stroke across."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import centre, distance, dot, length_of, middle
from extract.scene.geometry import unit as way_of
from extract.scene.model import Connector

OPPOSED = -0.99
"""Greatest cosine between the two arrows."""

SQUARE = 0.15
"""Greatest cosine between an arrow and its stroke."""

AT = 1.5
"""Farthest that a tip stands from the middle of its stroke, in points."""

LONGEST = 3.0
"""Greatest length of a stroke, in sizes of text."""


def without_measures(
    connectors: Sequence[Connector], things: Sequence[Thing], unit: float
) -> list[Connector]:
    """The lines without dimension lines whose text stands in the gap between two arrows; sets such texts aside.

    Args:
        connectors: the lines.
        things: all things.
        unit: usual size of the figure's text in points.
    """
    capped = [(line, caps) for line in connectors if (caps := _caps(line, connectors, unit))]
    dropped: set[int] = set()
    for at, (line, caps) in enumerate(capped):
        for other, others in capped[at + 1 :]:
            text = _between(line, other, things)
            if text is not None:
                dropped |= {line.id, other.id, *caps, *others}
                text.set_aside()
    return [line for line in connectors if line.id not in dropped]


def _caps(line: Connector, connectors: Sequence[Connector], unit: float) -> set[int]:
    """The short strokes across the tip of a straight arrow."""
    start, tip = line.points[0], line.points[-1]
    if not line.head_end or line.head_start or length_of(line.points) > 1.01 * distance(start, tip):
        return set()
    return {
        other.id
        for other in connectors
        if not other.headed
        and len(other.points) == 2
        and length_of(other.points) <= LONGEST * unit
        and distance(middle(*other.points), tip) <= AT
        and abs(dot(way_of(*other.points), way_of(start, tip))) <= SQUARE
    }


def _between(a: Connector, b: Connector, things: Sequence[Thing]) -> Thing | None:
    """The free text that two arrows on one line lead away from."""
    (a0, a1), (b0, b1) = ((line.points[0], line.points[-1]) for line in (a, b))
    apart = distance(a0, b0)
    if dot(way_of(a0, a1), way_of(b0, b1)) > OPPOSED or distance(a1, b1) < max(apart, distance(a0, b1)):
        return None
    if apart == 0 or dot(way_of(a0, b0), way_of(b0, b1)) < -OPPOSED:
        return None
    near = [
        thing
        for thing in things
        if thing.kind == "text" and distance(middle(a0, b0), centre(thing.bbox)) < 0.5 * apart
    ]
    return min(near, key=lambda thing: distance(middle(a0, b0), centre(thing.bbox)), default=None)
