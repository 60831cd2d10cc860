"""Lines that part a figure into panels: nothing is joined over one without a line of its own."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.scene.geometry import bounds, gap_to_polygon, union
from extract.scene.model import Connector

SPANNED = 0.8
"""Least share of the figure's extent along which such a line runs."""

CLEAR = 1.0
"""Least gap, in points, between the line and whatever stands on either side."""


def not_over_dividing_lines(
    links: Sequence[Link], connectors: Sequence[Connector], things: Sequence[Thing]
) -> list[Link]:
    """The links without those that no line draws between things on two sides of a line that parts the figure.

    Args:
        links: between things.
        connectors: the scene's lines.
        things: all things.
    """
    if not things:
        return list(links)
    across = [place for line in connectors if (place := _divides(line, things)) is not None]
    return [
        link
        for link in links
        if link.pieces
        or link.source is None
        or link.target is None
        or not any(
            (things[link.source].middle[side] < place) != (things[link.target].middle[side] < place)
            for side, place in across
        )
    ]


def _divides(line: Connector, things: Sequence[Thing]) -> tuple[int, float] | None:
    """The side (0 across, 1 down) and the place at which a line parts the figure; None for other lines."""
    if line.head_start or line.head_end or len(line.points) != 2:
        return None
    around, own = union(thing.bbox for thing in things), bounds(line.points)
    for side in (0, 1):
        along = 1 - side
        length = own[along + 2] - own[along]
        if own[side + 2] - own[side] > CLEAR or length < SPANNED * (around[along + 2] - around[along]):
            continue
        place = (own[side] + own[side + 2]) / 2
        apart = all(
            not thing.bbox[side] - CLEAR < place < thing.bbox[side + 2] + CLEAR
            and all(gap_to_polygon(end, thing.outline) > CLEAR for end in line.points)
            for thing in things
        )
        both = {thing.middle[side] < place for thing in things if thing.kind == "box"}
        if apart and len(both) == 2:
            return side, place
    return None
