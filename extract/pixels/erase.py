"""An image without its type: what words were read is painted over in the colour of what they stand on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from extract.pixels.model import Image, Mask
from extract.scene.together import together
from graph import Box

AROUND = 6
"""Pixels beyond a line of type that its letters may reach into."""

MOST = 0.3
"""Greatest share of a place that rims fill; more is a ground."""

TOUCHING = 0.1
"""Greatest gap of lines of type whose letters may be joined, in the height of the lower one."""

SOLID = 0.7
"""Least share of its extent that a ground beside another fills; letters that are joined leave more of it free."""

SMOOTH = np.ones((5, 5), np.uint8)
"""How far the smooth edge of a letter reaches."""


def without_words(image: Image, words: Sequence[Box]) -> Image:
    """The image with its type painted over in the colour of what it stands on."""
    bare = image.copy()
    for word in words:
        _paint_over(bare, [word])
    # Letters of lines that stand close may be joined to each other, and lie in none of them for the most part.
    for group in together(range(len(words)), _close(words)):
        if len(group) > 1:
            _paint_over(bare, [words[i] for i in group])
    return bare


def _close(words: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """Pairs of lines of type whose places meet."""
    for i, a in enumerate(words):
        for j in range(i + 1, len(words)):
            b = words[j]
            over = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            if over[0] > 0 and over[1] > -TOUCHING * min(a[3] - a[1], b[3] - b[1]):
                yield i, j


def _paint_over(bare: Image, words: Sequence[Box]) -> None:
    """Paints over the letters within lines of type that stand on one ground."""
    x0, y0 = (max(int(min(word[i] for word in words)) - 2, 0) for i in (0, 1))
    x1, y1 = (int(max(word[i] for word in words)) + 3 for i in (2, 3))
    part = bare[y0:y1, x0:x1]
    if part.size == 0:
        return
    colours, counts = np.unique((part // 8).reshape(-1, 3), axis=0, return_counts=True)
    ground = colours[counts.argmax()].astype(np.int16) * 8 + 4
    left, top = max(x0 - AROUND, 0), max(y0 - AROUND, 0)
    wide = bare[top : y1 + AROUND, left : x1 + AROUND]
    near = np.abs(wide.astype(np.int16) - ground).max(axis=2) < 24
    paint = np.median(wide[near], axis=0) if near.any() else ground
    ink = np.where(near, 0, 255).astype(np.uint8)
    rims = _rims(ink)
    ink[rims] = 0
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    places = [(w[0] - 2 - left, w[1] - 2 - top, w[2] + 3 - left, w[3] + 3 - top) for w in words]
    for i, (x, y, w, h, pixels) in enumerate(boxes):
        if len(words) > 1 and pixels > SOLID * w * h:
            continue
        open_ = x > 0 and y > 0 and x + w < ink.shape[1] and y + h < ink.shape[0]
        if i and open_ and _is_type((int(x), int(y), int(x + w), int(y + h)), places):
            letter = cv2.dilate(np.where(labels == i, 255, 0).astype(np.uint8), SMOOTH)
            wide[(letter > 0) & ((labels == 0) | (labels == i)) & ~rims] = paint


def _is_type(extent: tuple[int, int, int, int], places: Sequence[Box]) -> bool:
    """Whether most of what is drawn lies in lines of type: what goes on beyond them is a line or a rim."""
    x0, y0, x1, y1 = extent
    covered = np.zeros((y1 - y0, x1 - x0), bool)
    for place in places:
        a, b, c, d = (int(v) for v in place)
        covered[max(b - y0, 0) : max(d - y0, 0), max(a - x0, 0) : max(c - x0, 0)] = True
    return bool(covered.any(axis=0).mean() > 0.5 and covered.any(axis=1).mean() > 0.5)


def _rims(ink: Mask) -> Mask:
    """Where lines cross all of a place: what is blurred joins letters to the rims of narrow shapes."""
    columns, rows = np.asarray(ink.all(axis=0)), np.asarray(ink.all(axis=1))
    if columns.mean() > MOST or rows.mean() > MOST:
        return np.zeros(ink.shape, bool)
    rims: Mask = columns[None, :] | rows[:, None]
    return rims
