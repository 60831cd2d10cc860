"""Where the characters of a line stand that is known as a whole only."""

from __future__ import annotations

from extract.document.page import Point
from extract.scene.geometry import along
from graph import Box

SLANTED = 0.12
"""Lines whose direction has less than this of either axis are level or upright."""


def spread(box: Box, direction: Point, height: float, count: int) -> list[Box]:
    """A line's box cut into equal pieces along its direction.

    Args:
        box: of the line.
        direction: unit vector of reading.
        height: of the line, across that direction.
        count: how many pieces.
    """
    x0, y0, x1, y1 = box
    dx, dy = direction
    across, down = abs(dx), abs(dy)
    if min(across, down) > SLANTED:
        # The corners of a slanted line's box are empty: each piece stands where the line runs through it.
        length = max((x1 - x0 - height * down) / across, (y1 - y0 - height * across) / down, 1.0)
        step, middle = length / count, ((x0 + x1) / 2, (y0 + y1) / 2)
        wide, high = step * across + height * down, step * down + height * across
        found = []
        for i in range(count):
            x, y = along(middle, direction, (i + 0.5) * step - length / 2)
            found.append((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))
        return found
    if across >= down:
        step = (x1 - x0) / count
        return [(x0 + i * step, y0, x0 + (i + 1) * step, y1) for i in range(count)]
    step = (y1 - y0) / count
    pieces = [(x0, y0 + i * step, x1, y0 + (i + 1) * step) for i in range(count)]
    return pieces if dy > 0 else pieces[::-1]
