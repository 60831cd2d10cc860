"""Circles among lines: signs such as a circled plus, whose circle other lines meet and cut."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from extract.pixels.areas import Area
from extract.pixels.model import Image, Mask, Ring

ROUND = 0.9
"""Greatest mean distance in pixels of an arc's points from its circle."""

SWEEP = 0.8
"""Least angle of an arc that tells of a circle."""

RIM = 5.0
"""Greatest distance in pixels of what is drawn of a circle from where it was first found."""

NEAR_RIM = 0.5
"""Least distance from the middle, in radii, of an end of a line that reaches the rim."""

LEAST = 0.12
"""Least radius in the greatest; smaller ones are letters that were not read, and their parts."""

BESIDE = (0.7, 1.35)
"""Radii, in that of a circle, at which hardly anything is drawn, and"""

FREE = 0.5
"""the greatest share that is; photographs have lines everywhere."""

COVERED = 0.86
"""Least share of a circle that is drawn."""


def circles_of(image: Image, mask: Mask, pieces: Sequence[Ring], largest: float) -> list[Area]:
    """The circles that lines of an image are arcs of.

    Args:
        image: for their colours.
        mask: where lines are.
        pieces: lines between forks, as x and y along their middle.
        largest: greatest radius in pixels.
    """
    near = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    found: list[tuple[float, float, float]] = []
    for piece in pieces:
        fitted = _fitted(piece, largest)
        if fitted is None or any(np.hypot(fitted[0] - x, fitted[1] - y) < 0.5 * r for x, y, r in found):
            continue
        x, y, radius = fitted
        beside = max(_covered(mask, x, y, share * radius) for share in BESIDE)
        if _covered(near, x, y, radius) >= COVERED and beside <= FREE:
            found.append(fitted)
    return [_area(image, mask, *circle) for circle in found]


def to_rim(points: Ring, circle: Area) -> Ring:
    """A line within a circle whose ends near the rim lie on it: the rim was taken for itself.

    Args:
        points: of the line, as x and y in pixels.
        circle: around it.
    """
    middle = (circle.ring[0] + circle.ring[2]) / 2
    radius = float(circle.ring[2][0] - middle[0])
    moved = points.astype(np.float64).copy()
    for end in (0, -1):
        away = moved[end] - middle
        far = float(np.hypot(*away))
        if far > NEAR_RIM * radius:
            moved[end] = middle + away * (radius / far)
    return moved


def _fitted(piece: Ring, largest: float) -> tuple[float, float, float] | None:
    """Middle and radius of the circle that a line is an arc of."""
    if len(piece) < 9:
        return None
    x, y = piece[:, 0], piece[:, 1]
    cx, cy, radius = _through(x, y)
    if not LEAST * largest < radius <= largest:
        return None
    if float(np.abs(np.hypot(x - cx, y - cy) - radius).mean()) > ROUND:
        return None
    angles = np.unwrap(np.arctan2(y - cy, x - cx))
    if abs(float(angles[-1] - angles[0])) < SWEEP:
        return None
    return cx, cy, radius


def _through(x: Ring, y: Ring) -> tuple[float, float, float]:
    """Middle and radius of the circle nearest to points (I. Kåsa, 1976); radius 0 where there is none."""
    system = np.stack([2 * x, 2 * y, np.ones_like(x)], axis=1)
    (cx, cy, c), *_ = np.linalg.lstsq(system, x * x + y * y, rcond=None)
    return float(cx), float(cy), math.sqrt(max(c + cx * cx + cy * cy, 0.0))


def _covered(mask: Mask, cx: float, cy: float, radius: float) -> float:
    turn = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    xs = np.round(cx + radius * np.cos(turn)).astype(int)
    ys = np.round(cy + radius * np.sin(turn)).astype(int)
    inside = (xs >= 0) & (ys >= 0) & (xs < mask.shape[1]) & (ys < mask.shape[0])
    return float((mask[ys[inside], xs[inside]] > 0).sum()) / len(turn)


def _area(image: Image, mask: Mask, cx: float, cy: float, radius: float) -> Area:
    """A circle, fitted anew to all that is drawn of it."""
    reach = int(radius + RIM) + 2
    left, top = max(int(cx) - reach, 0), max(int(cy) - reach, 0)
    ys, xs = np.nonzero(mask[top : int(cy) + reach, left : int(cx) + reach])
    x, y = xs + float(left), ys + float(top)
    near = np.abs(np.hypot(x - cx, y - cy) - radius) < RIM
    if near.sum() > 12:
        cx, cy, radius = _through(x[near], y[near])
    thickness = float((np.abs(np.hypot(x - cx, y - cy) - radius) < RIM).sum()) / (2 * math.pi * radius)
    x0, y0, x1, y1 = cx - radius, cy - radius, cx + radius, cy + radius
    ring = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]) + 0.5
    fill, rim = (_along(image, cx, cy, share * radius) for share in (0.6, 1.0))
    return Area("ellipse", ring, fill, rim, max(thickness, 1.0), math.pi * radius * radius)


def _along(image: Image, cx: float, cy: float, radius: float) -> tuple[float, ...]:
    """What stands along most of a circle."""
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    ys = np.clip(np.round(cy + radius * np.sin(turn)).astype(int), 0, image.shape[0] - 1)
    xs = np.clip(np.round(cx + radius * np.cos(turn)).astype(int), 0, image.shape[1] - 1)
    return tuple(float(v) for v in np.median(image[ys, xs], axis=0))
