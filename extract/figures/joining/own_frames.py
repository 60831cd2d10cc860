"""Lines that cross a frame: what comes out of it does not lead back into it, what comes in does not begin in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.groups import members
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing


def without_own_frames(links: Sequence[Link], things: list[Thing]) -> list[Link]:
    """The links without those between a group and what it holds; what forks within it gets an input without a name.

    Args:
        links: between things and groups.
        things: all things; inputs are added.
    """
    held = {
        thing.id: {own.id for own in members(thing.id, things)} for thing in things if thing.kind == "group"
    }
    found = []
    entering: dict[tuple[int, int], list[Link]] = {}
    for link in links:
        if link.source in held and link.target in held[link.source] and link.pieces:
            entering.setdefault((link.source, link.pieces[0].connector.id), []).append(link)
        elif not (link.target in held and link.source in held[link.target]):
            found.append(link)
    for own in entering.values():
        if len({link.target for link in own}) < 2:
            continue
        x, y = own[0].pieces[0].connector.points[0]
        start = Thing(len(things), "text", ((x, y),) * 3, (x - 1, y - 1, x + 1, y + 1))
        things.append(start)
        found.extend(replace(link, source=start.id) for link in own)
    return found
