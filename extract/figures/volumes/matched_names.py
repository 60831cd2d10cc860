"""Names over and under a row of volumes, one at each of them, or all as far from their own as the others are."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import centre, height, overlap, width
from graph import Box

NEAR = 4.5
"""Farthest that a name stands over or under its volume, in sizes of text."""

SHARED = 0.4
"""Least part of the narrower of a name and its volume that stands in the column of the other."""

ALIKE = 0.2
"""How much the distances of names that keep the same one differ, in sizes of text."""

FEWEST = 4
"""Fewest names of which that tells."""

SHARE = 0.6
"""Least share of the volumes that have such a name."""


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


def names_in_step(stages: Sequence[Box], texts: Sequence[Thing], unit: float) -> dict[int, Thing]:
    """By the place of a stage the name that stands under it as far as the others stand under theirs.

    Programs that draw networks set the names of all volumes so, whatever their heights, often beside the middle; what
    else is printed under the row does not keep that distance. None where few of the stages have such a name.

    Args:
        stages: of a row of volumes.
        texts: that may be names.
        unit: usual size of the figure's text in points.
    """
    under = [
        (text.bbox[1] - stage[3], place, text)
        for place, stage in enumerate(stages)
        for text in texts
        if stage[0] <= text.middle[0] <= stage[2] and 0 < text.bbox[1] - stage[3] <= NEAR * unit
    ]
    best: list[tuple[int, Thing]] = []
    for gap, _, _ in under:
        alike = [(place, text) for other, place, text in under if abs(other - gap) <= ALIKE * unit]
        once = len({place for place, _ in alike}) == len({text.id for _, text in alike}) == len(alike)
        if once and len(alike) > len(best):
            best = alike
    heights = {round(height(stages[place])) for place, _ in best}
    enough = len(best) >= max(FEWEST, SHARE * len(stages)) and len(heights) > 2
    return dict(best) if enough else {}


def _stands_at(text: Box, stage: Box, unit: float) -> bool:
    """Whether a text stands over or under a stage, in its column."""
    gap = max(stage[1] - text[3], text[1] - stage[3])
    column = overlap(text[0], text[2], stage[0], stage[2])
    return -0.3 * unit <= gap <= NEAR * unit and column >= SHARED * min(width(text), width(stage))
