"""Short lines between shapes that stand close: what goes straight from one rim to the next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.pixels.areas import Area
from extract.pixels.model import Image, Labels, Mask
from extract.pixels.strokes import Stroke

SHORT = 9
"""Longest stub in the greatest thickness of lines."""

FEW = 4
"""Fewest rows between two rims; of fewer the smooth edges of the rims may fill some."""

SLIM = 2.0
"""Greatest thickness of a stub in that."""


def stubs_of(image: Image, whole: Mask, areas: Sequence[Area], thin: int) -> list[Stroke]:
    """The short straight lines between neighbouring shapes, from rim to rim.

    Args:
        image: for their colours.
        whole: where lines and the rims of shapes are.
        areas: the shapes.
        thin: greatest thickness of lines in pixels.
    """
    boxes = [area.box for area in areas]
    found: list[Stroke] = []
    for upright in (True, False):
        turned = whole if upright else whole.T
        ways = [box if upright else (box[1], box[0], box[3], box[2]) for box in boxes]
        for i, j in _neighbours(ways, SHORT * thin):
            top = round(ways[i][3] + areas[i].thickness / 2) + 2
            end = round(ways[j][1] - areas[j].thickness / 2) - 2
            left, right = round(max(ways[i][0], ways[j][0])) + 2, round(min(ways[i][2], ways[j][2])) - 2
            if right - left < 3:
                continue
            if end - top < FEW:
                top, end = _least(turned, (left, round(ways[i][3]), right, round(ways[j][1])))
            if end <= top:
                continue
            for a, b in _runs(np.all(turned[top:end, left:right] > 0, axis=0)):
                if b - a > SLIM * thin:
                    continue
                x = left + (a + b) / 2
                ends = np.array([(x, ways[i][3]), (x, ways[j][1])])
                colour = _colour(image, int(x), (top + end) // 2, upright)
                found.append(Stroke(ends if upright else ends[:, ::-1], float(b - a), colour))
    return found


def _least(whole: Mask, box: tuple[int, int, int, int]) -> tuple[int, int]:
    """From where to where the row reaches that is freest between two rims that nearly touch; from 0 to 0 without any."""
    left, top, right, end = box
    # Rims may lie beyond the image's own.
    top, left = max(top, 0), max(left, 0)
    between = whole[top : end + 1, left:right] > 0
    if not between.size or (drawn := between.mean(axis=1)).min() > 0.5:
        return 0, 0
    row = top + int(drawn.argmin())
    return row, row + 1


def _colour(image: Image, along: int, across: int, upright: bool) -> tuple[float, ...]:
    y, x = (across, along) if upright else (along, across)
    return tuple(float(v) for v in image[y, x])


def _neighbours(boxes: Sequence[tuple[float, ...]], most: float) -> list[tuple[int, int]]:
    """Pairs of boxes of which the second stands right below the first, with nothing between them."""
    found = []
    for i, a in enumerate(boxes):
        below = [
            (b[1] - a[3], j)
            for j, b in enumerate(boxes)
            if i != j and 0 < b[1] - a[3] <= most and min(a[2], b[2]) - max(a[0], b[0]) > 3
        ]
        for gap, j in below:
            if not any(
                other < gap and min(boxes[k][2], boxes[j][2]) - max(boxes[k][0], boxes[j][0]) > 3
                for other, k in below
                if k != j
            ):
                found.append((i, j))
    return found


def _runs(filled: Labels) -> list[tuple[int, int]]:
    """Where stretches of what is filled begin and end."""
    steps = np.flatnonzero(np.diff(np.concatenate([[False], filled, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(steps[::2], steps[1::2], strict=True)]
