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

SLIM = 40
"""Least difference, of 255, of a slim part's colour from the paper's, and from that of its darker rim."""

RIMMED = 0.8
"""Least share of a slim part's edge along which a rim runs."""

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
        slim: numbers of the parts that are hardly broader than lines, but have a rim.
    """

    labels: Labels
    colours: Labels
    boxes: Labels
    paper: frozenset[int]
    slim: frozenset[int] = frozenset()


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
    # What is too slim for that is looked at where it stands alone.
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(flat, connectivity=4)
    alone = np.bincount(labels[grown > 0], minlength=count) == 0
    grown |= cv2.morphologyEx(np.where(alone[labels], flat, 0).astype(np.uint8), cv2.MORPH_OPEN, window)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(grown, connectivity=4)
    broad = ndimage.maximum(cv2.distanceTransform(grown, cv2.DIST_L2, 3), labels, np.arange(count))
    # What is hardly broader than a line is the body of a head, or of a thick line, but where a rim runs around it.
    slim = broad < BROAD * thin / 2
    sums = np.stack([np.bincount(labels.ravel(), image[:, :, c].ravel(), count) for c in range(3)], axis=1)
    means = sums / np.maximum(boxes[:, 4:5], 1)
    # The largest part is the paper, or a panel on it.
    paper = means[1 + int(boxes[1:, 4].argmax()) if count > 1 else 0]
    rimmed = _rimmed(image, labels, count, thin) & (np.abs(means - paper).max(axis=1) > SLIM / 2)
    labels = np.where((slim & ~rimmed)[labels], 0, labels)
    boxes[:, 4] = np.bincount(labels.ravel(), minlength=count)
    colours = sums / np.maximum(boxes[:, 4:5], 1)
    slim_ones = frozenset(int(i) for i in np.flatnonzero(slim & rimmed))
    return Flat(labels, colours, boxes, _paper(labels, colours, boxes), slim_ones)


def _rimmed(image: Image, labels: Labels, count: int, thin: int) -> Labels:
    """Of each part whether a rim that is darker than it runs around it.

    The faces of a volume and the cells of a row are often hardly broader than the lines around them.
    """
    inner = cv2.erode((labels > 0).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    edge = (labels > 0) & ~inner
    size = 2 * (thin // 2 + 2) + 1
    darkest = cv2.erode(image, np.ones((size, size), np.uint8)).astype(np.int16)
    own = labels[edge]
    rims = np.bincount(own, (image[edge] - darkest[edge]).max(axis=1) > SLIM, count)
    found: Labels = rims >= RIMMED * np.maximum(np.bincount(own, minlength=count), 1)
    return found


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
