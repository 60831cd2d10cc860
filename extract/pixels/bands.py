"""A large image in bands, cut where least is drawn: what a model takes of memory grows with the image it is shown."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from extract.pixels.model import Image

MOST = 900_000
"""Pixels of a band, about."""

SLACK = 0.3
"""How far a cut may be from where it would make bands of one size, in their size."""

CHANGE = 30
"""Least difference of neighbouring pixels where something is drawn, of 255."""


def bands_of(image: Image) -> list[tuple[int, int, Image]]:
    """The bands of an image, across its longer side, each with its left and top in pixels.

    Args:
        image: height × width × 3 bytes.
    """
    high, wide = image.shape[:2]
    count = math.ceil(high * wide / MOST)
    if count < 2:
        return [(0, 0, image)]
    upright = high >= wide
    length = high if upright else wide
    drawn = _drawn(image if upright else image.transpose(1, 0, 2))
    cuts = [0]
    for i in range(1, count):
        even, reach = i * length / count, SLACK * length / count
        low, end = int(even - reach), int(even + reach)
        least = np.flatnonzero(drawn[low:end] == drawn[low:end].min()) + low
        # Of places that are as good, the one in the middle is farthest from what is drawn.
        cuts.append(int(least[len(least) // 2]))
    cuts.append(length)
    if upright:
        return [(0, a, image[a:b]) for a, b in pairwise(cuts)]
    return [(a, 0, image[:, a:b]) for a, b in pairwise(cuts)]


def _drawn(image: Image) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Of each row how often its colour changes: lines that cross it change it twice, letters often."""
    steps = np.abs(np.diff(image.max(axis=2).astype(np.int16), axis=1)) > CHANGE
    return np.asarray(steps.sum(axis=1), np.int64)
