"""Photographs within a drawing, and maps that look like them: places full of colours where hardly anything is flat.

Each is one picture, whatever shapes and lines could be seen in it.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extract.pixels.areas import Area
from extract.pixels.flat import Flat
from extract.pixels.model import Image, Labels, Mask
from extract.pixels.words import Words
from graph import Box

THICK = 1.2
"""Least distance from flat parts of the inside of a photograph, in the greatest thickness of lines."""

LEAST = 5.0
"""Least side of a photograph in the same; smaller ones are signs and letters."""

FULL = 0.5
"""Least share of a row and of a column that belongs to a photograph, and"""

MOST = 0.75
"""of the whole; what lines enclose has other forms."""

WITHIN = 0.9
"""Least share of a flat part that lies in a photograph, of which it is a piece then."""

GROUND = 0.25
"""Greatest share that has the colour of what a photograph stands on; lines and type leave more of it."""

GREY = 10.0
"""Greatest mean difference of red, green and blue in a grey photograph, whose levels are told apart more finely."""

FEW = 4
"""As many colours, those that are seen most, cover"""

VARIED = 0.3
"""no more of a photograph than this."""

ALIKE = 40
"""Greatest difference of two colours that are one, of 255."""

BESIDE = 6
"""Pixels around a photograph that tell what it stands on."""

EDGE = 2.0
"""Greatest distance of a photograph's own edge, or its frame, from its inside, in the greatest thickness of lines."""

SAME = 0.7
"""Least share that a shape and a photograph have in common, of both together, where the shape is the photograph."""


def photos_of(image: Image, flat: Flat, thin: int) -> list[Box]:
    """Where an image shows photographs.

    Args:
        image: without type.
        flat: its flat parts.
        thin: greatest thickness of lines in pixels.
    """
    inside = cv2.distanceTransform((flat.labels == 0).astype(np.uint8), cv2.DIST_L2, 3) > THICK * thin
    if not inside.any():
        return []
    away = cv2.distanceTransform((~inside).astype(np.uint8), cv2.DIST_L2, 3)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(
        (away <= THICK * thin).astype(np.uint8), connectivity=4
    )
    sizes = np.bincount(flat.labels.ravel(), minlength=len(flat.colours))
    found: list[Box] = []
    for i in range(1, count):
        x, y, wide, high = (int(v) for v in boxes[i][:4])
        if min(wide, high) < LEAST * thin:
            continue
        own = labels[y : y + high, x : x + wide] == i
        part = flat.labels[y : y + high, x : x + wide]
        pieces = np.bincount(part.ravel(), minlength=len(sizes)) >= WITHIN * np.maximum(sizes, 1)
        pieces[0] = False
        box = _trimmed(own | pieces[part])
        if box is None or min(box[2] - box[0], box[3] - box[1]) < LEAST * thin:
            continue
        left, top, right, end = box[0] + x, box[1] + y, box[2] + x, box[3] + y
        shown = image[top:end, left:right][own[box[1] : box[3], box[0] : box[2]]]
        ground = _ground(flat, (left, top, right, end))
        if _is_varied(shown) and float((_apart(shown, ground) < ALIKE).mean()) <= GROUND:
            found.append(_to_edge(flat.labels, (left, top, right, end), round(EDGE * thin)))
    return found


def without_photos(image: Image, photos: Sequence[Box]) -> Image:
    """An image with each photograph as one plain ground, which differs from what is around it.

    Args:
        image: with photographs.
        photos: where they stand.
    """
    bare = image.copy()
    for photo in photos:
        x0, y0, x1, y1 = (int(v) for v in photo)
        around = image[max(y0 - BESIDE, 0) : y1 + BESIDE, max(x0 - BESIDE, 0) : x1 + BESIDE].astype(np.int64)
        rim = np.concatenate([around[0], around[-1], around[:, 0], around[:, -1]])
        bare[y0:y1, x0:x1] = 90 if float(np.median(rim)) > 170 else 230
    return bare


