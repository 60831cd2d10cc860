"""What was read as type and is none: heads of arrows, lines and signs that look like letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np

from extract.pixels.model import Image
from extract.pixels.words import Words
from graph import Box

FEW = 2
"""Most characters of what may be a drawing; longer words are seldom read where none are."""

SURE = 0.65
"""Least score of so few characters."""

TALL = 1.7
"""Least height of what is no letter, in the usual height of type."""

CIRCLE = frozenset("O0oQ°")
"""What a circle is read as, and"""

CIRCLES = 3
"""the fewest in a row that are no number."""

AROUND = 0.35
"""How far from a place of type it is looked for what goes on beyond it, in its height."""

CONTRAST = 45
"""Least difference of ink from the ground, of 255."""


def without_drawings(image: Image, words: Sequence[Words]) -> list[Words]:
    """Type, without what of it is a drawing.

    Args:
        image: height × width × 3 bytes.
        words: what was read in it.
    """
    heights = [_height(word.bbox) for word in words if len(word.text) > FEW]
    usual = median(heights) if heights else 0.0
    return [
        word
        for word in words
        if not _is_drawn(word.text)
        and (
            len(word.text) > FEW
            or not (word.score < SURE or 0 < TALL * usual < _height(word.bbox) or _goes_on(image, word.bbox))
        )
    ]


def _height(box: Box) -> float:
    return min(box[3] - box[1], box[2] - box[0])


def _is_drawn(text: str) -> bool:
    """Whether a text is of no script that labels of networks are in: arrows, boxes, ideographs, rows of circles."""
    signs = [c for c in text if not c.isspace()]
    return (
        all(_foreign(c) for c in signs)
        or text in ("[]", "「", "」")
        or (len(signs) >= CIRCLES and CIRCLE.issuperset(signs))
    )


def _foreign(c: str) -> bool:
    if ord(c) < 0x250 or "GREEK" in (name := unicodedata.name(c, "")):
        return False
    return name.startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL")) or (
        "ARROW" in name and unicodedata.category(c) in ("Sm", "So")
    )


def _goes_on(image: Image, box: Box) -> bool:
    """Whether most of the ink of a place goes on beyond it, as a line does to whose head it belongs."""
    high = _height(box)
    by = max(round(AROUND * high), 4)
    x0, y0, x1, y1 = (round(v) for v in box)
    left, top = max(x0 - by, 0), max(y0 - by, 0)
    part = image[top : y1 + by, left : x1 + by]
    if part.size == 0:
        return False
    colours, counts = np.unique((part // 16).reshape(-1, 3), axis=0, return_counts=True)
    ground = colours[counts.argmax()].astype(np.int16) * 16 + 8
    ink = (np.abs(part.astype(np.int16) - ground).max(axis=2) > CONTRAST).astype(np.uint8)
    _, labels = cv2.connectedComponents(ink, connectivity=8)
    rim = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    pad = round(0.12 * high)
    own = labels[y0 - top + pad : y1 - top - pad, x0 - left + pad : x1 - left - pad]
    drawn = own > 0
    return bool(drawn.any()) and float(np.isin(own[drawn], rim[rim > 0]).mean()) > 0.5
