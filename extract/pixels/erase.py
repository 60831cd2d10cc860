"""An image without its type: what words were read is painted over in the colour of what they stand on."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extract.pixels.model import Image, Mask
from graph import Box

AROUND = 6
"""Pixels beyond a line of type that its letters may reach into."""

MOST = 0.3
"""Greatest share of a place that rims fill; more is a ground."""

SMOOTH = np.ones((5, 5), np.uint8)
"""How far the smooth edge of a letter reaches."""


def without_words(image: Image, words: Sequence[Box]) -> Image:
    """The image with its type painted over in the colour of what it stands on."""
    bare = image.copy()
    for word in words:
        x0, y0 = max(int(word[0]) - 2, 0), max(int(word[1]) - 2, 0)
        x1, y1 = int(word[2]) + 3, int(word[3]) + 3
        part = bare[y0:y1, x0:x1]
        if part.size == 0:
            continue
        colours, counts = np.unique((part // 8).reshape(-1, 3), axis=0, return_counts=True)
        ground = colours[counts.argmax()].astype(np.int16) * 8 + 4
        wide = bare[max(y0 - AROUND, 0) : y1 + AROUND, max(x0 - AROUND, 0) : x1 + AROUND]
        near = np.abs(wide.astype(np.int16) - ground).max(axis=2) < 24
        paint = np.median(wide[near], axis=0) if near.any() else ground
        ink = np.where(near, 0, 255).astype(np.uint8)
        rims = _rims(ink)
        ink[rims] = 0
        _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
        left, up = x0 - max(x0 - AROUND, 0), y0 - max(y0 - AROUND, 0)
        for i, (x, y, w, h, _) in enumerate(boxes):
            # What goes on beyond the words is a line or a rim; what stands beside them is none of theirs.
            over = min(x + w, left + x1 - x0) - max(x, left), min(y + h, up + y1 - y0) - max(y, up)
            within = over[0] > 0.5 * w and over[1] > 0.5 * h
            open_ = x > 0 and y > 0 and x + w < ink.shape[1] and y + h < ink.shape[0]
            if i and within and open_:
                letter = cv2.dilate(np.where(labels == i, 255, 0).astype(np.uint8), SMOOTH)
                wide[(letter > 0) & ((labels == 0) | (labels == i)) & ~rims] = paint
    return bare


def _rims(ink: Mask) -> Mask:
    """Where lines cross all of a place: what is blurred joins letters to the rims of narrow shapes."""
    columns, rows = np.asarray(ink.all(axis=0)), np.asarray(ink.all(axis=1))
    if columns.mean() > MOST or rows.mean() > MOST:
        return np.zeros(ink.shape, bool)
    rims: Mask = columns[None, :] | rows[:, None]
    return rims
