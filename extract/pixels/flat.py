"""Flat parts of an image: where the colour does not change from pixel to pixel, and is the same over some breadth."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from scipy import ndimage

from extract.pixels.model import Image, Labels, Mask

CHANGE = 18
"""Greatest difference of a colour among neighbours in a flat part, of 255; compression leaves some."""

ALIKE = 40
"""Greatest difference of two colours that are one."""

BROAD = 1.7
"""Least breadth of a flat part in the greatest thickness of lines."""

PAPER = 24
"""Greatest difference of the paper's colour from white where the rim of an image shows none."""


@dataclass(frozen=True)
class Flat:
    """The flat parts.

    Attributes:
        labels: of each pixel the number of its part; 0 where it belongs to none.
        colours: of each part, one more than there are parts: row 0 is of no part.
        boxes: of each part left, top, width, height and pixels.
        paper: numbers of the parts that are the paper between things.
    """

    labels: Labels
    colours: Labels
    boxes: Labels
    paper: frozenset[int]


def flat_parts(image: Image, thin: int) -> Flat:
    """The flat parts of an image.

    Args:
        image: without type.
        thin: greatest thickness of lines in pixels; parts that are nowhere thicker are left out.
    """
    window = np.ones((3, 3), np.uint8)
    flat: Labels = np.where(_change(image) <= CHANGE, 255, 0).astype(np.uint8)
    core = cv2.morphologyEx(flat, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thin, thin)))
    # Corners that the round opening cut off belong to their part.
    grown: Labels = cv2.dilate(core, window, iterations=max(thin // 3, 1)) & flat
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(grown, connectivity=4)
    broad = ndimage.maximum(cv2.distanceTransform(grown, cv2.DIST_L2, 3), labels, np.arange(count))
    # What is hardly broader than a line is the body of a head, or of a thick line.
    labels = np.where((2 * broad < BROAD * thin)[labels], 0, labels)
    boxes[:, 4] = np.bincount(labels.ravel(), minlength=count)
    sums = np.stack([np.bincount(labels.ravel(), image[:, :, c].ravel(), count) for c in range(3)], axis=1)
    colours = sums / np.maximum(boxes[:, 4:5], 1)
    return Flat(labels, colours, boxes, _paper(labels, colours, boxes))


def flat_share(image: Image) -> float:
    """Share of an image's pixels around which the colour does not change."""
    return float((_change(image) <= CHANGE).mean())


def _change(image: Image) -> Labels:
    """Of each pixel the greatest difference of a colour among it and its neighbours."""
    window = np.ones((3, 3), np.uint8)
    change: Labels = (cv2.dilate(image, window).astype(np.int16) - cv2.erode(image, window)).max(axis=2)
    return change


def _paper(labels: Labels, colours: Labels, boxes: Labels) -> frozenset[int]:
    """The parts that touch the rim of the image and have the colour of most of it."""
    rim = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    along = np.bincount(rim, minlength=len(colours))
    along[0] = 0
    if not along.any():
        return frozenset()
    most = int(along.argmax())
    near = np.abs(colours - colours[most]).max(axis=1) < PAPER
    return frozenset(int(i) for i in np.flatnonzero(near & (along > 0)))


def mask_of(labels: Labels, box: Labels, number: int, margin: int) -> tuple[Mask, int, int]:
    """A part's pixels in its box grown by a margin, with the box's left and top; beyond the image nothing is."""
    left, top, wide, high = (int(v) for v in box[:4])
    mask = np.zeros((high + 2 * margin, wide + 2 * margin), np.uint8)
    mask[margin : margin + high, margin : margin + wide] = np.where(
        labels[top : top + high, left : left + wide] == number, 255, 0
    )
    return mask, left - margin, top - margin
