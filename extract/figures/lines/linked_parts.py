"""Things that hang together by links, what leads to each and from it, and links moved to other things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.figures.lines.links import Link
from extract.scene.together import together


def linked_parts(ids: Iterable[int], links: Iterable[Link]) -> list[list[int]]:
    """Ids of things grouped by the links between them, in the order given; what links lead to besides joins nothing."""
    known = dict.fromkeys(ids)
    return together(
        known,
        (
            (link.source, link.target)
            for link in links
            if link.source is not None
            and link.target is not None
            and {link.source, link.target} <= known.keys()
        ),
    )


def ways_of(links: Sequence[Link]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """By a thing's id the ids of what leads to it, and of what it leads to; open ends are left out."""
    before: dict[int, set[int]] = {}
    after: dict[int, set[int]] = {}
    for link in links:
        if link.source is not None and link.target is not None:
            after.setdefault(link.source, set()).add(link.target)
            before.setdefault(link.target, set()).add(link.source)
    return before, after


def moved(links: Sequence[Link], own: Mapping[int | None, int]) -> list[Link]:
    """The links, those of a label at the thing that it belongs to (`own`: that thing's id by the label's)."""
    return [
        replace(link, source=own.get(link.source, link.source), target=own.get(link.target, link.target))
        for link in links
    ]
