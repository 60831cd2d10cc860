"""Layers sketched side by side under a row of names: each name is a node, whatever is drawn below it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.figures.lines.links import Link
from extract.figures.names.column_heads import FEWEST, NAME
from extract.figures.things.things import Thing
from extract.scene.geometry import box_area, centre, common, overlap
from extract.scene.model import Connector


def sketched_layers(things: Sequence[Thing], connectors: Sequence[Connector]) -> list[Link]:
    """The links between names of layers whose drawings are piles of sheets or circles; none in other figures.

    The names stand in one row over or under all that is drawn, nothing drawn has a text or an arrow's head, and
    each name has its share of the drawing, one of them a pile.
    """
    if any(line.headed or line.block for line in connectors):
        return []
    drawn = [thing for thing in things if thing.kind != "text"]
    if any(thing.text for thing in drawn):
        return []
    names = [
        thing
        for thing in things
        if thing.kind == "text"
        and thing.parsed.kind in ("operations", "terminal")
        and len(thing.parsed.operations) == 1
        and NAME.search(thing.text)
    ]
    if len(names) < FEWEST or not all(_beside(names[0], name) for name in names):
        return []
    top, bottom = min(name.bbox[1] for name in names), max(name.bbox[3] for name in names)
    if not (all(t.bbox[1] >= bottom - 1 for t in drawn) or all(t.bbox[3] <= top + 1 for t in drawn)):
        return []
    names.sort(key=lambda name: name.bbox[0])
    shares: dict[int, list[Thing]] = {name.id: [] for name in names}
    for thing in drawn:
        nearest = min(names, key=lambda name: abs(centre(name.bbox)[0] - thing.middle[0]))
        shares[nearest.id].append(thing)
    if not all(shares.values()) or not any(_pile(share) for share in shares.values()):
        return []
    return [Link(a.id, b.id, sure=False) for a, b in pairwise(names)]


def _beside(a: Thing, b: Thing) -> bool:
    """Whether two names stand in one row."""
    least = min(a.bbox[3] - a.bbox[1], b.bbox[3] - b.bbox[1])
    return overlap(a.bbox[1], a.bbox[3], b.bbox[1], b.bbox[3]) > 0.5 * least


def _pile(things: Sequence[Thing]) -> bool:
    """Whether three sheets of one size lie over each other."""
    if any(t.shape is not None and t.shape.kind == "stack" and t.shape.parts >= 3 for t in things):
        return True
    return any(
        sum(
            abs(box_area(a.bbox) - box_area(b.bbox)) < 0.1 * box_area(a.bbox)
            and box_area(common(a.bbox, b.bbox)) > 0.1 * box_area(a.bbox)
            for b in things
        )
        >= 3
        for a in things
    )
