"""Lines of type that were found as one though rims of shapes stand between them: each part is read by itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.outlines.recognise import MISREAD, recognise
from extract.pixels.model import Image, Mask
from extract.pixels.words import LEAST_SCORE, Words
from graph import Box

BEYOND = 0.08
"""How far a rim goes on above and below a line of type, in the height of its box."""

CONTRAST = 45
"""Least difference of a rim's colour from the ground, of 255."""

RIM = 0.5
"""Greatest thickness of a rim in the height of the type's box; what is broader is a ground of its own."""

NARROW = 0.4
"""Least width of a part, in the height of the type's box."""


def parted_words(image: Image, words: Sequence[Words]) -> list[Words]:
    """Lines of type, those that reach over the rims of shapes in parts.

    Args:
        image: height × width × 3 bytes.
        words: level or turned lines of type; turned ones are left as they are.
    """
    found: list[Words] = []
    places: list[Box] = []
    for word in words:
        parts = _parts(image, word.bbox)
        if len(parts) > 1:
            places += parts
        else:
            found.append(word)
    cuts = [_cut(image, place) for place in places]
    for place, one in zip(places, recognise(cuts), strict=True):
        if one.score >= LEAST_SCORE and one.text:
            found.append(Words(one.text.translate(MISREAD), place, one.score))
    return found


def _parts(image: Image, box: Box) -> list[Box]:
    """Where the parts between the rims stand; one where no rim crosses."""
    x0, x1 = max(round(box[0]), 0), min(round(box[2]), image.shape[1])
    high = box[3] - box[1]
    top, end = round(box[1] - BEYOND * high), round(box[3] + BEYOND * high)
    if x1 - x0 < 2 * high or top < 0 or end > image.shape[0]:
        return [box]
    part = image[top:end, x0:x1]
    colours, counts = np.unique((part // 16).reshape(-1, 3), axis=0, return_counts=True)
    ground = colours[counts.argmax()].astype(np.int16) * 16 + 8
    crossed: Mask = (np.abs(part.astype(np.int16) - ground).max(axis=2) > CONTRAST).all(axis=0)
    steps = np.flatnonzero(np.diff(crossed.astype(np.int8))) + 1
    bounds = [0, *(int(step) for step in steps), len(crossed)]
    return [
        (float(x0 + a), box[1], float(x0 + b), box[3])
        for a, b in pairwise(bounds)
        if b - a >= (RIM if crossed[a] else NARROW) * high
    ]


def _cut(image: Image, place: Box) -> Image:
    x0, y0, x1, y1 = (max(round(v), 0) for v in place)
    return np.ascontiguousarray(image[y0:y1, x0:x1, ::-1])
