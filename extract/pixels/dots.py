"""Ellipses that the detector of type misses: three dots or a few more in a row, alike and evenly spaced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extract.pixels.model import Image, Labels, Mask
from extract.pixels.words import Words

DOT = 3.2
"""Greatest extent of a dot in points; larger ones are shapes."""

ROUND = 1.5
"""Greatest extent of a dot in its lesser, and"""

PIXELS = 1
"""pixels that either may be more."""

FILLED = 0.6
"""Least share of its extent that a dot fills."""

APART = 6.0
"""Greatest step from dot to dot in their extent."""

EVEN = 0.3
"""Greatest difference of two steps in their length."""

BESIDE = 2
"""Pixels beside a dot where nothing but its ground is."""

PLAIN = 40
"""Greatest difference of the ground's colours there, of 255; compression leaves some."""

DASH = (1.5, 8.0)
"""Greatest thickness and length of a dash in the extent of the dots that stand in its row."""

FEWEST, MOST = 3, 6
"""Dots of an ellipsis; more are a dotted line."""


class _Dot(NamedTuple):
    """Where a dot stands in pixels, and its extent."""

    x: float
    y: float
    size: float


def ellipses_of(image: Image, mask: Mask, words: Sequence[Words], dpi: float) -> list[Words]:
    """The ellipses of an image that are no part of its words, each as high or wide as a letter is.

    Args:
        image: without type.
        mask: where lines are in it.
        words: the type that was found.
        dpi: pixels an inch.
    """
    largest = DOT * dpi / 72.0
    _, _, boxes, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    pieces = boxes[1:, :4]
    dots = [
        _Dot(x + w / 2, y + h / 2, float(max(w, h)))
        for x, y, w, h, pixels in boxes[1:].tolist()
        if 2 <= max(w, h) <= largest
        and max(w, h) <= ROUND * min(w, h) + PIXELS
        and pixels >= FILLED * w * h
        and not any(_holds(word, x + w / 2, y + h / 2) for word in words)
        and _is_alone(image, (x, y, x + w, y + h))
    ]
    found: list[Words] = []
    for across in (False, True):
        for run in _runs(dots, across):
            if not _goes_on(run, pieces, across):
                found.append(_ellipsis(run, across))
            dots = [dot for dot in dots if dot not in run]
    return found


def _holds(word: Words, x: float, y: float) -> bool:
    x0, y0, x1, y1 = word.bbox
    return x0 <= x <= x1 and y0 <= y <= y1


def _is_alone(image: Image, box: tuple[int, int, int, int]) -> bool:
    """Whether plain ground is all around a dot: bits of rims and of heads have other things beside them."""
    x0, y0, x1, y1 = box
    part = image[max(y0 - BESIDE, 0) : y1 + BESIDE, max(x0 - BESIDE, 0) : x1 + BESIDE]
    rim = np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]]).astype(np.int16)
    return int((rim.max(axis=0) - rim.min(axis=0)).max()) <= PLAIN


def _runs(dots: Sequence[_Dot], down: bool) -> list[list[_Dot]]:
    """Dots in rows, or in columns, that are as many as an ellipsis has."""
    left = sorted(dots, key=lambda dot: dot[1 if down else 0])
    found: list[list[_Dot]] = []
    while left:
        run = [left.pop(0)]
        while (following := next((dot for dot in left if _follows(run, dot, down)), None)) is not None:
            left.remove(following)
            run.append(following)
        if FEWEST <= len(run) <= MOST:
            found.append(run)
    return found


def _follows(run: Sequence[_Dot], dot: _Dot, down: bool) -> bool:
    """Whether a dot is the next one of a row."""
    last, size = run[-1], max(run[-1].size, dot.size)
    aside, along = (dot.x - last.x, dot.y - last.y) if down else (dot.y - last.y, dot.x - last.x)
    if abs(aside) > max(0.3 * size, 1.0) or not size < along <= APART * size:
        return False
    if abs(dot.size - last.size) > max(0.4 * size, 1.0):
        return False
    if len(run) == 1:
        return True
    step = last.y - run[-2].y if down else last.x - run[-2].x
    return abs(along - step) <= max(EVEN * step, 1.5)


def _goes_on(run: Sequence[_Dot], pieces: Labels, down: bool) -> bool:
    """Whether dashes go on at an end of a row of dots, so that it is a piece of a broken line."""
    along, across = (1, 0) if down else (0, 1)
    size = max(dot.size for dot in run)
    first, last = (run[0].y, run[-1].y) if down else (run[0].x, run[-1].x)
    aside = float(np.mean([dot.x if down else dot.y for dot in run]))
    step = (last - first) / (len(run) - 1)
    low, high = pieces[:, along], pieces[:, along] + pieces[:, along + 2]
    beside = np.maximum(low - last, first - high)
    thin = pieces[:, across + 2] <= DASH[0] * size + PIXELS
    short = pieces[:, along + 2] <= DASH[1] * size
    middle = pieces[:, across] + pieces[:, across + 2] / 2
    near = (beside > 0) & (beside <= 2 * step) & (np.abs(middle - aside) <= size)
    return bool((near & thin & short).any())


def _ellipsis(run: Sequence[_Dot], down: bool) -> Words:
    xs, ys = np.array([dot.x for dot in run]), np.array([dot.y for dot in run])
    half = max(dot.size for dot in run) / 2 + 2.0
    box = (float(xs.min() - half), float(ys.min() - half), float(xs.max() + half), float(ys.max() + half))
    return Words("⋮" if down else "...", box, 1.0)
