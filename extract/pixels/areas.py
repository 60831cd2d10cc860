"""Areas of an image: flat parts with the form of a box, a circle or a head, and their rims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from extract.pixels.corners import ends_at_corners
from extract.pixels.flat import ALIKE, Flat, mask_of
from extract.pixels.model import Image, Ring
from extract.pixels.polygons import offset, sharpened
from extract.pixels.rounded import overlap, rounding
from graph import Box

Form = Literal["rectangle", "ellipse", "polygon"]

LIKE_BOX = 0.9
"""Least share of its bounding rectangle that a box fills; round corners take some."""

SLANTED = 5.0
"""Least distance in pixels of a corner of slanted sides from that of the box around them."""

LIKE_ELLIPSE = 0.93
"""Least overlap of a round part with the ellipse of its extent."""

LIKE_ROUNDED = 0.96
"""Least overlap of a part with the rectangle with round corners of its extent."""

LEAST_ELLIPSE = 0.87
"""The same for the smallest."""

PIXELS = 7.0
"""Pixels by which the extent of a round part may be wrong, all sides together."""

DOT = 20
"""Greatest extent in pixels of a dot."""

DOT_FILLS = (0.6, 0.88)
"""Share of its extent that a dot fills; a box fills more, a triangle less."""

ROUNDISH = 0.85
"""Least share of its hull that a dot fills."""

CIRCLE = 0.42
"""Least radius of the corners of a circle, in its extent."""

WHOLE = 0.93
"""Least share of its hull that a part without a colour of its own fills."""

SEEN = 0.1
"""Least share of a contour from which a part is seen that counts as lying around it."""

SOLID = 0.7
"""Least share of its hull that a part with a colour of its own fills."""

ONE_OUTSIDE = 0.8
"""Least share of the contour of a part without a colour of its own from which one and the same part is seen."""

LINED = 0.75
"""Least share of the contour of a slim part beyond which a line runs; shadows have one on one side only."""

LEAST_ROUNDING = 3.0
"""Least radius in pixels of corners that are round."""

CORNERS = 8
"""Most corners of a part without a colour of its own."""


@dataclass(frozen=True)
class Area:
    """A filled or framed shape.

    Attributes:
        form: how it is drawn.
        ring: its outline, on the middle of its rim; of a rectangle and an ellipse their bounding box's corners.
        fill: its colour, red, green and blue to 255; None where it shows what is behind it.
        rim: colour of the line around it; None without one.
        thickness: of its rim in pixels; 0 without one.
        size: its pixels.
        rounding: radius of a rectangle's corners in pixels.
        dashed: whether its rim is.
        head: whether it is the head of a line.
    """

    form: Form
    ring: Ring
    fill: tuple[float, ...] | None
    rim: tuple[float, ...] | None
    thickness: float
    size: float
    rounding: float = 0.0
    dashed: bool = False
    head: bool = False

    @property
    def box(self) -> Box:
        """Its extent in pixels."""
        (x0, y0), (x1, y1) = self.ring.min(axis=0), self.ring.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)


def areas_of(image: Image, flat: Flat, thin: int, words: Sequence[Box]) -> tuple[list[Area], list[Area]]:
    """The shapes of an image, the largest first, and what else lines and the rims of shapes enclose.

    Args:
        image: without type.
        flat: its flat parts.
        thin: greatest thickness of lines in pixels.
        words: where its type stands.
    """
    shapes: list[Area] = []
    enclosed: list[Area] = []
    for number in range(1, len(flat.colours)):
        if number in flat.paper or flat.boxes[number][4] < thin * thin:
            continue
        found = _area(image, flat, number, thin, words)
        if found is not None:
            area, own = found
            (shapes if own else enclosed).append(area)
    return sorted(shapes, key=lambda area: -area.size), enclosed


def _area(image: Image, flat: Flat, number: int, thin: int, words: Sequence[Box]) -> tuple[Area, bool] | None:
    """The shape of a flat part, and whether it is one by itself; None where its form is none."""
    margin = 2 * thin + 4
    mask, left, top = mask_of(flat.labels, flat.boxes[number], number, margin)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    contour = max(contours, key=cv2.contourArea)
    rim = _rim(image, flat, number, contour, (left, top), thin)
    if number in flat.slim and rim.lined < LINED:
        return None
    plain = not _differs(flat, number, rim.outer)
    form, ring, radius = _form(contour, plain)
    if form == "polygon":
        # Lines that run in from the rim cut a panel up to the boxes that they lead to.
        closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((2 * thin + 1, 2 * thin + 1), np.uint8))
        contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        contour = max(contours, key=cv2.contourArea)
        form, ring, radius = _form(contour, plain)
    if ring is None:
        return None
    grown = _grown(ring, form, rim.middle) + np.array([left + 0.5, top + 0.5])
    own = True
    if plain and rim.share < ONE_OUTSIDE:
        # What lines and the rims of other shapes enclose is no shape of its own.
        own = form != "polygon" and (
            _differs(flat, number, flat.paper)
            or _holds(contour, (left, top), words)
            or (
                form == "rectangle" and rim.colour is not None and ends_at_corners(flat, grown, rim.thickness)
            )
        )
    radius = radius + rim.middle if radius > LEAST_ROUNDING else 0.0
    size, fill = cv2.contourArea(contour), tuple(flat.colours[number])
    return Area(form, grown, fill, rim.colour, rim.thickness, size, radius), own


def _differs(flat: Flat, number: int, others: Iterable[int]) -> bool:
    """Whether a part's colour is another than that of each of some parts."""
    own = flat.colours[number]
    return all(np.abs(own - flat.colours[other]).max() >= ALIKE / 2 for other in others)


