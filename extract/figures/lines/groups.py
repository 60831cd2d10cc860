"""Lines that lead to a group lead to what it holds: its first things, or come from its last."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.lines.links import Link
from extract.figures.lines.nesting import is_within
from extract.figures.things.things import Thing
from extract.scene.geometry import Point, distance


def members(group: int, things: Sequence[Thing]) -> list[Thing]:
    """The things within a group, at any depth, without inner groups."""
    return [thing for thing in things if thing.kind != "group" and is_within(things, thing.id, group)]


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
    busy = {link.source for link in plain}, {link.target for link in plain}
    found = list(plain)
    for link in links:
        if link in plain:
            continue
        sources, targets = (
            _ends(link, entering, links, things, nodes, busy[entering]) if _is_group(end, things) else [end]
            for entering, end in ((False, link.source), (True, link.target))
        )
        found.extend(
            Link(source, target, link.pieces, link.sure)
            for source in sources
            for target in targets
            if source != target and (source is not None or target is not None)
        )
    return found


def _is_group(thing: int | None, things: Sequence[Thing]) -> bool:
    return thing is not None and things[thing].kind == "group"


def _ends(
    link: Link,
    entering: bool,
    links: Sequence[Link],
    things: Sequence[Thing],
    nodes: set[int],
    busy: set[int | None],
) -> Sequence[int | None]:
    """The members of a group at which a line from outside arrives or leaves."""
    group, other = (link.target, link.source) if entering else (link.source, link.target)
    assert group is not None
    own = [thing for thing in members(group, things) if thing.id in nodes]
    free = [thing for thing in own if thing.id not in busy] or own
    if not free:
        return [None]
    point = _point(link, entering, things[other if other is not None else group])
    nearest = min(free, key=lambda thing: distance(thing.middle, point))
    return [nearest.id, *_branches(nearest, group, entering, links, own)]


def _branches(
    nearest: Thing,
    group: int,
    entering: bool,
    links: Sequence[Link],
    own: Sequence[Thing],
) -> list[int]:
    """Members that stand side by side with the one that a group's only line leads to: they share it."""
    lines = {
        tuple(id(piece) for piece in link.pieces)
        for link in links
        if (link.target if entering else link.source) == group
    }
    ids = {thing.id for thing in own}
    if len(lines) > 1 or any({link.source, link.target} <= ids for link in links):
        return []
    return [
        thing.id
        for thing in own
        if thing is not nearest and thing.kind == nearest.kind and thing.parent == group
    ]


def _point(link: Link, entering: bool, other: Thing) -> Point:
    """Where a link ends at a group, or where the other thing stands if no line is drawn."""
    if not link.pieces:
        return other.middle
    return link.pieces[-1].connector.points[-1] if entering else link.pieces[0].connector.points[0]
