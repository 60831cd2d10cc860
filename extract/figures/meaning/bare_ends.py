"""What the flow ends with that has no name, or is called a mask: the only such box of a network is its output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.linked_parts import linked_parts
from extract.figures.lines.links import Link
from extract.figures.meaning.as_map import Meanings
from extract.figures.meaning.naming import MASK
from extract.figures.things.things import Thing

LEVELS = frozenset({"parallelogram", "circle", "ellipse", "volume"})
"""Forms that maps of a pyramid are drawn in: slanted sheets, and nodes of its graph; volumes are told by their row."""


def with_bare_ends(nodes: Sequence[Thing], links: Sequence[Link], meanings: Meanings) -> Meanings:
    """The meanings, where what ends a network and has no name is its output; so is a mask that the flow ends with.

    Several ends of a network are levels that are handed on, and so are those of others in such a figure.

    Args:
        nodes: things that may be nodes.
        links: the edges between them.
        meanings: the operations of each.
    """
    entered = {link.target for link in links if link.source in meanings}
    left = {link.source for link in links if link.target in meanings}
    bare = {
        thing.id
        for thing in nodes
        if thing.id in entered - left
        and thing.kind in ("box", "sign")
        and not thing.text
        and (thing.shape is None or thing.shape.kind not in LEVELS)
        and [operation.op for operation in meanings.get(thing.id, ())] == ["feature_map"]
    }
    masks = {
        i
        for i, found in meanings.items()
        if i in entered - left
        and [(each.op, bool(each.attrs)) for each in found] == [("mask", False)]
        and MASK.search(found[0].label)
    }
    parts = linked_parts(meanings, links) if bare else []
    if any(len(bare.intersection(part)) > 1 for part in parts):
        bare = set()
    bare |= masks
    return {i: (replace(found[0], op="output"),) if i in bare else found for i, found in meanings.items()}
