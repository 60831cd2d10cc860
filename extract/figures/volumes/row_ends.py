"""Pictures at the ends of a row of volumes without arrows: what goes in, before the first, and what comes out."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.figures.volumes.volumes import Bodies
from extract.scene.geometry import height, overlap, width

FEWEST = 3
"""Fewest volumes of a row."""

LEVEL = 0.5
"""Least share of the lower one's height that a picture and the volume beside it have in common."""


def pictures_at_ends(bodies: Bodies, things: Sequence[Thing], links: Sequence[Link]) -> list[Link]:
    """Links from a picture to the first volume of a row, and from the last to one, where no line leads to either.

    Args:
        bodies: the volumes, from left to right.
        things: all things.
        links: between them, those along rows of volumes among them.
    """
    row = [things[i] for i in bodies.things]
    if len(row) < FEWEST or any(
        link.pieces for link in links if {link.source, link.target} <= set(bodies.things)
    ):
        return []
    linked = {i for link in links for i in (link.source, link.target)}
    pictures = [t for t in things if t.kind == "picture" and t.id not in linked and t.id not in bodies.things]
    first, last = row[0], row[-1]
    sources, targets = {link.source for link in links}, {link.target for link in links}
    found = []
    if first.id in sources - targets:
        before = [picture for picture in pictures if _follows(picture, first)]
        found += [Link(picture.id, first.id, sure=False) for picture in before if len(before) == 1]
    if last.id in targets - sources:
        behind = [picture for picture in pictures if _follows(last, picture)]
        found += [Link(last.id, picture.id, sure=False) for picture in behind if len(behind) == 1]
    return found


def _follows(a: Thing, b: Thing) -> bool:
    """Whether a thing stands right behind another, level with it and no farther than the wider of the two is wide."""
    gap = b.bbox[0] - a.bbox[2]
    near = max(width(a.bbox), width(b.bbox))
    return -0.3 * min(width(a.bbox), width(b.bbox)) <= gap <= near and _level(a, b)


def _level(a: Thing, b: Thing) -> bool:
    least = min(height(a.bbox), height(b.bbox))
    return overlap(a.bbox[1], a.bbox[3], b.bbox[1], b.bbox[3]) > LEVEL * least
