"""Ellipses: dots between two things stand for more of the same, and the flow passes over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.figures.likeness.units import is_dots
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing


def is_ellipsis(thing: Thing) -> bool:
    """Whether a free label is nothing but dots."""
    return thing.kind == "text" and is_dots(thing.text)


def over_ellipses(links: Sequence[Link], things: Sequence[Thing]) -> list[Link]:
    """The links with those over an ellipsis joined, and those that come from one left out.

    What leads to one with nothing behind it goes on as what is drawn does, unless all the flow goes there.
    """
    dots = {thing.id for thing in things if is_ellipsis(thing)}
    found = [link for link in links if link.source not in dots and link.target not in dots]
    for dot in dots:
        before = [link for link in links if link.target == dot]
        after = [link for link in links if link.source == dot]
        if not after:
            leaving = Counter(link.source for link in links)
            found.extend(link for link in before if leaving[link.source] == 1)
        found.extend(
            Link(a.source, b.target, a.pieces + b.pieces, sure=False)
            for a in before
            for b in after
            if a.source != b.target
        )
    return found
