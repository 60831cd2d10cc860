"""Where lines are once the rims of shapes, and lines that are already known, are taken out."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extract.pixels.areas import Area
from extract.pixels.model import Mask
from extract.pixels.rounded import outline
from extract.pixels.strokes import Stroke

SPECK = 5
"""Fewest pixels of a line."""

EDGE = 5
"""Pixels, on both sides together, to which the smooth edge of a rim reaches."""


def cleared(mask: Mask, areas: Sequence[Area]) -> Mask:
    """Where lines are, without the rims of shapes and the specks that taking them out leaves.

    Args:
        mask: where lines and the rims of shapes are.
        areas: the shapes.
    """
    left = mask.copy()
    for area in areas:
        breadth = int(area.thickness) + EDGE
        if area.form == "ellipse":
            (x0, y0), (x1, y1) = area.ring[0], area.ring[2]
            cv2.ellipse(left, (((x0 + x1) / 2, (y0 + y1) / 2), (x1 - x0, y1 - y0), 0), 0, breadth)
        else:
            ring = outline(area.box, area.rounding) if area.rounding else area.ring
            cv2.polylines(left, [np.round(ring - 0.5).astype(np.int32)], True, 0, breadth)
        if area.head:
            cv2.fillPoly(left, [np.round(area.ring - 0.5).astype(np.int32)], 0)
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(left, connectivity=8)
    small = np.flatnonzero(np.maximum(boxes[:, 2], boxes[:, 3]) < SPECK)
    left[np.isin(labels, small)] = 0
    return left


def cut(mask: Mask, stub: Stroke) -> None:
    """Takes a short line, with its head, out of where lines are."""
    x, y = (int(v) for v in stub.points.mean(axis=0))
    reach = int(np.abs(stub.points[1] - stub.points[0]).max() / 2) + 1
    side = max(3 * int(stub.thickness), 12)
    upright = abs(stub.points[1][1] - stub.points[0][1]) > abs(stub.points[1][0] - stub.points[0][0])
    wide, high = (side, reach) if upright else (reach, side)
    top, left = max(y - high, 0), max(x - wide, 0)
    part = mask[top : y + high, left : x + wide]
    _, labels = cv2.connectedComponents(part, connectivity=8)
    own = labels[max(y - top - 1, 0) : y - top + 2, max(x - left - 1, 0) : x - left + 2]
    for label in set(own[own > 0].tolist()):
        part[labels == label] = 0
