"""Turned type that a font places beside the slim box that it is printed in."""

from __future__ import annotations

from collections.abc import Sequence

from extract.scene.geometry import height, overlap, width
from extract.scene.model import Shape
from graph import Box

TALL = 2.0
"""How many times longer than wide type is that is set along a slim box."""

SHARED = 0.4
"""Least part of the type's thickness that lies in the box."""

SLIM = 2.5
"""Widest that the box is, in thicknesses of the type."""


def slim_holder(box: Box, shapes: Sequence[Shape]) -> int | None:
    """The slim upright box that a column of turned type half covers; None where there is none.

    Fonts for writing downwards state boxes that lie half a letter beside what they print.
    """
    thick = width(box)
    if height(box) < TALL * thick:
        return None
    for shape in shapes:
        x0, y0, x1, y1 = shape.bbox
        if shape.kind not in ("rectangle", "rounded") or x1 - x0 > SLIM * thick:
            continue
        if y0 <= box[1] and box[3] <= y1 and overlap(x0, x1, box[0], box[2]) >= SHARED * thick:
            return shape.id
    return None