def _holds(contour: Ring, offset: tuple[int, int], words: Sequence[Box]) -> bool:
    """Whether type stands within a contour."""
    return any(
        cv2.pointPolygonTest(
            contour,
            ((x0 + x1) / 2 - offset[0], (y0 + y1) / 2 - offset[1]),
            False,
        )
        > 0
        for x0, y0, x1, y1 in words
    )


def _form(contour: Ring, plain: bool) -> tuple[Form, Ring | None, float]:
    """The form of a contour with the radius of its corners; no ring where a part without a colour of its own has none."""
    x, y, wide, high = cv2.boundingRect(contour)
    size = cv2.contourArea(contour)
    corners = np.array(
        [(x, y), (x + wide - 1, y), (x + wide - 1, y + high - 1), (x, y + high - 1)], np.float64
    )
    filled = size / max((wide - 1) * (high - 1), 1)
    radius = rounding(contour, (x, y, wide, high))
    around = cv2.arcLength(contour, True)
    ring = cv2.approxPolyDP(contour, max(1.2, 0.01 * around), True)[:, 0].astype(np.float64)
    if len(sharp := sharpened(ring)) == 4:
        ring = sharp
    if filled > LIKE_BOX and not (len(ring) == 4 and _is_slanted(ring, corners)):
        return "rectangle", corners, radius
    # A pixel more or less counts for more in a small one.
    least = min(max(1.0 - PIXELS / (wide + high), LEAST_ELLIPSE), LIKE_ELLIPSE)
    if _ellipse_overlap(contour, (x, y, wide, high)) > least:
        return "ellipse", corners, 0.0
    if overlap(contour, (x, y, wide, high), radius) > LIKE_ROUNDED:
        # With corners as round as that it is a circle.
        return (
            ("ellipse", corners, 0.0) if radius > CIRCLE * max(wide, high) else ("rectangle", corners, radius)
        )
    hull = cv2.contourArea(cv2.convexHull(contour))
    if _is_dot(wide, high, size, hull):
        return "ellipse", corners, 0.0
    if len(ring) < 3:
        return "polygon", None, 0.0
    if size < SOLID * hull or (plain and (size < WHOLE * hull or len(ring) > CORNERS)):
        return "polygon", None, 0.0
    return "polygon", ring, 0.0


def _is_dot(wide: int, high: int, size: float, hull: float) -> bool:
    """Whether a small part is round: of a dot only the middle is flat, whose form says little."""
    filled = size / max((wide - 1) * (high - 1), 1)
    level = min(wide, high) > 0.7 * max(wide, high)
    return (
        max(wide, high) <= DOT and level and size > ROUNDISH * hull and DOT_FILLS[0] < filled < DOT_FILLS[1]
    )


