"""What is drawn and says nothing: text that a later fill covers, and shadows under shapes."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document.page import Page, Word
from extract.scene.geometry import centre, contains, height, holds, width
from extract.scene.model import Shape, like
from extract.scene.places import Places
from graph import Box

GREY = 0.08
"""Colours whose parts differ by less than this are grey, and alike."""
TWICE = 0.8
"""A word painted again nearer than this, in points, is made bold or given a shadow so."""
FALL = 0.3
"""How far a shadow falls, of the shorter side of what casts it."""


def seen_words(page: Page, words: Sequence[Word], shapes: Sequence[Shape]) -> list[Word]:
    """Words without those that an opaque shape, painted after them, covers; once, what is painted twice in a place.

    Args:
        page: its lines tell when each word was painted.
        words: of the page.
        shapes: what is drawn; only upright boxes are taken for covers.
    """
    covers = [s for s in shapes if s.fill is not None and s.opaque and s.kind in ("rectangle", "rounded")]
    seen = [word for word in words if not _is_covered(word, _order(page, word), covers)]
    places: dict[str, list[Box]] = {}
    once = []
    for word in seen:
        own = places.setdefault(word.text, [])
        if not any(max(abs(p - q) for p, q in zip(box, word.bbox, strict=True)) < TWICE for box in own):
            own.append(word.bbox)
            once.append(word)
    return once


def _is_covered(word: Word, order: int, covers: Sequence[Shape]) -> bool:
    """Whether shapes painted after a word, of which it may take several, hide all of it."""
    later = [cover.bbox for cover in covers if cover.order > order >= 0]
    if any(contains(box, word.bbox, 0.5) for box in later):
        return True
    x0, y0, x1, y1 = word.bbox
    points = ((x0 + (x1 - x0) * i / 4, y0 + (y1 - y0) * j / 4) for i in range(5) for j in range(5))
    return all(any(holds(box, point, 0.5) for box in later) for point in points)


def without_shadows(shapes: Sequence[Shape]) -> list[Shape]:
    """Shapes without grey ones that fall a little beside a copy of themselves, painted later in another colour."""
    places = Places((shape.bbox, shape) for shape in shapes)
    return [shape for shape in shapes if not any(_shades(shape, other) for other in places.near(shape.bbox))]


def _shades(shape: Shape, other: Shape) -> bool:
    fill, cover = shape.fill, other.fill
    if shape.stroke is not None or fill is None or cover is None or other.order <= shape.order:
        return False
    if max(fill) - min(fill) > GREY or like(fill, cover, GREY) or shape.kind != other.kind:
        return False
    wide, high = width(other.bbox), height(other.bbox)
    if abs(width(shape.bbox) - wide) > 0.1 * wide or abs(height(shape.bbox) - high) > 0.1 * high:
        return False
    (ax, ay), (bx, by) = centre(shape.bbox), centre(other.bbox)
    return 0 < max(abs(ax - bx), abs(ay - by)) < FALL * min(wide, high)


def _order(page: Page, word: Word) -> int:
    """Painting order of a word; -1 where it is not known."""
    if not 0 <= word.line < len(page.lines):
        return -1
    middle = centre(word.bbox)
    spans = page.lines[word.line].spans
    return next((span.order for span in spans if holds(span.bbox, middle, 0.5)), -1)
