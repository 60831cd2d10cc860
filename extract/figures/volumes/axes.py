"""Axes drawn into a figure of volumes: arrows that leave one point, named at their tips, say which way extents run."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import Point, distance, dot, gap_to_polygon, grown, holds, nearest_on, unit
from extract.scene.model import Connector

FEWEST = 2
"""Fewest arrows that leave the origin."""

ORIGIN = 1.5
"""Farthest that the arrows' beginnings lie apart, in points."""

TURNED = 0.95
"""Greatest cosine between two axes, and least between the first ones and the page's sides."""

NAMED = 1.2
"""Farthest that an axis' name stands from its tip, in sizes of text."""

LETTERS = 3
"""Most letters of an axis' name; "H, W" are two."""


def without_axes(connectors: Sequence[Connector], things: Sequence[Thing], size: float) -> list[Connector]:
    """The lines without those that are axes, whose names are taken out of play.

    Args:
        connectors: the lines.
        things: all things.
        size: usual size of the figure's text, in points.
    """
    arrows = [line for line in connectors if len(line.points) == 2 and line.head_end and not line.head_start]
    gone: set[int] = set()
    for arrow in arrows:
        origin = arrow.points[0]
        star = [line for line in arrows if distance(line.points[0], origin) < ORIGIN]
        if arrow.id in gone or len(star) < FEWEST or not _apart(star) or _meets(origin, things):
            continue
        if any(nearest_on(origin, line.points)[0] < ORIGIN for line in connectors if line not in star):
            # Where a line comes in, it forks.
            continue
        names = [_name_at(line, things, size) for line in star]
        if all(name is not None for name in names):
            gone |= {line.id for line in star}
            for name in names:
                if name is not None:
                    name.set_aside()
    return [line for line in connectors if line.id not in gone]


def _apart(star: Sequence[Connector]) -> bool:
    """Whether no two arrows run in one direction, one runs across the page, and one up or down."""
    ways = [unit(*line.points) for line in star]
    along = [max(abs(way[side]) for way in ways) > TURNED for side in (0, 1)]
    return all(along) and all(dot(a, b) < TURNED for i, a in enumerate(ways) for b in ways[:i])


def _meets(point: Point, things: Sequence[Thing]) -> bool:
    """Whether something that is no group lies where arrows begin."""
    return any(
        thing.kind != "group" and not thing.title and gap_to_polygon(point, thing.outline) < ORIGIN
        for thing in things
    )


def _name_at(line: Connector, things: Sequence[Thing], size: float) -> Thing | None:
    """The letters that stand at an arrow's tip; none where it leads to anything else."""
    tip = line.points[-1]
    near = [t for t in things if t.kind != "group" and holds(grown(t.bbox, NAMED * size), tip)]
    letters = [t for t in near if t.kind == "text" and sum(c.isalnum() for c in t.text) <= LETTERS]
    if any(t.kind != "text" and gap_to_polygon(tip, t.outline) < ORIGIN for t in near):
        return None
    return min(letters, key=lambda t: distance(t.middle, tip), default=None)
