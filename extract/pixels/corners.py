"""Whether the lines around a place end at its corners: those of a box do, lines between other shapes go on."""

from __future__ import annotations

import numpy as np

from extract.pixels.flat import Flat
from extract.pixels.model import Ring

BEYOND = 4
"""Pixels beyond the rim, whose edge is smooth, at which is looked for what goes on."""

FREE = 7
"""Least number of the eight ends of the sides beyond which nothing is drawn."""


def ends_at_corners(flat: Flat, ring: Ring, thickness: float) -> bool:
    """Whether the sides of a rectangle end at its corners.

    Args:
        flat: where nothing is drawn.
        ring: corners on the middle of its rim, in pixels.
        thickness: of its rim in pixels.
    """
    (x0, y0), (x1, y1) = ring.min(axis=0), ring.max(axis=0)
    by = thickness / 2 + BEYOND
    free = 0
    for x, y in (
        *((x, y) for x in (x0 - by, x1 + by) for y in (y0, y1)),
        *((x, y) for x in (x0, x1) for y in (y0 - by, y1 + by)),
    ):
        column, row = int(np.floor(x)), int(np.floor(y))
        outside = not (0 <= row < flat.labels.shape[0] and 0 <= column < flat.labels.shape[1])
        free += outside or bool(flat.labels[row, column])
    return free >= FREE
