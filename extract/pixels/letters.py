"""Single letters that the detector of type misses: what stands alone and is as high as the type around it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np

from extract.outlines.recognise import recognise
from extract.pixels.model import Image, Mask
from extract.pixels.words import Words

HIGH = (0.4, 1.2)
"""Height of a letter in that of the type's boxes, at least and at most."""

WIDE = 1.5
"""Greatest width of a letter in its height."""

SURE = 0.8
"""Least score of what a letter is read as."""

ROUND = 0.08
"""Greatest difference of the sides of a circle, in one of them; the letter is narrower."""

MARGIN = 6
"""Pixels of ground around a letter when it is read."""

MOST = 60
"""Most letters that are looked at."""


def lone_letters(image: Image, mask: Mask, words: Sequence[Words]) -> list[Words]:
    """The single letters of an image that are no part of its words.

    Args:
        image: without type.
        mask: where lines are.
        words: the type that was found.
    """
    if not words:
        return []
    usual = median(min(w.bbox[3] - w.bbox[1], w.bbox[2] - w.bbox[0]) for w in words)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    places = [
        (int(x), int(y), int(w), int(h))
        for x, y, w, h, pixels in boxes[1:]
        if HIGH[0] * usual <= h <= HIGH[1] * usual and 0.25 * h < w <= WIDE * h and pixels < 0.6 * w * h
    ]
    if not places or len(places) > MOST:
        return []
    cuts = [_cut(image, place) for place in places]
    found = []
    for (x, y, w, h), read in zip(places, recognise(cuts), strict=True):
        round_ = read.text == "O" and abs(w - h) <= ROUND * h
        if read.score >= SURE and _is_letter(read.text) and not round_:
            found.append(Words(read.text, (x - 3.0, y - 3.0, x + w + 3.0, y + h + 3.0), read.score))
    return found


def _is_letter(text: str) -> bool:
    """Whether a text is one letter of the scripts that drawings of networks use for values and functions."""
    if len(text) != 1:
        return False
    return text == "∑" or (text.isalpha() and (text.isascii() or "GREEK" in unicodedata.name(text, "")))


def _cut(image: Image, place: tuple[int, int, int, int]) -> Image:
    x, y, w, h = place
    part = image[max(y - MARGIN, 0) : y + h + MARGIN, max(x - MARGIN, 0) : x + w + MARGIN]
    gray = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
    if float(np.median(gray)) < 128:
        part = 255 - part
    return np.ascontiguousarray(part[:, :, ::-1])
