"""A figure set into a page of running text."""

from __future__ import annotations

from pathlib import Path

import pymupdf

TEXT = "The section describes the network that is used in all of the trials, and how its parts were trained, one by one."
LEFT, TOP, WIDE, HIGH = 72.0, 90.0, 468.0, 560.0
"""Of the figure, in points; it is made smaller where it is larger, never larger."""


def set_page(figure: Path, path: Path) -> None:
    """Write a page with the figure, its caption, and lines of text around."""
    with pymupdf.open(figure) as drawn, pymupdf.open() as document:
        size = drawn[0].rect
        scale = min(WIDE / size.width, HIGH / size.height, 1.0)
        wide, high = size.width * scale, size.height * scale
        page = document.new_page(width=612, height=792)
        middle = LEFT + WIDE / 2
        page.show_pdf_page(pymupdf.Rect(middle - wide / 2, TOP, middle + wide / 2, TOP + high), drawn, 0)
        page.insert_text((180, TOP + high + 22), "Figure 1: The architecture of the network.", fontsize=9)
        size_of_type = WIDE / pymupdf.get_text_length(TEXT, "tiro", 1)
        lines = [TOP - 30, TOP - 18, *range(int(TOP + high + 50), 740, 12)]
        for y in lines:
            page.insert_text((LEFT, y), TEXT, fontsize=size_of_type, fontname="tiro")
        document.save(path)
