"""What figures measure in: the size of their text; and what an ellipsis is made of."""

from __future__ import annotations

from statistics import median

from extract.scene.model import Scene

DOTS = frozenset(".…·⋯⋮⋰⋱ ")
"""What an ellipsis is made of."""


def is_dots(text: str) -> bool:
    """Whether a text is nothing but an ellipsis."""
    return bool(text.strip()) and set(text) <= DOTS


def is_mark(text: str) -> bool:
    """Whether a text is a number or a star, which tells a cell or token from its like and names nothing."""
    return text.strip().isdecimal() or text.strip() == "*"


def text_unit(scene: Scene) -> float:
    """The usual size of a scene's text in points; 8 where it has none."""
    sizes = [block.size for block in scene.blocks for _ in range(min(len(block.text), 20))]
    return median(sizes) if sizes else 8.0