def _is_slanted(ring: Ring, corners: Ring) -> bool:
    """Whether two corners of four or more lie away from those of the box around them."""
    away = np.hypot(*(ring[:, None] - corners[None]).transpose(2, 0, 1)).min(axis=1)
    return int((away > SLANTED).sum()) >= 2


def _ellipse_overlap(contour: Ring, box: tuple[int, int, int, int]) -> float:
    x, y, wide, high = box
    own = np.zeros((high + 2, wide + 2), np.uint8)
    cv2.drawContours(own, [contour], -1, 1, cv2.FILLED, offset=(1 - x, 1 - y))
    other = np.zeros_like(own)
    cv2.ellipse(other, ((wide / 2 + 0.5, high / 2 + 0.5), (wide, high), 0), 1, cv2.FILLED)
    return float((own & other).sum() / max((own | other).sum(), 1))


@dataclass(frozen=True)
class Rim:
    """What is seen from a part outward.

    Attributes:
        colour: of the line around it; None without one.
        thickness: of that line in pixels; 0 without one.
        middle: how far the middle of the line, or the change of colour, is from the part's contour.
        outer: the parts that are seen beyond from some of the contour.
        share: of the contour from which the one is seen that is seen most.
        lined: share of the contour beyond which a line runs.
    """

    colour: tuple[float, ...] | None
    thickness: float
    middle: float
    outer: tuple[int, ...]
    share: float
    lined: float = 0.0


def _rim(image: Image, flat: Flat, number: int, contour: Ring, offset: tuple[int, int], thin: int) -> Rim:
    """The rim of a part: looks outward from each point of its contour until the next flat part begins."""
    points = contour[:, 0].astype(np.float64)
    step = np.roll(points, -3, axis=0) - np.roll(points, 3, axis=0)
    length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)
    normal = np.stack([step[:, 1], -step[:, 0]], axis=1) / length[:, None]
    if float(((points - points.mean(axis=0)) * normal).sum()) < 0:
        normal = -normal
    picked = np.linspace(0, len(points) - 1, min(len(points), 160)).astype(int)
    reach = np.arange(1, 2 * thin + 4)
    at = points[picked, None, :] + normal[picked, None, :] * reach[None, :, None] + offset
    xs = np.clip(np.round(at[:, :, 0]).astype(int), 0, image.shape[1] - 1)
    ys = np.clip(np.round(at[:, :, 1]).astype(int), 0, image.shape[0] - 1)
    seen = flat.labels[ys, xs]
    other = (seen != number) & (seen != 0)
    hits = other.any(axis=1)
    if not hits.any():
        return Rim(None, 0.0, 1.0, (), 0.0)
    first = other.argmax(axis=1)[hits]
    numbers = seen[hits, first]
    counts = np.bincount(numbers)
    share = float(counts.max()) / len(picked)
    outer = tuple(int(i) for i in np.flatnonzero(counts >= SEEN * len(picked)))
    gap = float(np.median(first))
    own = flat.colours[number]
    colours = image[ys[hits], xs[hits]].astype(np.float64)
    beyond = flat.colours[numbers]
    # The middle of the gap has a colour of its own where a line runs there, else one between its two sides.
    middle = colours[np.arange(len(first)), np.maximum(first // 2, 0)]
    between = np.abs(middle - own).max(axis=1) + np.abs(middle - beyond).max(axis=1)
    apart = np.abs(own - beyond).max(axis=1)
    lined = float((between - apart > ALIKE).sum()) / len(picked)
    if float(np.median(between - apart)) > ALIKE:
        # A pixel on either side of a line belongs to its smooth edge.
        line = tuple(float(v) for v in np.median(middle, axis=0))
        return Rim(line, max(gap - 2.0, 1.0), (gap + 1.0) / 2, outer, share, lined)
    return Rim(None, 0.0, (gap + 1.0) / 2, outer, share)


def _grown(ring: Ring, form: Form, by: float) -> Ring:
    """A ring moved outward."""
    if form != "polygon":
        return np.array(ring + np.array([(-by, -by), (by, -by), (by, by), (-by, by)]))
    if len(ring) == 4:
        return offset(ring, by)
    middle = ring.mean(axis=0)
    away = ring - middle
    return np.array(ring + away / np.maximum(np.hypot(away[:, 0], away[:, 1]), 1e-9)[:, None] * by)
