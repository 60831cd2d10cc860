"""Volumes that are left without a name where the others have theirs: named from their other side, or by a twin's name.

Of two branches that are drawn alike, one above the other, authors name the layers of one only.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.figures.volumes.shaped import shaped
from extract.labels import parse_label
from extract.scene.geometry import centre, same_size
from extract.scene.model import like
from graph import Box

FEWEST = 3
"""Fewest volumes with names that make of one without a volume that has lost its own."""

FEWEST_TWINS = 2
"""Fewest volumes of a branch that are drawn like those of another one."""

NEAR = 2.0
"""Farthest that a name stands over or under its volume, in sizes of text."""

ASIDE = 0.8
"""Farthest that the middle of a name lies from that of its volume, in sizes of text."""

LEVEL = 2.0
"""How far the middles of twins lie apart along one direction, in points."""

SAME = 0.05
"""How much the extents of twins differ."""


def name_left_volumes(volumes: Sequence[Thing], things: Sequence[Thing], unit: float) -> None:
    """Gives volumes that only print their sizes the name on their other side, or that of their twin.

    Args:
        volumes: of the figure, most with the operations that their names tell.
        things: all things; names that are given are set aside.
        unit: usual size of the figure's text in points.
    """
    named = [volume for volume in volumes if volume.parsed.kind == "operations"]
    left = [volume for volume in volumes if volume.parsed.kind in ("tensor", "empty")]
    if len(named) < FEWEST:
        return
    alike: dict[int, Thing] = {}
    for volume in left:
        shape = volume.parsed.operations[0].output_shape if volume.parsed.operations else None
        names = [thing for thing in things if _may_name(thing) and _stands_at(thing, volume, unit)]
        twins = [other for other in named if _are_twins(volume, other)]
        if len(names) == 1 and shape:
            volume.parsed = shaped(parse_label(names[0].text, role="box"), shape)
            volume.text = names[0].text
            names[0].set_aside()
        elif len(twins) == 1 and shape:
            alike[volume.id] = twins[0]
    if len(alike) >= FEWEST_TWINS:
        for volume in left:
            if volume.id in alike:
                volume.parsed = alike[volume.id].parsed


def _may_name(thing: Thing) -> bool:
    """Whether a thing is a free text that names an operation."""
    return thing.kind == "text" and not thing.title and thing.parsed.kind == "operations"


def _stands_at(text: Thing, volume: Thing, unit: float) -> bool:
    """Whether a text stands near over or under the middle of a volume."""
    gap = max(volume.bbox[1] - text.bbox[3], text.bbox[1] - volume.bbox[3])
    return abs(text.middle[0] - volume.middle[0]) <= ASIDE * unit and -0.3 * unit <= gap <= NEAR * unit


def _are_twins(one: Thing, other: Thing) -> bool:
    """Whether two volumes are drawn alike and stand over, or beside, each other."""
    if one.shape is None or other.shape is None:
        return False
    fills = one.shape.fill, other.shape.fill
    alike = fills[0] is not None and fills[1] is not None and like(fills[0], fills[1])
    return alike and stand_parallel(one.bbox, other.bbox)


def stand_parallel(one: Box, other: Box) -> bool:
    """Whether two boxes of one size stand over, or beside, each other."""
    offset = [abs(a - b) for a, b in zip(centre(one), centre(other), strict=True)]
    return min(offset) < LEVEL and same_size(one, other, SAME)
