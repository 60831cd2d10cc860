"""Groups whose frames stand against each other without a line: what comes out of one goes into the next."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.lines.groups import members
from extract.figures.lines.links import Link
from extract.figures.lines.reading import Reading
from extract.figures.things.things import Thing

APART = 0.7
"""Greatest gap between the frames, in sizes of text."""

ALIGNED = 0.7
"""How far the sides of two frames that follow each other may lie apart, in sizes of text."""


def touching_groups(
    things: Sequence[Thing], links: Sequence[Link], reading: Reading, unit: float
) -> list[Link]:
    """Links from the last things of a group to the first of the one that it stands against.

    Only where nothing drawn leads out of the one or into the other.
    """
    groups = [thing for thing in things if thing.kind == "group"]
    found: list[Link] = []
    for i, a in enumerate(groups):
        for b in groups[i + 1 :]:
            if a.parent != b.parent or not _against(a, b, unit):
                continue
            first, second = reading.ordered(a, b)
            before, after = _inner(first, things), _inner(second, things)
            leaves = any(link.source in before and link.target not in before for link in links)
            arrives = any(link.target in after and link.source not in after for link in links)
            linked = [{link.source, link.target} & group for group in (before, after) for link in links]
            if leaves or arrives or not any(linked):
                continue
            ends = [i for i in _boxes(before, things) if all(link.source != i for link in links)]
            starts = [i for i in _boxes(after, things) if all(link.target != i for link in links)]
            found.extend(Link(source, target, sure=False) for source in ends for target in starts)
    return found


def _against(a: Thing, b: Thing, unit: float) -> bool:
    """Whether two frames of one width follow each other upright, or of one height level, with hardly a gap."""
    for low, high in ((0, 2), (1, 3)):
        gap = max(a.bbox[low], b.bbox[low]) - min(a.bbox[high], b.bbox[high])
        sides = (abs(a.bbox[side] - b.bbox[side]) for side in (1 - low, 5 - high))
        if -0.1 * unit <= gap <= APART * unit and max(sides) <= ALIGNED * unit:
            return True
    return False


def _inner(group: Thing, things: Sequence[Thing]) -> set[int | None]:
    """Ids of a group and of what it holds."""
    return {group.id, *(thing.id for thing in members(group.id, things))}


def _boxes(inner: set[int | None], things: Sequence[Thing]) -> list[int]:
    """Ids of the labelled boxes and signs among things."""
    return [
        thing.id for thing in things if thing.id in inner and thing.kind in ("box", "sign") and thing.text
    ]
