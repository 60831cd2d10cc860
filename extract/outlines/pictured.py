"""Text in images no larger than a label, such as formulas that were set elsewhere."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extract.document.page import Page, Picture, inside
from extract.outlines.recognise import recognise
from graph import Box

LEAST_SCORE = 0.85
"""A small image may show anything: it is text only where the model is sure."""

INK = (0.01, 0.4)
"""Share of a text's image that differs from its ground."""

LEAST_INNER = 0.3
"""Share of the ink that must stand clear of the image's edges for the rest to be none of the text."""

CONTRAST = 60
"""Shades of grey, of 255, between type and its ground."""


@dataclass(frozen=True, slots=True)
class PicturedText:
    """A small image's text, with the box around its characters in points."""

    picture: Picture
    text: str
    bbox: Box


def pictured_text(page: Page, region: Box) -> list[PicturedText]:
    """The small images of a region that show a line of text."""
    pictures = [
        p for p in page.pictures if p.shown and inside(p.bbox, region, 0.5) and not _under_type(p, page)
    ]
    images: dict[bytes, npt.NDArray[np.uint8]] = {}
    boxes: dict[bytes, Box] = {}
    for picture in pictures:
        if picture.shown in images:
            continue
        grey = np.asarray(
            cv2.imdecode(np.frombuffer(picture.shown, np.uint8), cv2.IMREAD_GRAYSCALE), np.uint8
        )
        ink = _ink(grey)
        if ink.any():
            own = np.where(_grown(ink), grey, np.uint8(np.median(grey)))
            images[picture.shown] = np.repeat(own[:, :, None], 3, axis=2)
            boxes[picture.shown] = _extent(ink)
    read = dict(zip(images, recognise(list(images.values())), strict=True))
    return [
        PicturedText(picture, read[picture.shown].text, _placed(boxes[picture.shown], picture.bbox))
        for picture in pictures
        if picture.shown in read
        and read[picture.shown].score >= LEAST_SCORE
        and _is_label(read[picture.shown].text)
    ]


def _under_type(picture: Picture, page: Page) -> bool:
    """Whether live type is set on an image: it is the ground of a label, and what it shows is no other one."""
    return any(inside(word.bbox, picture.bbox, 0.5) for word in page.words)


def _ink(grey: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """What differs from the ground, without lines of the drawing that run into the image; nothing where it is no text."""
    ground = float(np.median(grey))
    ink = np.abs(grey.astype(np.float32) - ground) > CONTRAST
    count, pieces = cv2.connectedComponents(ink.astype(np.uint8))
    edge = np.concatenate([pieces[0], pieces[-1], pieces[:, 0], pieces[:, -1]])
    inner = ink & ~np.isin(pieces, np.unique(edge[edge > 0]))
    # An image cut close to its characters touches them itself.
    own = inner if count > 1 and inner.sum() >= LEAST_INNER * ink.sum() else ink
    return own if INK[0] <= float(own.mean()) <= INK[1] else np.zeros_like(own)


def _grown(ink: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Ink with the softened rim of its characters."""
    return cv2.dilate(ink.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(np.bool_)


def _extent(ink: npt.NDArray[np.bool_]) -> Box:
    """Where the ink is, in shares of the image's width and height."""
    tall, wide = ink.shape
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return (
        float(columns[0]) / wide,
        float(rows[0]) / tall,
        float(columns[-1] + 1) / wide,
        float(rows[-1] + 1) / tall,
    )


def _placed(share: Box, box: Box) -> Box:
    x0, y0, x1, y1 = box
    return (
        x0 + share[0] * (x1 - x0),
        y0 + share[1] * (y1 - y0),
        x0 + share[2] * (x1 - x0),
        y0 + share[3] * (y1 - y0),
    )


def _is_label(text: str) -> bool:
    """Whether a text has letters or digits, is no ring, and has no sign of scripts that the model sees in boxes."""
    if text in ("O", "o", "0"):
        return False
    return any(c.isalnum() for c in text) and not any("CJK" in unicodedata.name(c, "") for c in text)
