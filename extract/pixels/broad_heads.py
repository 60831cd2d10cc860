"""Broad heads: triangles into whose base a line of their colour runs, whole again where a rim cut their tip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extract.pixels.areas import Area
from extract.pixels.model import Image, Mask, Ring
from extract.pixels.polygons import meeting

LIKE_TRIANGLE = 0.76
"""Least share of the smallest triangle around it that a head fills; a box fills half of it, a disc 0.6."""

SOLID = 0.5
"""Least share of its hull that it fills; the barbs of some reach back."""

SURE = 0.85
"""The same of one that is a head by its form alone, whatever is left of its line:"""

LONG = 1.15
"""its least length of sides, in that of the base."""

EVEN = 0.75
"""Least ratio of the sides that meet at the tip."""

CUT = 0.4
"""Greatest share of a head's length that a rim may have cut."""

BEHIND = (3, 6)
"""Pixels behind the base, whose edge is smooth, at which its line is looked for."""

ALIKE = 60
"""Greatest difference of colours of a line and its head, of 255; thin lines come out paler."""

BEYOND = 8
"""Greatest distance in pixels between the flat inside of a head and its side."""

ALONG = 0.75
"""Least share of a side that has the head's colour."""

SLIM = 0.55
"""Greatest thickness of the line in the length of the base."""


def with_whole_heads(image: Image, areas: Sequence[Area], largest: float) -> list[Area]:
    """Areas, those that are heads of lines as triangles with a tip.

    Args:
        image: without type.
        areas: the shapes that were found.
        largest: greatest extent of a head in pixels.
    """
    found = []
    for area in areas:
        x0, y0, x1, y1 = area.box
        head = _head(image, area) if max(x1 - x0, y1 - y0) <= largest else None
        found.append(area if head is None else head)
    return found


def _head(image: Image, area: Area) -> Area | None:
    """An area as a head; None where it is none."""
    if area.form != "polygon" or area.fill is None or (area.rim is not None and _apart(area.rim, area.fill)):
        return None
    hull = cv2.convexHull(area.ring.astype(np.float32))
    size, triangle = cv2.minEnclosingTriangle(hull)
    filled = cv2.contourArea(hull)
    if triangle is None or filled < LIKE_TRIANGLE * size or area.size < SOLID * filled:
        return None
    corners = _spread(image, triangle[:, 0].astype(np.float64), area.fill)
    if corners is None:
        return None
    for i in range(3):
        tip, a, b = corners[i], corners[i - 1], corners[i - 2]
        sides = sorted(float(np.hypot(*(tip - corner))) for corner in (a, b))
        if sides[0] < EVEN * sides[1]:
            continue
        length = tip - (a + b) / 2
        reached = float(((hull[:, 0] - (a + b) / 2) @ length).max() / (length @ length))
        slender = sides[0] > LONG * float(np.hypot(*(a - b))) and filled > SURE * size
        if reached >= 1.0 - CUT and (slender or _line_enters(image, tip, a, b, area.fill)):
            return replace(area, ring=np.array([tip, a, b]), rim=None, head=True)
    return None


def _spread(image: Image, corners: Ring, colour: tuple[float, ...]) -> Ring | None:
    """A triangle whose sides lie where its colour ends: its flat inside ends before. None for one without width."""
    middle = corners.mean(axis=0)
    sides = []
    for i in range(3):
        a, b = corners[i - 1], corners[i]
        step = b - a
        out = np.array([step[1], -step[0]]) / max(float(np.hypot(*step)), 1e-9)
        out = out if float((a - middle) @ out) > 0 else -out
        along = a + step * np.linspace(0.2, 0.8, 15)[:, None]
        by = 0
        while by < BEYOND and _own(image, along + out * (by + 1), colour).mean() > ALONG:
            by += 1
        sides.append((a + out * by, step))
    met = [meeting(*sides[i], *sides[(i + 1) % 3]) for i in range(3)]
    known = [corner for corner in met if corner is not None]
    return np.array(known) if len(known) == 3 else None


def _own(image: Image, places: Ring, colour: tuple[float, ...]) -> Mask:
    """Which places have a colour."""
    at = np.floor(places).astype(int)
    xs, ys = at[:, 0], at[:, 1]
    known = (xs >= 0) & (ys >= 0) & (xs < image.shape[1]) & (ys < image.shape[0])
    own = np.zeros(len(places), bool)
    own[known] = (
        np.abs(image[ys[known], xs[known]].astype(np.float64) - np.array(colour)).max(axis=1) <= ALIKE
    )
    return own


def _apart(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return max(abs(p - q) for p, q in zip(a, b, strict=True)) > ALIKE


def _line_enters(image: Image, tip: Ring, a: Ring, b: Ring, colour: tuple[float, ...]) -> bool:
    """Whether a line of the head's colour comes in at the middle of its base."""
    middle, base = (a + b) / 2, float(np.hypot(*(a - b)))
    back = (middle - tip) / max(float(np.hypot(*(middle - tip))), 1e-9)
    across = (b - a) / max(base, 1e-9)
    side = np.arange(-0.6 * base, 0.6 * base + 0.5)
    for by in range(*BEHIND):
        own = _own(image, middle + back * by + across * side[:, None], colour)
        if not own.any() or own.sum() > SLIM * base or abs(float(side[own].mean())) > 0.2 * base:
            return False
    return True
