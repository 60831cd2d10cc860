"""The words of an image: where they stand and what they say, by the models of rapidocr (PP-OCR, on ONNX Runtime)."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np

from extract.outlines.recognise import engine, plain
from extract.pixels.model import Image, Ring
from graph import Box

MISREAD = str.maketrans("十＋一－", "++--")
"""Signs that the model reads as the Chinese numerals and wide forms that look like them."""

READ_AT = 200.0
"""Dots an inch at which type is looked for: larger type is found less well, and more slowly."""

SMALL = 19.0
"""Height in pixels of the places of type, with the ground around it, below which it is read at full resolution."""

LEAST_BOX = 0.4
"""Least score of a place where type may stand."""

LEAST_SCORE = 0.5
"""Below this the model's reading is no better than a guess."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of type in an image.

    Attributes:
        text: what it says.
        bbox: in pixels.
        score: the model's own, from 0 to 1.
    """

    text: str
    bbox: Box
    score: float


def words_of(image: Image, dpi: float) -> list[Words]:
    """The lines of type of an image.

    Args:
        image: height × width × 3 bytes, red, green, blue.
        dpi: its pixels an inch.
    """
    scale = min(READ_AT / dpi, 1.0)
    words = _read(image, scale)
    if scale < 1 and words and median(word.bbox[3] - word.bbox[1] for word in words) * scale < SMALL:
        words = _read(image, 1.0)
    return words


def _read(image: Image, scale: float) -> list[Words]:
    """The lines of type of an image that is made smaller first; their places are those in the image as it is."""
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
    # Labels stand upright: told apart by the model, a short word may be taken for one upside down.
    found = engine()(np.ascontiguousarray(small[:, :, ::-1]), use_cls=False, box_thresh=LEAST_BOX)
    if found.boxes is None:
        return []
    return [
        Words(plain(text).translate(MISREAD), _extent(box / scale), float(score))
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        if score >= LEAST_SCORE and plain(text)
    ]


def _extent(corners: Ring) -> Box:
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)
