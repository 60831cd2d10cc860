"""The title of a paper, by its type."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document.page import Page


def title_of(pages: Sequence[Page]) -> str:
    """The lines of the largest level type in the upper half of the first page, joined; "" without any."""
    if not pages:
        return ""
    page = pages[0]
    top = [
        line for line in page.lines if line.level and line.bbox[1] < 0.5 * page.height and len(line.text) > 3
    ]
    if not top:
        return ""
    largest = max(round(line.size, 1) for line in top)
    return " ".join(line.text for line in top if line.size > 0.95 * largest)
