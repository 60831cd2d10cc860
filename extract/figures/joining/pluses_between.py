"""A plus printed between two boxes of a row, without a line: both go in there, and what the second led to comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.joining.beside import JOINS
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.scene.geometry import height

NEAR = 1.2
"""Greatest gap between a plus and the boxes at its sides, in sizes of text."""

LEVEL = 0.15
"""How far the middles of the boxes may lie from the level of the plus, in their heights."""


def at_pluses(things: Sequence[Thing], links: Sequence[Link], unit: float) -> list[Link]:
    """The links, with those into such a plus, from which lead those of the box behind it.

    The box before it leads nowhere else, and into the one behind it nothing leads: without the plus both are ends.

    Args:
        things: all things.
        links: between them so far.
        unit: usual size of the figure's text, in points.
    """
    found = list(links)
    for plus in things:
        if plus.kind != "text" or plus.title or plus.text != "+" or not _joins(plus):
            continue
        used = {link.source for link in found}
        fed = {link.target for link in found}
        if plus.id in used | fed:
            continue
        before, behind = _beside(plus, things, unit, -1), _beside(plus, things, unit, 1)
        if before is None or behind is None or before.id in used:
            continue
        if behind.id in fed or behind.id not in used:
            continue
        found = [replace(link, source=plus.id) if link.source == behind.id else link for link in found]
        found += [Link(box.id, plus.id, sure=False) for box in (before, behind)]
    return found


def _joins(plus: Thing) -> bool:
    return any(operation.op in JOINS for operation in plus.parsed.operations)


def _beside(plus: Thing, things: Sequence[Thing], unit: float, side: int) -> Thing | None:
    """The box level with a plus, right before it (-1) or behind it (1)."""
    x, y = plus.middle
    offers = [
        (gap, box.id)
        for box in things
        if box.kind == "box" and box.text and abs(box.middle[1] - y) <= LEVEL * height(box.bbox)
        if (box.middle[0] - x) * side > 0
        if (gap := box.bbox[0] - plus.bbox[2] if side > 0 else plus.bbox[0] - box.bbox[2]) <= NEAR * unit
    ]
    return things[min(offers)[1]] if offers else None
