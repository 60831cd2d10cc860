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


def risks(chance: Chances, right: Truth) -> list[tuple[float, float]]:
    """Risk over coverage: for each share kept, surest first, the share that is wrong among them; ties together."""
    order = np.argsort(-chance, kind="stable")
    ranked, wrong = chance[order], np.cumsum(~right[order])
    ends = [at for at in range(len(order)) if at + 1 == len(order) or ranked[at + 1] < ranked[at]]
    return [((at + 1) / len(order), float(wrong[at]) / (at + 1)) for at in ends]
