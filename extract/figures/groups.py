"""Lines that lead to a group lead to what it holds: its first things, or come from its last."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.links import Link
from extract.figures.things import Thing
from extract.scene.geometry import Point, distance


def members(group: int, things: Sequence[Thing]) -> list[Thing]:
    """The things within a group, at any depth, without inner groups."""
    found = []
    for thing in things:
        if thing.kind == "group":
            continue
        parent = thing.parent
        while parent is not None and parent != group:
            parent = things[parent].parent
        if parent == group:
            found.append(thing)
    return found


def resolved(links: Sequence[Link], things: Sequence[Thing], nodes: set[int]) -> list[Link]:
    """The links with groups replaced by the first or last of their members.

    Args:
        links: between things and groups.
        things: all things.
        nodes: ids of the things that become nodes.
    """
    plain = [
        link for link in links if not _is_group(link.source, things) and not _is_group(link.target, things)
    ]
    targets = {link.target for link in plain}
    sources = {link.source for link in plain}
    found = list(plain)
    for link in links:
        if link in plain:
            continue
        source, target = link.source, link.target
        if source is not None and things[source].kind == "group":
            source = _end(source, things, nodes, plain, sources, _first_point(link))
        if target is not None and things[target].kind == "group":
            target = _end(target, things, nodes, plain, targets, _last_point(link))
        if source != target and (source is not None or target is not None):
            found.append(Link(source, target, link.pieces, link.sure))
    return found


def _is_group(thing: int | None, things: Sequence[Thing]) -> bool:
    return thing is not None and things[thing].kind == "group"


def _end(
    group: int,
    things: Sequence[Thing],
    nodes: set[int],
    links: Sequence[Link],
    busy: set[int | None],
    point: Point,
) -> int | None:
    """The member of a group at which a line from outside arrives or leaves."""
    own = [thing for thing in members(group, things) if thing.id in nodes]
    free = [thing for thing in own if thing.id not in busy] or own
    if not free:
        return None
    return min(free, key=lambda thing: distance(thing.middle, point)).id


def _first_point(link: Link) -> Point:
    return link.pieces[0].connector.points[0] if link.pieces else (0.0, 0.0)


def _last_point(link: Link) -> Point:
    return link.pieces[-1].connector.points[-1] if link.pieces else (0.0, 0.0)
