"""How well stated probabilities agree with what was right."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Chances = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]


def calibration_error(chance: Chances, right: Truth, bins: int) -> float:
    """Expected calibration error: distance of stated and true share, over equal bins of the stated one by their size."""
    total = 0.0
    place = np.minimum((chance * bins).astype(int), bins - 1)
    for each in range(bins):
        inside = place == each
        if inside.any():
            total += float(inside.mean() * abs(chance[inside].mean() - right[inside].mean()))
    return total
