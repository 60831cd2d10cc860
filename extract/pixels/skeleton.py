"""Middle lines of a mask.

After T. Y. Zhang and C. Y. Suen, "A fast parallel algorithm for thinning digital patterns", 1984.
"""

from __future__ import annotations

import numpy as np

from extract.pixels.model import Labels, Mask


def thinned(mask: Mask) -> Labels:
    """A mask thinned to lines one pixel wide, as booleans."""
    image = np.pad(mask > 0, 1)
    changed = True
    while changed:
        changed = False
        for second in (False, True):
            ys, xs = np.nonzero(image)
            around = [
                image[ys + dy, xs + dx]
                for dy, dx in ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))
            ]
            count = np.sum(around, axis=0)
            turns = np.sum([~a & b for a, b in zip(around, [*around[1:], around[0]], strict=True)], axis=0)
            north, east, south, west = around[0], around[2], around[4], around[6]
            if second:
                sides = ~(north & east & west) & ~(north & south & west)
            else:
                sides = ~(north & east & south) & ~(east & south & west)
            gone = (count >= 2) & (count <= 6) & (turns == 1) & sides
            if gone.any():
                image[ys[gone], xs[gone]] = False
                changed = True
    return image[1:-1, 1:-1]
