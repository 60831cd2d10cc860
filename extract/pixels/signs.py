"""Signs that stand in the middle of small round or square shapes: of few pixels, they are known by where their ink is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extract.pixels.areas import Area
from extract.pixels.model import Image, Mask
from extract.pixels.words import Words
from graph import Box

SQUARE = 1.25
"""Greatest side of a shape with a sign, and of a sign of two strokes, in the lesser."""

WITHIN = 0.82
"""Share of a shape's extent in which a sign stands clear of the rim."""

CENTRED = 0.12
"""Greatest distance of a sign's middle from that of its shape, in the shape's extent."""

LEAST = 0.2
"""Least extent of a sign in that of its shape, and"""

PIXELS = 5
"""the fewest pixels of it."""

AROUND = 3.0
"""Pixels of ground around a sign that belong to its place."""

CONTRAST = 0.4
"""Least difference of a sign's pixels from the ground, in the greatest difference there is."""

FAINTEST = 60
"""Least value of that, of 255."""

FULL = 0.6
"""Greatest share of its place that a sign fills; a disc fills more."""

SPECK = 4
"""Fewest pixels of something else beside a sign, which tells that it is none."""

CELLS = 7
"""Rows and columns of the pattern that the ink of a sign is compared with."""

SURE = 0.5
"""By how much more ink there is along the strokes of a sign than between them."""


def signs_of(image: Image, areas: Sequence[Area], largest: float) -> list[Words]:
    """Pluses and crosses in small shapes, as type.

    Args:
        image: without type.
        areas: the shapes.
        largest: greatest radius of such a shape in pixels.
    """
    found = []
    for area in areas:
        x0, y0, x1, y1 = area.box
        wide, high = x1 - x0, y1 - y0
        if area.form == "polygon" or max(wide, high) > min(2 * largest, SQUARE * min(wide, high)):
            continue
        cut = (1.0 - WITHIN) / 2
        left, top = round(x0 + cut * wide), round(y0 + cut * high)
        part = image[max(top, 0) : round(y1 - cut * high) + 1, max(left, 0) : round(x1 - cut * wide) + 1]
        sign = _sign(part)
        if sign is not None:
            text, (x, y, w, h) = sign
            x, y = x + max(left, 0), y + max(top, 0)
            box = (x - AROUND, y - AROUND, x + w + AROUND, y + h + AROUND)
            found.append(Words(text, box, 1.0))
    return found


def with_crosses(words: Sequence[Words], areas: Sequence[Area], largest: float) -> list[Words]:
    """Type, with an x as wide as high in the middle of a circle as the sign of a product.

    Args:
        words: in pixels.
        areas: the shapes.
        largest: greatest radius of a circle with a sign in pixels.
    """
    rounds = [area.box for area in areas if area.form == "ellipse"]
    return [
        replace(word, text="×")
        if word.text in ("x", "X") and any(_amid(word.bbox, box, 2 * largest) for box in rounds)
        else word
        for word in words
    ]


def _amid(box: Box, around: Box, largest: float) -> bool:
    """Whether a place as wide as high stands in the very middle of a small circle."""
    wide, high = around[2] - around[0], around[3] - around[1]
    if max(wide, high) > min(largest, SQUARE * min(wide, high)):
        return False
    aside = max(abs(box[i] + box[i + 2] - around[i] - around[i + 2]) / 2 for i in (0, 1))
    sides = sorted((box[2] - box[0], box[3] - box[1]))
    return aside <= CENTRED * wide and sides[1] <= SQUARE * sides[0]


def _sign(part: Image) -> tuple[str, tuple[int, int, int, int]] | None:
    """The sign in the middle of a shape's inside with its left, top, width and height; None for anything else."""
    if min(part.shape[:2]) < 2 * PIXELS:
        return None
    ground = np.median(part.reshape(-1, 3), axis=0)
    apart = np.abs(part.astype(np.float64) - ground).max(axis=2)
    if apart.max() < FAINTEST:
        return None
    ink: Mask = (apart > CONTRAST * apart.max()).astype(np.uint8)
    side = min(part.shape[:2])
    _, labels, boxes, middles = cv2.connectedComponentsWithStats(ink, connectivity=8)
    inner = [
        i
        for i, (x, y, w, h, pixels) in enumerate(boxes.tolist())
        if i and 0 < x < part.shape[1] - w and 0 < y < part.shape[0] - h and pixels >= SPECK
    ]
    if len(inner) != 1:
        return None
    middle = (np.array(part.shape[1::-1]) - 1) / 2
    if np.abs(middles[inner[0]] - middle).max() > max(CENTRED * side, 1.0):
        return None
    x, y, w, h, pixels = (int(v) for v in boxes[inner[0]])
    if min(w, h) < max(LEAST * side, PIXELS) or max(w, h) > SQUARE * min(w, h) or pixels > FULL * w * h:
        return None
    own_ink = (labels[y : y + h, x : x + w] == inner[0]).astype(np.float32)
    text = _known(cv2.resize(own_ink, (CELLS, CELLS), interpolation=cv2.INTER_AREA))
    return (text, (x, y, w, h)) if text else None


def _known(pattern: Mask) -> str:
    """What a square pattern of ink shows: a plus, a cross, or neither."""
    half, last = CELLS // 2, CELLS - 1
    along = np.arange(CELLS)
    level, upright = pattern[half], pattern[:, half]
    falling, rising = pattern[along, along], pattern[along, last - along]
    corners = np.concatenate([pattern[:2, :2], pattern[:2, -2:], pattern[-2:, :2], pattern[-2:, -2:]]).mean()
    sides = np.array([pattern[0, half], pattern[last, half], pattern[half, 0], pattern[half, last]]).mean()
    if min(level.mean(), upright.mean()) - corners > SURE:
        return "+"
    if min(falling.mean(), rising.mean()) - sides > SURE:
        return "×"
    return ""
