"""Rectangles with round corners: how round they are, and their outline."""

from __future__ import annotations

import math

import cv2
import numpy as np

from extract.pixels.model import Ring
from graph import Box

ARC = 6
"""Steps in which a corner is drawn."""


def rounding(contour: Ring, box: tuple[int, int, int, int]) -> float:
    """Radius of the corners of a rectangle in pixels, by how far its contour stays away from them.

    Args:
        contour: points × 1 × 2, as OpenCV finds it.
        box: left, top, width, height.
    """
    x, y, wide, high = box
    points = contour[:, 0].astype(np.float64)
    away = []
    for cx, cy in ((x, y), (x + wide - 1, y), (x + wide - 1, y + high - 1), (x, y + high - 1)):
        away.append(float(np.hypot(points[:, 0] - cx, points[:, 1] - cy).min()))
    # Lines that run into one or two of the corners cut them; the others tell.
    radius = sorted(away)[1] / (math.sqrt(2.0) - 1.0)
    return min(radius, (min(wide, high) - 1) / 2)


def overlap(contour: Ring, box: tuple[int, int, int, int], radius: float) -> float:
    """Share that a part and the rectangle with round corners of its extent have in common, of both together."""
    x, y, wide, high = box
    own, other = np.zeros((high + 2, wide + 2), np.uint8), np.zeros((high + 2, wide + 2), np.uint8)
    cv2.drawContours(own, [contour], -1, 1, cv2.FILLED, offset=(1 - x, 1 - y))
    ring = outline((1.0, 1.0, float(wide), float(high)), radius)
    cv2.fillPoly(other, [np.round(ring).astype(np.int32)], 1)
    return float((own & other).sum() / max((own | other).sum(), 1))


def outline(box: Box, radius: float) -> Ring:
    """The outline of a rectangle with round corners: x and y of its points, from its right upper corner on."""
    x0, y0, x1, y1 = box
    if radius <= 0:
        return np.array([(x1, y0), (x1, y1), (x0, y1), (x0, y0)])
    turns = np.linspace(0.0, math.pi / 2, ARC + 1)
    found = []
    for cx, cy, start in (
        (x1 - radius, y0 + radius, -math.pi / 2),
        (x1 - radius, y1 - radius, 0.0),
        (x0 + radius, y1 - radius, math.pi / 2),
        (x0 + radius, y0 + radius, math.pi),
    ):
        found += [(cx + radius * math.cos(start + t), cy + radius * math.sin(start + t)) for t in turns]
    return np.array(found)
