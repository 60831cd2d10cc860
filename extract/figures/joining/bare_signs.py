"""Circled signs without lines: they stand right behind what they join, and one behind the other."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.joining.beside import JOINS
from extract.figures.lines.links import Link
from extract.figures.lines.reading import Reading
from extract.figures.things.things import Thing
from extract.scene.geometry import gap_between, height

FEWEST = 2
"""Fewest things that a bare sign joins."""

BEHIND = 2.0
"""Greatest gap between a sign and what it joins, in sizes of text."""

NEXT = 0.8
"""Greatest gap between two signs in a row, in sizes of text."""

LEVEL = 0.25
"""How far the middles of two signs in a row lie from one level, in their heights."""


def at_bare_signs(
    things: Sequence[Thing], links: Sequence[Link], reading: Reading, unit: float
) -> list[Link]:
    """Links to signs that no line leads to, from what ends right before them, and from sign to sign.

    Args:
        things: all things.
        links: between them so far.
        reading: the direction of reading.
        unit: usual size of the figure's text, in points.
    """
    fed, used = {link.target for link in links}, {link.source for link in links}
    signs = [t for t in things if t.kind == "sign" and t.parsed.kind == "operations"]
    found: list[Link] = []
    for sign in signs:
        if sign.id in fed:
            continue
        if any(operation.op in JOINS for operation in sign.parsed.operations):
            ends = [t for t in things if t.kind == "box" and t.id in fed and t.id not in used]
            before = [t for t in ends if t.parent == sign.parent and _ends_before(t, sign, reading, unit)]
            if len(before) >= FEWEST:
                found.extend(Link(t.id, sign.id, sure=False) for t in before)
        else:
            behind = [t for t in signs if t.id not in used and _next_to(t, sign, reading, unit)]
            found.extend(Link(t.id, sign.id, sure=False) for t in behind[:1])
    return found


def _ends_before(thing: Thing, sign: Thing, reading: Reading, unit: float) -> bool:
    return (
        gap_between(thing.bbox, sign.bbox) <= BEHIND * unit and reading.along(thing.middle, sign.middle) > 0
    )


def _next_to(one: Thing, other: Thing, reading: Reading, unit: float) -> bool:
    """Whether a sign stands on a level with another one, right before it."""
    return (
        one is not other
        and one.parent == other.parent
        and abs(one.middle[1] - other.middle[1]) < LEVEL * height(other.bbox)
        and gap_between(one.bbox, other.bbox) <= NEXT * unit
        and reading.along(one.middle, other.middle) > 0
    )
