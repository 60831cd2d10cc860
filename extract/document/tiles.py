"""Patterns that a program put together of many small images."""

from __future__ import annotations

from typing import Any

from extract.document.boxes import height, width
from extract.document.page import Pattern

LARGEST = 8.0
"""Points: greatest extent of a tile."""

FEWEST = 8
"""Fewest tiles of a page that are worth a look."""

PIXELS = 4_000_000
"""Pixels of all images of a page up to which they are compared."""


def read_tiles(page: Any) -> tuple[Pattern, ...]:
    """The small images of a page, each as a piece of a pattern.

    Args:
        page: a PyMuPDF page.
    """
    images = page.get_image_info()
    small = sum(max(width(image["bbox"]), height(image["bbox"])) <= LARGEST for image in images)
    if small < FEWEST or sum(image["width"] * image["height"] for image in images) > PIXELS:
        return ()
    return tuple(
        Pattern(tuple(image["bbox"]), image["digest"].hex())
        for image in page.get_image_info(hashes=True)
        if max(width(image["bbox"]), height(image["bbox"])) <= LARGEST
    )
