"""Lines that cross a frame: what comes out of it does not lead back into it, what comes in does not begin in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.groups import members
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.scene.geometry import Point

RIM = 0.8
"""Farthest that a line begins within the rim that it comes in over, in sizes of text."""


def without_own_frames(links: Sequence[Link], things: list[Thing]) -> list[Link]:
    """The links without those between a group and what it holds; what forks within it begins at what leads to the group.

    Where nothing leads to the group, it begins at an input without a name.

    Args:
        links: between things and groups.
        things: all things; inputs are added.
    """
    held = {
        thing.id: {own.id for own in members(thing.id, things)} for thing in things if thing.kind == "group"
    }
    found = []
    entering: dict[tuple[int, int, int], list[Link]] = {}
    for link in links:
        if link.source in held and link.target in held[link.source] and link.pieces:
            # A fork may be drawn as several lines that begin at one place.
            x, y = link.pieces[0].connector.points[0]
            entering.setdefault((link.source, round(x), round(y)), []).append(link)
        elif not (link.target in held and link.source in held[link.target]):
            found.append(link)
    for own in entering.values():
        if len({link.target for link in own}) < 2:
            continue
        group = own[0].source
        outer = led_to(group, found, things) if group is not None else []
        if outer:
            found = [link for link in found if link not in outer]
            found += [replace(link, target=each.target) for link in outer for each in own]
            continue
        x, y = own[0].pieces[0].connector.points[0]
        start = Thing(len(things), "text", ((x, y),) * 3, (x - 1, y - 1, x + 1, y + 1))
        things.append(start)
        found.extend(replace(link, source=start.id) for link in own)
    return found


def led_to(group: int, links: Sequence[Link], things: list[Thing]) -> list[Link]:
    """The links from things outside a group that end at its frame."""
    inside = {thing.id for thing in members(group, things)}
    return [
        link
        for link in links
        if link.target == group and link.source is not None and link.source not in inside
    ]


def frame_at(point: Point, things: Sequence[Thing], unit: float) -> int | None:
    """The group whose rim a place lies at, just within; None where there is none."""
    x, y = point
    for thing in things:
        x0, y0, x1, y1 = thing.bbox
        if thing.kind == "group" and 0 <= min(x - x0, x1 - x, y - y0, y1 - y) <= RIM * unit:
            return thing.id
    return None
