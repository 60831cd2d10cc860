"""The words of an image: where they stand and what they say, by the models of rapidocr (PP-OCR, on ONNX Runtime)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from extract.outlines.recognise import MISREAD, Recognised, engine, recognise
from extract.pixels.bands import bands_of
from extract.pixels.model import Image, Ring
from graph import Box

FOUND_AT = 200.0
"""Dots an inch at which type is looked for: larger type is found less well, and more slowly."""

LEAST_SIDE = 736.0
"""Pixels that the shorter side of an image is enlarged to, for the sake of type of few pixels, and"""

MOST_ENLARGED = 900_000.0
"""pixels that no image is enlarged beyond, for the sake of time."""

UPRIGHT = 1.15
"""Least height, in its width, of a place whose type may be turned."""

NARROW = 1.8
"""The same of a place that holds no more than one letter unless its type is turned."""

SURER = 0.1
"""By how much the score of turned type is greater than that of the same place read level, and"""

SURE = 0.85
"""its least score: fractions are high, too, and turned they are read as something."""

LEAST_BOX = 0.4
"""Least score of a place where type may stand."""

TURNS = (1, -1)
"""Quarter turns by which upright type is made level."""

LEAST_SCORE = 0.5
"""Below this the model's reading is no better than a guess."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of type in an image.

    Attributes:
        text: what it says.
        bbox: in pixels.
        score: the model's own, from 0 to 1.
        turned: the quarter turns, counted against the clock, that made it level: -1 where it reads upward, 1 downward.
    """

    text: str
    bbox: Box
    score: float
    turned: int = 0


def words_of(image: Image, dpi: float) -> list[Words]:
    """The lines of type of an image.

    Places are looked for in a coarser image, or in an enlarged one where it is small, and read in the image as it is.

    Args:
        image: height × width × 3 bytes, red, green, blue.
        dpi: its pixels an inch.
    """
    scale = _scale(image, dpi)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    sized: Image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=way).astype(np.uint8)
    places = [_extent(corners / scale) for corners in _places(sized)]
    cuts = [np.ascontiguousarray(_cut(image, place)[:, :, ::-1]) for place in places]
    upright = [i for i, cut in enumerate(cuts) if cut.shape[0] > UPRIGHT * cut.shape[1]]
    turned = [np.ascontiguousarray(np.rot90(cuts[i], turn)) for i in upright for turn in TURNS]
    read = recognise(cuts + turned)
    turns = [0] * len(cuts)
    for i, ways in zip(upright, zip(*[iter(read[len(cuts) :])] * len(TURNS), strict=True), strict=True):
        turn, way = max(zip(TURNS, ways, strict=True), key=lambda each: each[1].score)
        if _is_turned(cuts[i], read[i], way):
            turns[i], read[i] = turn, way
    return [
        Words(one.text.translate(MISREAD), place, one.score, turn)
        for place, one, turn in zip(places, read[: len(cuts)], turns, strict=True)
        if one.score >= LEAST_SCORE and one.text
    ]


def _is_turned(cut: Image, level: Recognised, turned: Recognised) -> bool:
    """Whether a place that is higher than wide holds turned type: a level letter is high, too."""
    if cut.shape[0] > NARROW * cut.shape[1] and len(turned.text) > 2:
        return True
    return len(turned.text) > 1 and turned.score >= max(SURE, level.score + SURER)


def _scale(image: Image, dpi: float) -> float:
    """How much larger an image is made in which type is looked for."""
    scale = min(FOUND_AT / dpi, 1.0)
    high, wide = (scale * side for side in image.shape[:2])
    larger = min(LEAST_SIDE / min(high, wide), math.sqrt(MOST_ENLARGED / (high * wide)))
    return float(scale * max(larger, 1.0))


def _places(image: Image) -> list[Ring]:
    """The corners of the places where type may stand."""
    found: list[Ring] = []
    for left, top, band in bands_of(image):
        seen = engine()(
            np.ascontiguousarray(band[:, :, ::-1]), use_rec=False, use_cls=False, box_thresh=LEAST_BOX
        )
        if seen.boxes is not None:
            found += [np.asarray(corners) + np.array([left, top]) for corners in seen.boxes]
    return found


def _cut(image: Image, place: Box) -> Image:
    x0, y0, x1, y1 = (max(round(v), 0) for v in place)
    return image[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]


def _extent(corners: Ring) -> Box:
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)
