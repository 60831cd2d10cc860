"""Prose beside a network: boxes of sentences or formulas that no line leads to, and texts that only an arrow joins."""

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

PAIR = 2
"""Most texts of a part that only says how to read: a chain of more is a network of names."""

WORD = re.compile(r"[^\W\d_]{2,}")


def without_prose(things: Sequence[Thing], links: Sequence[Link], nodes: Collection[int]) -> set[int]:
    """The nodes without the parts that say something of a drawn network beside them.

    Such a part has no line and all its boxes print prose, or it is nothing but texts that name no operation: an arrow
    from one heading of a table's columns to the next says how to read them.

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
    said = [
        part
        for part in parts
        if _is_said(part, things) or (not drawn & set(part) and _is_prose(part, things))
    ]
    return known - {i for part in said for i in part}


def _is_prose(part: Sequence[int], things: Sequence[Thing]) -> bool:
    return all(things[i].kind == "box" and len(WORD.findall(things[i].text)) >= WORDS for i in part)


def _is_said(part: Sequence[int], things: Sequence[Thing]) -> bool:
    plain = all(things[i].kind == "text" and things[i].parsed.kind != "operations" for i in part)
    return plain and len(part) <= PAIR
