"""Text that a later fill covers cannot be seen."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document.page import Page, Word
from extract.scene.geometry import centre, contains, holds
from extract.scene.model import Shape


def seen_words(page: Page, words: Sequence[Word], shapes: Sequence[Shape]) -> list[Word]:
    """Words without those that an opaque shape, painted after them, covers.

    Args:
        page: its lines tell when each word was painted.
        words: of the page.
        shapes: what is drawn; only upright boxes are taken for covers.
    """
    covers = [s for s in shapes if s.fill is not None and s.opaque and s.kind in ("rectangle", "rounded")]
    return [
        word
        for word in words
        if not any(contains(c.bbox, word.bbox, 0.5) and c.order > _order(page, word) >= 0 for c in covers)
    ]


def _order(page: Page, word: Word) -> int:
    """Painting order of a word; -1 where it is not known."""
    if not 0 <= word.line < len(page.lines):
        return -1
    middle = centre(word.bbox)
    spans = page.lines[word.line].spans
    return next((span.order for span in spans if holds(span.bbox, middle, 0.5)), -1)
