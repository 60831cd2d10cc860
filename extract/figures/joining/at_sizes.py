"""Lines that begin or end at a size printed right under, or over, a volume or box: they are that one's."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.lines.linked_parts import moved
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.scene.geometry import gap_between

NEAR = 1.5
"""Greatest gap between a size and its box, in sizes of text."""

EXTENTS = 2
"""Fewest extents of a size that is no mere count."""


def at_sizes(links: Sequence[Link], things: Sequence[Thing], unit: float) -> list[Link]:
    """The links with those of a size moved to the box that it is the size of.

    Args:
        links: between things.
        things: all things.
        unit: usual size of text in points.
    """
    ends = {i for link in links for i in (link.source, link.target)}
    joined = {frozenset((link.source, link.target)) for link in links}
    own: dict[int | None, int] = {}
    for size in things:
        if size.id not in ends or not _is_size(size):
            continue
        near = sorted(
            (gap, box.id)
            for box in things
            if box.kind in ("box", "picture")
            and box.bbox[0] <= size.middle[0] <= box.bbox[2]
            and not box.bbox[1] < size.middle[1] < box.bbox[3]
            and (gap := gap_between(size.bbox, box.bbox)) <= NEAR * unit
        )
        if len(near) == 1 and frozenset((size.id, near[0][1])) not in joined:
            own[size.id] = near[0][1]
    return [
        link for link in moved(links, own) if link.source != link.target or link.source not in own.values()
    ]


def _is_size(thing: Thing) -> bool:
    """Whether a thing is a free text that prints the extents of a tensor."""
    shape = thing.parsed.operations[0].output_shape if thing.parsed.operations else None
    return (
        thing.kind == "text"
        and not thing.title
        and thing.parsed.kind == "tensor"
        and shape is not None
        and len(shape) >= EXTENTS
    )
