"""Inputs and outputs of a network's steps, unrolled or not, stay that where one's output is the next one's input."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from extract.figures.lines.linked_parts import ways_of
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.scene.geometry import height, width
from graph import Box

ALIKE = 0.15
"""By how much of their size things that are drawn at each step differ."""

PLACED = 4.0
"""By how much, in points, the way from a step's input to its cell differs from step to step."""


def fed_back(nodes: Sequence[Thing], links: Sequence[Link]) -> tuple[set[int], set[int]]:
    """Ids of inputs that another step's output leads to, and of outputs that lead to another step's input.

    A step is told by its likeness to one whose input nothing leads to, or whose output leads nowhere: it stands on
    its level and has the same way to, or from, a box of the same name. A network that is applied again and again may
    be drawn once, with the name of its output leading back to that of its input.

    Args:
        nodes: things that may be nodes.
        links: the edges between them.
    """
    things = {thing.id: thing for thing in nodes}
    before, after = ways_of(
        [
            link
            for link in links
            if link.source in things and link.target in things and link.source != link.target
        ]
    )
    free = [thing for thing in nodes if _may_be_end(thing)]
    inputs = _like(free, free, before, after, things)
    outputs = _like(free, free, after, before, things)
    loops = _loops(free, before, after, things)
    return inputs | {entry for _, entry in loops}, outputs | {end for end, _ in loops}


def _like(
    ends: Sequence[Thing],
    free: Sequence[Thing],
    beyond: Mapping[int, set[int]],
    inward: Mapping[int, set[int]],
    things: Mapping[int, Thing],
) -> set[int]:
    """Ids of what is at a later or earlier step what an end of the flow is at its own.

    Args:
        ends: what may be such an end.
        free: what may be like it.
        beyond: by a thing's id what lies on its outer side; an end has nothing there.
        inward: what lies on its other side, in the flow.
        things: by their ids.
    """
    found: set[int] = set()
    for end in ends:
        if beyond.get(end.id) or len(inward.get(end.id, ())) != 1:
            continue
        within = reached(end.id, inward)
        found.update(
            other.id
            for other in free
            if other.id in within
            and len(inward.get(other.id, ())) == 1
            and beyond.get(other.id)
            and _same_step(end, other, inward, things)
            and not any(_is_level(things[i], other) for i in beyond[other.id])
        )
    return found


def _loops(
    free: Sequence[Thing],
    before: Mapping[int, set[int]],
    after: Mapping[int, set[int]],
    things: Mapping[int, Thing],
) -> list[tuple[int, int]]:
    """Ids of free names of what comes out that lead back to nothing but the name of what goes in, with the latter's."""
    names = {thing.id for thing in free if thing.kind == "text"}
    return [
        (end, entry)
        for end in names
        for entry in after.get(end, set()) & names
        if after[end] == {entry} and before[entry] == {end} and end in reached(entry, after)
    ]


def _may_be_end(thing: Thing) -> bool:
    if thing.kind == "text":
        return not thing.title
    if thing.kind != "box" or (thing.shape is not None and thing.shape.kind == "volume"):
        return False
    return not thing.text or thing.parsed.kind == "variable"


def _is_level(a: Thing, b: Thing) -> bool:
    return abs(a.middle[1] - b.middle[1]) < 0.6 * max(height(a.bbox), height(b.bbox))


def _same_step(one: Thing, other: Thing, ways: Mapping[int, set[int]], things: Mapping[int, Thing]) -> bool:
    """Whether two things stand level, drawn alike, and are joined with boxes of one name in the same way."""
    if one.id == other.id or one.kind != other.kind or not _is_level(one, other):
        return False
    if one.kind == "box" and not (_near(one, other, width) and _near(one, other, height)):
        return False
    (a,), (b,) = (tuple(ways[thing.id]) for thing in (one, other))
    first, second = things[a], things[b]
    if a == b or not first.text or _name(first) != _name(second) or not _near(first, second, width):
        return False
    offsets = [
        (cell.middle[0] - end.middle[0], cell.middle[1] - end.middle[1])
        for end, cell in ((one, first), (other, second))
    ]
    (dx, dy), (ex, ey) = offsets
    return abs(dx - ex) <= PLACED and abs(dy - ey) <= PLACED and abs(dy) > abs(dx)


def _name(thing: Thing) -> str:
    """What a thing is called at all steps."""
    return thing.text[:1] if thing.parsed.kind == "variable" else thing.text


def _near(a: Thing, b: Thing, side: Callable[[Box], float]) -> bool:
    one, other = side(a.bbox), side(b.bbox)
    return abs(one - other) <= ALIKE * max(one, other)


def reached(start: int, after: Mapping[int, set[int]]) -> set[int]:
    """Ids of all that lies behind a thing in the flow."""
    seen: set[int] = set()
    queue = [start]
    while queue:
        for i in after.get(queue.pop(), ()):
            if i not in seen:
                seen.add(i)
                queue.append(i)
    return seen
