"""Names over and under a row of volumes in turn: each stands at one of them, and each of them has one."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import centre, overlap, width
from graph import Box

NEAR = 4.5
"""Farthest that a name stands over or under its volume, in sizes of text."""

SHARED = 0.4
"""Least part of the narrower of a name and its volume that stands in the column of the other."""


def matched_names(stages: Sequence[Box], texts: Sequence[Thing], unit: float) -> dict[int, Thing]:
    """By the place of a stage the one name that stands over or under it; none where not each has one, and each text one.

    Of the stages that a name stands at it belongs to the one whose middle is nearest and that no other name is nearer to.

    Args:
        stages: of a row of volumes.
        texts: that may be names.
        unit: usual size of the figure's text in points.
    """
    offers = sorted(
        (abs(text.middle[0] - centre(stage)[0]), place, text.id, text)
        for place, stage in enumerate(stages)
        for text in texts
        if _stands_at(text.bbox, stage, unit)
    )
    found: dict[int, Thing] = {}
    used: set[int] = set()
    for _, place, number, text in offers:
        if place not in found and number not in used:
            found[place] = text
            used.add(number)
    left = {number for _, _, number, _ in offers} - used
    return found if len(found) == len(stages) and not left else {}


def _stands_at(text: Box, stage: Box, unit: float) -> bool:
    """Whether a text stands over or under a stage, in its column."""
    gap = max(stage[1] - text[3], text[1] - stage[3])
    column = overlap(text[0], text[2], stage[0], stage[2])
    return -0.3 * unit <= gap <= NEAR * unit and column >= SHARED * min(width(text), width(stage))
