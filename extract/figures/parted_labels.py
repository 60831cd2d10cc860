"""Labels that a level line parts: what stands over it and what stands under it are two lines of one label."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.figures.things import Thing
from extract.labels import parse_label
from extract.scene.geometry import Point, overlap
from extract.scene.model import Connector

APART = 1.8
"""Greatest gap between the two lines of a label, in sizes of text."""

OFF = 1.0
"""How far their middles may lie apart where they don't begin at one place, in sizes of text."""

LEVEL = 0.2
"""Greatest rise of a level line, in its run."""

UNDER = 0.6
"""Least share of a label's width that the line runs along."""


def join_parted(things: Sequence[Thing], connectors: Sequence[Connector], unit: float) -> None:
    """Puts the words under a line to those over it, and takes them out of play."""
    texts = [
        thing
        for thing in things
        if thing.kind == "text"
        and not thing.title
        and len(thing.blocks) == 1
        and abs(thing.blocks[0].direction[0]) > 0.9
        and parse_label(thing.text, role="arrow").kind in ("operations", "block")
    ]
    level = [
        (a, b)
        for connector in connectors
        for a, b in pairwise(connector.points)
        if abs(b[1] - a[1]) <= LEVEL * abs(b[0] - a[0])
    ]
    for over in texts:
        below = [
            under
            for under in texts
            if not under.title
            and _aligned(over, under, unit)
            and any(_parts(a, b, over, under) for a, b in level)
        ]
        if over.title or len(below) != 1:
            continue
        (under,) = below
        over.text = f"{over.text} {under.text}"
        over.blocks = (*over.blocks, *under.blocks)
        over.parsed = parse_label(over.text, role="arrow")
        under.set_aside()


def _aligned(over: Thing, under: Thing, unit: float) -> bool:
    """Whether one text stands right below the other and both are centred, or begin, at one place."""
    gap = under.bbox[1] - over.bbox[3]
    if not 0 <= gap <= APART * unit or over.parent != under.parent:
        return False
    if abs(over.blocks[0].size - under.blocks[0].size) > 0.1 * over.blocks[0].size:
        return False
    return (
        abs(over.middle[0] - under.middle[0]) <= OFF * unit or abs(over.bbox[0] - under.bbox[0]) <= 0.2 * unit
    )


def _parts(a: Point, b: Point, over: Thing, under: Thing) -> bool:
    """Whether a piece of a line runs between two texts, along most of both."""
    left, right = sorted((a[0], b[0]))
    middle = (a[1] + b[1]) / 2
    return over.middle[1] < middle < under.middle[1] and all(
        overlap(left, right, text.bbox[0], text.bbox[2]) > UNDER * (text.bbox[2] - text.bbox[0])
        for text in (over, under)
    )
