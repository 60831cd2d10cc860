"""Widths of text in the base-14 fonts."""

from __future__ import annotations

from functools import lru_cache

import pymupdf


@lru_cache
def _font(name: str) -> pymupdf.Font:
    return pymupdf.Font(name)


def text_width(text: str, font: str, size: float) -> float:
    """Width of `text` in points; right also for × and –, which pymupdf.get_text_length miscounts."""
    return float(_font(font).text_length(text, size))
