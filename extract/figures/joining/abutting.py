"""Boxes that abut across the flow, each with its own way in, share what leaves their column where that is one way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from extract.figures.lines.groups import members
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.scene.geometry import overlap
from extract.scene.together import together

SAME = 1.0
"""How far apart two boxes may stand that abut, and how far their sides may lie aside, in points."""


def shared_exits(things: Sequence[Thing], links: Sequence[Link]) -> list[Link]:
    """Links from boxes of a column that nothing leaves to the one thing that arrows from the others lead to.

    Args:
        things: of a figure.
        links: between them; a column whose boxes lead to each other is no such one.
    """
    sources: dict[int, set[int]] = {}
    targets: dict[int, dict[int, Link]] = {}
    for link in links:
        if link.source is not None and link.target is not None:
            sources.setdefault(link.target, set()).add(link.source)
            targets.setdefault(link.source, {})[link.target] = link
    boxes = [
        thing for thing in things if thing.kind == "box" and thing.shape is not None and thing.id in sources
    ]
    # What leaves a frame leaves what it holds.
    framed = {inner.id for i in targets if things[i].kind == "group" for inner in members(i, things)}
    found: list[Link] = []
    for axis in (0, 1):
        pairs = ((a.id, b.id) for a, b in combinations(boxes, 2) if _abut(a, b, axis))
        for column in together((box.id for box in boxes), pairs):
            closed = [i for i in column if i not in targets and i not in framed]
            inner = any(sources[i] & set(column) for i in column)
            if len(column) < 2 or inner or not closed:
                continue
            onward = {
                target: link
                for i in column
                for target, link in targets.get(i, {}).items()
                if _leads_across(things[i], things[target], axis)
            }
            if len(onward) == 1:
                ((target, link),) = onward.items()
                found.extend(Link(i, target, link.pieces, link.sure) for i in closed)
    return found


def _abut(a: Thing, b: Thing, axis: int) -> bool:
    """Whether two boxes of one breadth stand against each other along an axis, 0 across and 1 down."""
    other = 1 - axis
    gap = -overlap(a.bbox[axis], a.bbox[axis + 2], b.bbox[axis], b.bbox[axis + 2])
    return abs(gap) <= SAME and all(abs(a.bbox[i] - b.bbox[i]) <= SAME for i in (other, other + 2))


def _leads_across(box: Thing, target: Thing, axis: int) -> bool:
    """Whether a thing lies beside the column that a box stands in."""
    other = 1 - axis
    return overlap(box.bbox[other], box.bbox[other + 2], target.bbox[other], target.bbox[other + 2]) <= 0
