"""Guides: lines drawn alike side by side, each from a free name through what stands in its column into the open.

They show which column, or row, of the figure a name heads, and join nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import Point, gap_between
from extract.scene.model import Connector
from graph import Box

ALIKE = 2.0
"""By how much the ends of guides differ along them, in points."""

NEAR = 1.0
"""Farthest that a guide begins from its name, and off its middle, in sizes of text."""

OPEN = 0.6
"""Least distance of its other end from everything, in sizes of text."""


def without_guides(connectors: Sequence[Connector], things: Sequence[Thing], unit: float) -> list[Connector]:
    """The lines without guides; their names, and those in one row with them, are set aside.

    Args:
        connectors: the lines.
        things: all things.
        unit: usual size of the figure's text in points.
    """
    dropped: set[int] = set()
    for along in (1, 0):
        found = [
            (line, name)
            for line in connectors
            if _is_straight(line, along) and (name := _name(line, along, things, unit)) is not None
        ]
        alike = [
            (line, name)
            for line, name in found
            if any(other is not line and _drawn_alike(line, other, along) for other, _ in found)
        ]
        dropped |= {line.id for line, _ in alike}
        for _, name in alike:
            for thing in things:
                if thing is name or _is_in_row(thing, name, along):
                    thing.set_aside()
    return [line for line in connectors if line.id not in dropped]


def _is_straight(line: Connector, along: int) -> bool:
    """Whether a line without heads runs along one axis of the page."""
    start, end = line.points[0], line.points[-1]
    return (
        len(line.points) == 2
        and not line.headed
        and not line.block
        and abs(start[1 - along] - end[1 - along]) < 0.5
    )


def _name(line: Connector, along: int, things: Sequence[Thing], unit: float) -> Thing | None:
    """The free text that a line begins at, where it passes other things and ends in the open."""
    start, end = sorted((line.points[0], line.points[-1]), key=lambda point: point[along])
    for near, far in ((start, end), (end, start)):
        at = [
            thing
            for thing in things
            if thing.kind == "text"
            and gap_between(thing.bbox, _spot(near)) <= NEAR * unit
            and abs(thing.middle[1 - along] - near[1 - along]) <= NEAR * unit
        ]
        others = [thing for thing in things if thing.kind != "group" and thing not in at]
        is_open = all(gap_between(thing.bbox, _spot(far)) > OPEN * unit for thing in others)
        if len(at) == 1 and is_open and any(_passes(thing, start, end, along) for thing in others):
            return at[0]
    return None


def _spot(point: Point) -> Box:
    return (*point, *point)


def _passes(thing: Thing, start: Point, end: Point, along: int) -> bool:
    """Whether a line runs through a thing from side to side."""
    across = 1 - along
    box = thing.bbox
    within = box[across] < start[across] < box[across + 2]
    return thing.kind == "box" and within and start[along] < box[along] and box[along + 2] < end[along]


def _drawn_alike(a: Connector, b: Connector, along: int) -> bool:
    ends = [sorted((line.points[0][along], line.points[-1][along])) for line in (a, b)]
    level = all(abs(p - q) <= ALIKE for p, q in zip(*ends, strict=True))
    return level and a.dashed == b.dashed and a.color == b.color


def _is_in_row(thing: Thing, name: Thing, along: int) -> bool:
    """Whether a free text stands level with a name, in type as large."""
    level = abs(thing.middle[along] - name.middle[along]) < 1.0
    return thing.kind == "text" and level and abs(thing.blocks[0].size - name.blocks[0].size) < 0.5
