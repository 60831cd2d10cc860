"""Ellipses: dots between two things stand for more of the same, and the flow passes over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.likeness.units import is_dots
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.scene.geometry import gap_between, holds

REACH = 2.5
"""Farthest behind the dots that the box stands to which they lead on, in the size of their type."""


def is_ellipsis(thing: Thing) -> bool:
    """Whether a free label is nothing but dots."""
    return thing.kind == "text" and is_dots(thing.text)


def over_ellipses(links: Sequence[Link], things: Sequence[Thing]) -> list[Link]:
    """The links with those over an ellipsis joined, and those that come from one left out.

    What leads to one with nothing behind it goes on to the box that stands right behind the dots and that nothing else
    leads to, or as what is drawn does, unless all the flow goes there.
    """
    dots = {thing.id for thing in things if is_ellipsis(thing)}
    found = [link for link in links if link.source not in dots and link.target not in dots]
    for dot in dots:
        before = [link for link in links if link.target == dot]
        after = [link for link in links if link.source == dot]
        beyond = _beyond(things[dot], before, links, things) if before and not after else None
        if beyond is not None:
            found.extend(replace(link, target=beyond, sure=False) for link in before)
        elif not after:
            leaving = Counter(link.source for link in links)
            found.extend(link for link in before if leaving[link.source] == 1)
        found.extend(
            Link(a.source, b.target, a.pieces + b.pieces, sure=False)
            for a in before
            for b in after
            if a.source != b.target
        )
    return found


def _beyond(
    dots: Thing, before: Sequence[Link], links: Sequence[Link], things: Sequence[Thing]
) -> int | None:
    """The box right behind dots in the way of what leads to them, where nothing else leads to it; None for none."""
    sources = [things[link.source] for link in before if link.source is not None]
    fed = {link.target for link in links}
    x, y = dots.middle
    reach = REACH * max((block.size for block in dots.blocks), default=0.0)
    offers = []
    for box in things:
        near = box.kind in ("box", "picture", "sign") and box.id not in fed
        if not near or (gap := gap_between(dots.bbox, box.bbox)) > reach:
            continue
        for at in (0, 1):
            across = (x, box.middle[1]) if at else (box.middle[0], y)
            side = box.middle[at] - dots.middle[at]
            ahead = all((dots.middle[at] - source.middle[at]) * side > 0 for source in sources)
            if ahead and holds(box.bbox, across) and not holds(box.bbox, dots.middle):
                offers.append((gap, box.id))
    return min(offers)[1] if len({box for _, box in offers}) == 1 else None
