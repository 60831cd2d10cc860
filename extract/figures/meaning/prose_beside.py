"""Boxes of prose beside a network: what prints sentences or formulas, and has no line, says something of the network."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from extract.figures.lines.linked_parts import linked_parts
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing

WORDS = 7
"""Fewest words of a box that explains rather than names."""

FEWEST = 3
"""Fewest things that lines join in what is the network."""

WORD = re.compile(r"[^\W\d_]{2,}")


def without_prose(things: Sequence[Thing], links: Sequence[Link], nodes: Collection[int]) -> set[int]:
    """The nodes without parts that no line leads to, and each of whose boxes prints prose, beside a drawn network.

    Args:
        things: all things.
        links: between them, by their ids.
        nodes: ids of what may be a node.
    """
    known = set(nodes)
    within = [link for link in links if link.source in known and link.target in known]
    drawn = {i for link in within if link.pieces for i in (link.source, link.target)}
    parts = linked_parts(known, within)
    if not any(len(drawn & set(part)) >= FEWEST for part in parts):
        return known
    return {
        i for part in parts for i in part if drawn & set(part) or not all(_is_prose(things[j]) for j in part)
    }


def _is_prose(thing: Thing) -> bool:
    return thing.kind == "box" and len(WORD.findall(thing.text)) >= WORDS
