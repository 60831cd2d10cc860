"""The sign of a sum among outlined characters, which the model of recognition does not know."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

INK = 128
"""Darker than this is ink."""

BAR = 0.75
"""Least share of its width that the sign's upper and lower bars cover."""

WAIST = 0.12
"""By how much of its width the sign's left rim runs in to its waist."""


def is_sum(image: npt.NDArray[np.uint8]) -> bool:
    """Whether the image of one character shows a Σ: bars above and below, its left rim bent in to the middle.

    Args:
        image: dark on light, of height, width and 3 channels.
    """
    ink = image[:, :, 0] < INK
    rows, columns = np.flatnonzero(ink.any(1)), np.flatnonzero(ink.any(0))
    if len(rows) < 8 or len(columns) < 8:
        return False
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    high, wide = ink.shape
    if not 0.5 < wide / high < 1.6:
        return False
    edge = max(1, round(0.06 * high))
    if min(ink[edge].mean(), ink[-1 - edge].mean()) < BAR:
        return False

    def left(share: float) -> float:
        own = np.flatnonzero(ink[round(share * (high - 1))])
        return float(own[0]) / wide if len(own) else 1.0

    def right(share: float) -> float:
        own = np.flatnonzero(ink[round(share * (high - 1))])
        return float(own[-1]) / wide if len(own) else 0.0

    above, waist, below = left(0.28), max(left(0.45), left(0.5), left(0.55)), left(0.72)
    bent_in = above + WAIST <= waist >= below + WAIST and max(above, below) < 0.5
    # Past the serifs the right side is open; a Z's rim runs in from above only.
    return bent_in and max(right(0.42), right(0.6)) < 0.85 and abs(above - below) < 0.2
