"""Images no larger than a label, as they are shown: formulas are often set elsewhere and placed as images."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extract.document.boxes import height, width
from extract.document.parser import pymupdf
from graph import Box

HEIGHTS = (3.0, 20.0)
"""Points: heights of images that may show one line of text."""

WIDEST = 120.0
"""Points: greatest width of such an image."""

DENSITY = 4.0
"""Least pixels a point; text in coarser images can't be read."""

MOST = 60
"""More small images than this on a page are a picture in pieces, or the marks of a plot."""

PIXELS = 48
"""Height of the pictures that are drawn."""


def drawn_small(page: Any, boxes: Sequence[Box], pixels: Sequence[tuple[int, int]]) -> dict[int, bytes]:
    """The page as it shows at each small image, as PNG in shades of grey, by the image's place among the boxes.

    Args:
        page: PyMuPDF's page.
        boxes: where its images are shown.
        pixels: width and height of each image.
    """
    small = [
        i
        for i, (box, (_, tall)) in enumerate(zip(boxes, pixels, strict=True))
        if HEIGHTS[0] <= height(box) <= HEIGHTS[1]
        and 0.6 * height(box) <= width(box) <= WIDEST
        and tall >= DENSITY * height(box)
    ]
    if not small or len(small) > MOST:
        return {}
    display = page.get_displaylist()
    found = {}
    for i in small:
        scale = PIXELS / height(boxes[i])
        matrix = pymupdf.Matrix(scale, scale)
        found[i] = display.get_pixmap(
            matrix=matrix, colorspace=pymupdf.csGRAY, clip=pymupdf.Rect(boxes[i]), alpha=0
        ).tobytes("png")
    return found
