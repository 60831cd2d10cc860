"""Layers sketched side by side under a row of names: each name is a node, whatever is drawn below it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.figures.lines.links import Link
from extract.figures.names.column_heads import FEWEST, NAME
from extract.figures.things.things import Thing
from extract.labels import ParsedLabel, ParsedOperation
from extract.scene.geometry import box_area, centre, common, overlap
from extract.scene.model import Connector


def sketched_layers(things: Sequence[Thing], connectors: Sequence[Connector]) -> list[Link]:
    """The links between names of layers whose drawings are piles of sheets or circles; none in other figures.

    The names stand in one row over or under all that is drawn, nothing drawn has a text or an arrow's head, and
    each name has its share of the drawing, one of them a pile. Words and sizes may stand amid the drawing. Where the
    first name is none of a layer, it is that of the data.
    """
    if any(line.headed or line.block for line in connectors):
        return []
    drawn = [thing for thing in things if thing.kind != "text"]
    if any(thing.text for thing in drawn):
        return []
    names = _row(things, drawn)
    shares: dict[int, list[Thing]] = {name.id: [] for name in names}
    for thing in drawn if names else ():
        nearest = min(names, key=lambda name: abs(centre(name.bbox)[0] - thing.middle[0]))
        shares[nearest.id].append(thing)
    if not names or not all(shares.values()) or not any(_pile(share) for share in shares.values()):
        return []
    first = names[0]
    if first.parsed.kind in ("block", "tensor"):
        data = ParsedOperation("input", label=first.text)
        first.parsed = ParsedLabel(first.text, (data,), "terminal", first.parsed.confidence)
    return [Link(a.id, b.id, sure=False) for a, b in pairwise(names)]


def _row(things: Sequence[Thing], drawn: Sequence[Thing]) -> list[Thing]:
    """The names, from the left, that stand on one level over or under all that is drawn; none where one is elsewhere."""
    texts = [thing for thing in things if thing.kind == "text" and NAME.search(thing.text)]
    layers = [text for text in texts if text.parsed.kind == "operations"]
    row: list[Thing] = []
    for side in (-1, 1):
        beyond = [text for text in texts if all(_past(text, thing, side) for thing in drawn)]
        if len(beyond) > len(row):
            row = beyond
    if len(row) < FEWEST or not all(_beside(row[0], name) for name in row):
        return []
    row.sort(key=lambda name: name.bbox[0])
    named = [name for name in row if name.parsed.kind in ("operations", "terminal")]
    if len(named) < len(row) - (row[0] not in named) or any(layer not in row for layer in layers):
        return []
    return row


def _past(text: Thing, thing: Thing, side: int) -> bool:
    """Whether a text stands over a thing (-1) or under it (1)."""
    return text.bbox[3] <= thing.bbox[1] + 1 if side < 0 else text.bbox[1] >= thing.bbox[3] - 1


def _beside(a: Thing, b: Thing) -> bool:
    """Whether two names stand in one row."""
    least = min(a.bbox[3] - a.bbox[1], b.bbox[3] - b.bbox[1])
    return overlap(a.bbox[1], a.bbox[3], b.bbox[1], b.bbox[3]) > 0.5 * least


def _pile(things: Sequence[Thing]) -> bool:
    """Whether three sheets of one size lie over each other, or one behind the other."""
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
