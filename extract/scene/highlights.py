"""Grounds behind single words of a line of text mark these words and are no boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.document.page import Word
from extract.scene.geometry import centre, height, holds, overlap
from extract.scene.model import Shape
from graph import Box

TALL = 1.7
"""Greatest height of such a ground, in sizes of its type."""

MARGIN = 0.35
"""How far it may reach beyond its words along their line, in sizes of type."""

SPACE = 0.6
"""Widest space between it and the next word of the line, in sizes of type."""


def without_highlights(shapes: Sequence[Shape], words: Sequence[Word]) -> list[Shape]:
    """Shapes without grounds of words whose line goes on right before or behind them; ids count up anew.

    Args:
        shapes: what is drawn.
        words: all text of the drawing.
    """
    plain = [shape for shape in shapes if shape.fill is not None and shape.stroke is None]
    grounds = [shape for shape in plain if shape.kind in ("rectangle", "rounded") and not shape.symbol]
    gone = {shape.id for shape in grounds if _marks(shape, shapes, words)}
    kept = [shape for shape in shapes if shape.id not in gone]
    return [replace(shape, id=i) for i, shape in enumerate(kept)]


def _marks(shape: Shape, shapes: Sequence[Shape], words: Sequence[Word]) -> bool:
    own = [word for word in words if holds(shape.bbox, centre(word.bbox))]
    if not own or len({word.line for word in own}) > 1 or abs(own[0].direction[0]) < 0.9:
        return False
    size = own[0].size
    left, right = min(word.bbox[0] for word in own), max(word.bbox[2] for word in own)
    around = max(left - shape.bbox[0], shape.bbox[2] - right)
    if height(shape.bbox) > TALL * size or around > MARGIN * size:
        return False
    return any(
        word not in own
        and _is_level(word.bbox, own[0].bbox)
        and abs(word.size - size) < 0.1 * size
        and -0.1 * size <= max(word.bbox[0] - shape.bbox[2], shape.bbox[0] - word.bbox[2]) <= SPACE * size
        and not any(
            other is not shape and height(other.bbox) <= TALL * size and holds(other.bbox, centre(word.bbox))
            for other in shapes
        )
        for word in words
    )


def _is_level(a: Box, b: Box) -> bool:
    return overlap(a[1], a[3], b[1], b[3]) > 0.8 * min(height(a), height(b))
