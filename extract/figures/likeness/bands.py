"""Boxes in stripes: bands of one size that touch, with a label on one of them, are one box."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from extract.scene.model import Shape
from graph import Box

FEWEST = 4
"""Fewest bands; fewer may be layers, of which only one is named."""

TOUCH = 0.5
"""Greatest gap, and overlap, between bands, in points."""


def striped(shapes: Sequence[Shape], labelled: Collection[int]) -> list[list[int]]:
    """Ids of shapes that are the bands of one box, the labelled one first.

    Args:
        shapes: of the scene.
        labelled: ids of those that text stands in.
    """
    plain = [shape for shape in shapes if shape.kind in ("rectangle", "parallelogram") and not shape.symbol]
    found: list[list[int]] = []
    for low in (0, 1):
        left = sorted(plain, key=lambda shape: shape.bbox[low])
        while left:
            row = [left.pop(0)]
            while (
                following := next((s for s in left if _follows(row[-1].bbox, s.bbox, low)), None)
            ) is not None:
                left.remove(following)
                row.append(following)
            named = [shape.id for shape in row if shape.id in labelled]
            if len(row) >= FEWEST and len(named) == 1:
                found.append([*named, *(shape.id for shape in row if shape.id not in named)])
    return found


def _follows(a: Box, b: Box, low: int) -> bool:
    """Whether a band of the same size comes right behind another along an axis (0 across, 1 down)."""
    other = 1 - low
    thick, long = a[low + 2] - a[low], a[other + 2] - a[other]
    return (
        abs(b[low] - a[low + 2]) < TOUCH
        and abs(b[other] - a[other]) < TOUCH
        and abs(b[other + 2] - a[other + 2]) < TOUCH
        and abs((b[low + 2] - b[low]) - thick) < TOUCH
        and long > 2.0 * thick
    )