def beside_photos(words: Sequence[Words], photos: Sequence[Box]) -> list[Words]:
    """The type of an image without what photographs show, or what they were read as.

    Args:
        words: in pixels.
        photos: where photographs stand.
    """
    return [word for word in words if not any(_holds(photo, word.bbox) for photo in photos)]


def apart_from_photos(areas: Sequence[Area], photos: Sequence[Box]) -> tuple[list[Area], list[Box]]:
    """Shapes that are no photographs, and those that are.

    Args:
        areas: shapes of an image with plain grounds for photographs.
        photos: where these stand.
    """
    shown = [any(_common(area.box, photo) >= SAME for photo in photos) for area in areas]
    return (
        [area for area, is_photo in zip(areas, shown, strict=True) if not is_photo],
        [area.box for area, is_photo in zip(areas, shown, strict=True) if is_photo],
    )


def _trimmed(own: Mask) -> tuple[int, int, int, int] | None:
    """The rectangle that a photograph fills, without lines that lead into it; None where it fills none."""
    x0, y0, y1, x1 = 0, 0, *own.shape
    for _ in range(3):
        part = own[y0:y1, x0:x1]
        columns, rows = np.flatnonzero(part.mean(axis=0) >= FULL), np.flatnonzero(part.mean(axis=1) >= FULL)
        if not len(columns) or not len(rows):
            return None
        x0, x1 = x0 + int(columns[0]), x0 + int(columns[-1]) + 1
        y0, y1 = y0 + int(rows[0]), y0 + int(rows[-1]) + 1
    return (x0, y0, x1, y1) if float(own[y0:y1, x0:x1].mean()) >= MOST else None


def _ground(flat: Flat, box: tuple[int, int, int, int]) -> Labels:
    """The colour of the flat part that most of a place's surroundings belong to; that of no part where none does."""
    x0, y0, x1, y1 = box
    left, top = max(x0 - BESIDE, 0), max(y0 - BESIDE, 0)
    ring = flat.labels[top : y1 + BESIDE, left : x1 + BESIDE].copy()
    ring[y0 - top : y1 - top, x0 - left : x1 - left] = 0
    seen = np.bincount(ring.ravel(), minlength=len(flat.colours))
    seen[0] = 0
    colour: Labels = flat.colours[int(seen.argmax())]
    return colour


def _apart(pixels: Image, colour: Labels) -> Labels:
    far: Labels = np.abs(pixels.astype(np.float64) - colour).max(axis=1)
    return far


def _is_varied(pixels: Image) -> bool:
    """Whether no few colours cover most of a place, as those of lines, type and grids of cells do."""
    if not len(pixels):
        return False
    spread = float((pixels.max(axis=1).astype(np.int16) - pixels.min(axis=1)).mean())
    parts = pixels.astype(np.int64)
    colours = parts[:, 1] // 4 if spread <= GREY else (parts // 16) @ np.array([256, 16, 1])
    counts = np.sort(np.bincount(colours))[::-1]
    return float(counts[:FEW].sum()) <= VARIED * len(pixels)


def _to_edge(labels: Labels, box: tuple[int, int, int, int], most: int) -> Box:
    """A photograph's inside out to its very edge, where what it stands on begins."""
    x0, y0, x1, y1 = box

    def drawn(part: Labels) -> bool:
        return bool(part.size) and float((part == 0).mean()) > FULL

    for _ in range(most):
        x0 -= x0 > 0 and drawn(labels[y0:y1, x0 - 1])
        y0 -= y0 > 0 and drawn(labels[y0 - 1, x0:x1])
        x1 += x1 < labels.shape[1] and drawn(labels[y0:y1, x1])
        y1 += y1 < labels.shape[0] and drawn(labels[y1, x0:x1])
    return float(x0), float(y0), float(x1), float(y1)


def _holds(photo: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return photo[0] <= x <= photo[2] and photo[1] <= y <= photo[3]


def _common(a: Box, b: Box) -> float:
    """The share that two places have in common, of both together."""
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    both = max(wide, 0.0) * max(high, 0.0)
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)
