"""Small drawings beside a network: marks without words that plain lines join are a skeleton, a graph, a cube."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.scene.together import together

FEWEST = 3
"""Fewest named things of what is the network, so that what has no name stands beside it."""


def without_sketches(things: Sequence[Thing], links: Sequence[Link], nodes: Collection[int]) -> set[int]:
    """The nodes without those of parts that have no word, and no arrow, beside a part that has names.

    Args:
        things: all things.
        links: between them, by their ids.
        nodes: ids of what may be a node.
    """
    pairs = [
        (link.source, link.target)
        for link in links
        if link.source is not None and link.target is not None and {link.source, link.target} <= set(nodes)
    ]
    parts = together(list(nodes), pairs)
    if not any(sum(bool(things[i].text) for i in part) >= FEWEST for part in parts):
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
        or any(things[j].text or things[j].kind != "box" or things[j].parts or j in pointed for j in part)
        or any(_is_body(things[j]) for j in part)
    }


def _is_body(thing: Thing) -> bool:
    return thing.shape is not None and thing.shape.kind in ("volume", "parallelogram")
