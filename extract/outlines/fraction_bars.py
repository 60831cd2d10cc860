"""Fractions among outlined characters: a level bar with characters above and below it is no character itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph import Box

FLAT = 0.2
"""Greatest height of a bar in its length."""

NEAR = 0.8
"""Greatest gap between a bar and its characters, in their height."""

REACH = 0.25
"""How far characters may reach beyond the bar at either side, in their height."""

LONG = 4.0
"""Greatest length of a bar in the height of its characters, for each character that it bears."""

BEYOND = (1.2, 0.8)
"""Greatest length of a bar: in that of the longer of its sides, and what is added in the height of its characters."""


@dataclass(frozen=True, slots=True)
class Fraction:
    """A bar and what stands at its two sides.

    Attributes:
        bar: place of the bar.
        above, below: places of the characters of numerator and denominator.
    """

    bar: int
    above: tuple[int, ...]
    below: tuple[int, ...]


def fractions_of(boxes: Mapping[int, Box], strokes: Mapping[int, Box]) -> list[Fraction]:
    """The fractions among characters, each of which belongs to one at most.

    Args:
        boxes: of characters, bars among them.
        strokes: of level lines, which are bars too where characters stand so.
    """
    found: list[Fraction] = []
    taken: set[int] = set()
    flat = {i: box for i, box in boxes.items() if box[3] - box[1] < FLAT * (box[2] - box[0])}
    others = [i for i in boxes if i not in flat]
    bars = {**strokes, **flat}
    for bar, box in sorted(bars.items(), key=lambda each: each[1][2] - each[1][0]):
        held = [i for i in others if i not in taken and _within(boxes[i], box)]
        above = _beside(boxes, box, [i for i in held if boxes[i][3] <= box[1] + 0.2])
        below = _beside(boxes, box, [i for i in held if boxes[i][1] >= box[3] - 0.2])
        if above and below and _is_as_long(box, [boxes[i] for i in above], [boxes[i] for i in below]):
            taken.update(above, below)
            found.append(Fraction(bar, above, below))
    return found


def _is_as_long(bar: Box, above: Sequence[Box], below: Sequence[Box]) -> bool:
    """Whether a bar is as long as the longer of its sides: the rule between two cells is longer."""
    height = max(box[3] - box[1] for box in (*above, *below))
    longest = max(max(b[2] for b in side) - min(b[0] for b in side) for side in (above, below))
    return bar[2] - bar[0] <= BEYOND[0] * longest + BEYOND[1] * height


def _within(box: Box, bar: Box) -> bool:
    reach = REACH * (box[3] - box[1])
    return bar[0] - reach <= box[0] and box[2] <= bar[2] + reach


def _beside(boxes: Mapping[int, Box], bar: Box, near: Sequence[int]) -> tuple[int, ...]:
    """The characters next to a bar at one side of it; none where the bar is too long for them."""
    x0, y0, x1, y1 = bar
    found = [i for i in near if max(boxes[i][1] - y1, y0 - boxes[i][3]) <= NEAR * (boxes[i][3] - boxes[i][1])]
    height = max((boxes[i][3] - boxes[i][1] for i in found), default=0.0)
    if x1 - x0 > LONG * height * len(found):
        return ()
    return tuple(sorted(found, key=lambda i: boxes[i][0]))
