"""Boxes drawn in perspective: their faces, of which slim ones and ones of the paper's colour are no shapes by themselves.

Each face but the front lies along a whole side of the front, and its other sides are shifted from there by one and the
same step; so two faces tell where the third is, and corners of all that meet are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extract.pixels.areas import Area
from extract.pixels.model import Image, Mask, Ring

NEAR = 1.2
"""Greatest distance of corners that are one, in the greatest thickness of lines."""

SLANT = 2.5
"""Least extent of the step in pixels, both level and upright."""

UNEVEN = 0.15
"""Greatest difference of two opposite sides of a face in their length."""

DRAWN = 0.8
"""Least share of a side that is drawn where only a side tells of the third face."""


def with_volumes(
    image: Image, whole: Mask, shapes: Sequence[Area], enclosed: Sequence[Area], thin: int
) -> list[Area]:
    """Shapes, with the faces of each volume that is seen among them.

    Args:
        image: for the colours of faces that are too slim to have been found.
        whole: where lines and the rims of shapes are.
        shapes: that stand by themselves.
        enclosed: what else lines enclose, of which some are faces.
        thin: greatest thickness of lines in pixels.
    """
    near = NEAR * thin
    ink = cv2.dilate(whole, np.ones((3, 3), np.uint8)) > 0
    every = [*shapes, *enclosed]
    slanted = [i for i, area in enumerate(every) if area.form == "polygon" and len(area.ring) == 4]
    found: dict[int, Area] = {}
    more: list[Area] = []
    for i, front in enumerate(every):
        if front.form != "rectangle" or front.rim is None:
            continue
        steps = {
            j: step for j in slanted if j not in found and (step := _step(front, every[j], near)) is not None
        }
        faces = _faces(front, steps, every, near)
        if faces is None:
            continue
        step, known = faces
        missing = [side for side in (0, 1) if side not in known]
        if missing and not _is_drawn(ink, front, step, missing[0]):
            continue
        found[i] = replace(front, rounding=0.0)
        for side, j in known.items():
            found[j] = replace(every[j], ring=_ring(front, step, side))
        more += [_unseen(image, front, _ring(front, step, side)) for side in missing]
    kept = [
        found.get(i, area)
        for i, area in enumerate(every)
        if i in found or (i < len(shapes) and not any(_is_piece(area, face) for face in more))
    ]
    return sorted([*kept, *more], key=lambda area: -area.size)


def _is_piece(area: Area, face: Area) -> bool:
    """Whether a polygon is what lines that cross a face left of it."""
    (x0, y0, x1, y1), (left, top, right, end) = area.box, face.box
    pad = face.thickness + 2.0
    within = left - pad <= x0 and top - pad <= y0 and x1 <= right + pad and y1 <= end + pad
    middle = (float(area.ring[:, 0].mean()), float(area.ring[:, 1].mean()))
    ring = face.ring.astype(np.float32)
    return area.form == "polygon" and within and cv2.pointPolygonTest(ring, middle, False) > 0


def _step(front: Area, face: Area, near: float) -> Ring | None:
    """By how much a face's far side is shifted from the side of a front that it lies along; None where it does not."""
    ring = face.ring
    for i in range(4):
        a, b, c, d = (ring[(i + k) % 4] for k in range(4))
        for side in range(4):
            p, q = front.ring[side], front.ring[(side + 1) % 4]
            if min(max(_far(a, p), _far(b, q)), max(_far(a, q), _far(b, p))) > near:
                continue
            one, other = d - a, c - b
            if _far(one, other) > max(UNEVEN * float(np.hypot(*one)), near):
                continue
            step = np.array((one + other) / 2)
            outward = (p + q) / 2 - front.ring.mean(axis=0)
            if np.abs(step).min() >= SLANT and float(step @ outward) > 0:
                return step
    return None


def _far(a: Ring, b: Ring) -> float:
    return float(np.hypot(*(a - b)))


def _faces(
    front: Area, steps: dict[int, Ring], every: Sequence[Area], near: float
) -> tuple[Ring, dict[int, int]] | None:
    """The step of a volume, and its faces: 0 that above or below the front, 1 that beside it."""
    for j, first in steps.items():
        same = {k: step for k, step in steps.items() if k == j or _far(step, first) <= 1.5 * near}
        step = np.array(np.mean(list(same.values()), axis=0))
        known: dict[int, int] = {}
        for k in same:
            for side in (0, 1):
                away = np.abs(
                    np.sort(every[k].ring, axis=0) - np.sort(_ring(front, step, side), axis=0)
                ).max()
                if away <= 1.5 * near:
                    known.setdefault(side, k)
        if known:
            return step, known
    return None


def _ring(front: Area, step: Ring, side: int) -> Ring:
    """The face above or below a front (0), or beside it (1), by the step to its back."""
    (x0, y0), (x1, y1) = front.ring[0], front.ring[2]
    x, y = x1 if step[0] > 0 else x0, y1 if step[1] > 0 else y0
    a, b = ((x0, y), (x1, y)) if side == 0 else ((x, y0), (x, y1))
    near = np.array([a, b])
    return np.concatenate([near, near[::-1] + step])


def _is_drawn(ink: Mask, front: Area, step: Ring, side: int) -> bool:
    """Whether the three sides of a face beyond its front are drawn."""
    ring = _ring(front, step, side)
    for a, b in ((ring[1], ring[2]), (ring[2], ring[3]), (ring[3], ring[0])):
        count = max(int(_far(a, b)), 2)
        points = np.round(a + (b - a) * np.linspace(0, 1, count)[:, None] - 0.5).astype(int)
        x, y = points[:, 0], points[:, 1]
        within = (x >= 0) & (y >= 0) & (x < ink.shape[1]) & (y < ink.shape[0])
        if float(ink[y[within], x[within]].sum()) < DRAWN * count:
            return False
    return True


def _unseen(image: Image, front: Area, ring: Ring) -> Area:
    """A face that was not found by its ground."""
    x, y = (int(v) for v in ring.mean(axis=0))
    part = image[max(y - 1, 0) : y + 2, max(x - 1, 0) : x + 2].reshape(-1, 3)
    fill = tuple(float(v) for v in np.median(part, axis=0)) if len(part) else front.fill
    size = float(cv2.contourArea(ring.astype(np.float32)))
    return replace(front, form="polygon", ring=ring, fill=fill, size=size, rounding=0.0)
