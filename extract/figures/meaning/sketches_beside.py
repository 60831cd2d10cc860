"""Small drawings beside a network: marks without words that plain lines join are a skeleton, a graph, a cube."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from extract.figures.lines.linked_parts import linked_parts
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing

FEWEST = 3
"""Fewest named things of what is the network, so that what has no name stands beside it."""

LARGER = 3
"""How many times as many things the network has, so that a part without words is none even where it has arrows."""


def without_sketches(things: Sequence[Thing], links: Sequence[Link], nodes: Collection[int]) -> set[int]:
    """The nodes without those of parts that have no word beside a part that has names.

    A part with an arrow, or with volumes, goes only where the one that has names is much larger: an arrow between two
    marks is a picture's own then, such as points of a plot, axes, or a sample of a legend.

    Args:
        things: all things.
        links: between them, by their ids.
        nodes: ids of what may be a node.
    """
    parts = linked_parts(nodes, links)
    named = [len(part) for part in parts if sum(bool(things[i].text) for i in part) >= FEWEST]
    if not named:
        return set(nodes)
    pointed = {
        i
        for link in links
        if (not link.pieces and link.sure)
        or any(piece.connector.head_start or piece.connector.head_end for piece in link.pieces)
        for i in (link.source, link.target)
    }
    return {
        i
        for part in parts
        for i in part
        if len(part) < 2
        or any(things[j].text or things[j].kind != "box" or things[j].parts for j in part)
        or (len(part) * LARGER > max(named) and any(j in pointed for j in part))
    }
