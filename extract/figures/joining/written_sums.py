"""A plus that is written between two boxes, without lines: what leaves the second box is of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.scene.geometry import height

NEAR = 1.6
"""Greatest gap between the plus and either box, in sizes of text."""

LEVEL = 0.5
"""How far the middles of both boxes may lie from that of the plus, in its heights."""


def at_written_sums(things: Sequence[Thing], links: Sequence[Link], unit: float) -> list[Link]:
    """The links, with those that leave the second of two boxes with a plus between put on the plus.

    Args:
        things: all things.
        links: between them so far.
        unit: usual size of the figure's text, in points.
    """
    found = list(links)
    for sign in things:
        linked = any(sign.id in (link.source, link.target) for link in found)
        if sign.kind != "text" or sign.text != "+" or sign.title or linked:
            continue
        pair = _first_and_second(sign, things, unit)
        if pair is None:
            continue
        first, second = pair
        if any({link.source, link.target} == {first, second} for link in found):
            continue
        if any(link.source == first for link in found) or not any(link.source == second for link in found):
            continue
        found = [replace(link, source=sign.id) if link.source == second else link for link in found]
        found += [Link(first, sign.id, sure=False), Link(second, sign.id, sure=False)]
    return found


def _first_and_second(sign: Thing, things: Sequence[Thing], unit: float) -> tuple[int, int] | None:
    """The box right before a plus and the one right behind it, on its level."""
    level = [
        box
        for box in things
        if box.kind == "box" and abs(box.middle[1] - sign.middle[1]) <= LEVEL * height(sign.bbox)
    ]
    before = [box for box in level if 0 <= sign.bbox[0] - box.bbox[2] <= NEAR * unit]
    behind = [box for box in level if 0 <= box.bbox[0] - sign.bbox[2] <= NEAR * unit]
    return (before[0].id, behind[0].id) if len(before) == len(behind) == 1 else None
