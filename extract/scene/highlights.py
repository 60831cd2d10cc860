"""Grounds behind words that are no boxes: of single words of a line of text, which they mark, and of a line's label.

Tools that lay out graphs paint a pale ground behind what they print upon an edge, so that it can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.document.page import Word
from extract.scene.geometry import centre, height, holds, nearest_on, overlap
from extract.scene.heads import Line
from extract.scene.model import Shape
from graph import Box

TALL = 1.7
"""Greatest height of such a ground, in sizes of its type."""

MARGIN = 0.35
"""How far it may reach beyond its words along their line, in sizes of type."""

SPACE = 0.6
"""Widest space between it and the next word of the line, in sizes of type."""


PALE = 0.85
"""Darkest grey of the ground of a line's label."""


def without_highlights(
    shapes: Sequence[Shape], words: Sequence[Word], lines: Sequence[Line] = ()
) -> list[Shape]:
    """Shapes without grounds of words whose line goes on right before or behind them; ids count up anew.

    Nor are there the pale grounds of words through which a line runs that was drawn before.

    Args:
        shapes: what is drawn.
        words: all text of the drawing.
        lines: the lines of the drawing.
    """
    plain = [shape for shape in shapes if shape.fill is not None and shape.stroke is None]
    grounds = [shape for shape in plain if shape.kind in ("rectangle", "rounded") and not shape.symbol]
    gone = {shape.id for shape in grounds if _marks(shape, shapes, words) or _lies_on(shape, words, lines)}
    kept = [shape for shape in shapes if shape.id not in gone]
    return [replace(shape, id=i) for i, shape in enumerate(kept)]


def _lies_on(shape: Shape, words: Sequence[Word], lines: Sequence[Line]) -> bool:
    """Whether a pale ground that just holds its words lies upon a line that runs on at both of its sides."""
    pale = shape.fill is not None and min(shape.fill) >= PALE and max(shape.fill) - min(shape.fill) < 0.05
    return (
        pale
        and bool(_held(shape, words))
        and any(
            line.order < shape.order
            and not any(holds(shape.bbox, end) for end in (line.points[0], line.points[-1]))
            and nearest_on(centre(shape.bbox), line.points)[0] < 0.5 * height(shape.bbox)
            for line in lines
        )
    )


def _held(shape: Shape, words: Sequence[Word]) -> list[Word]:
    """The words of one level line that a shape just holds; none where they are not such."""
    own = [word for word in words if holds(shape.bbox, centre(word.bbox))]
    if not own or len({word.line for word in own}) > 1 or abs(own[0].direction[0]) < 0.9:
        return []
    size = own[0].size
    left, right = min(word.bbox[0] for word in own), max(word.bbox[2] for word in own)
    around = max(left - shape.bbox[0], shape.bbox[2] - right)
    return own if height(shape.bbox) <= TALL * size and around <= MARGIN * size else []


def _marks(shape: Shape, shapes: Sequence[Shape], words: Sequence[Word]) -> bool:
    if not (own := _held(shape, words)):
        return False
    size = own[0].size
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
