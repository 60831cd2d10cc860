"""Cells with a character each: a row of them that touch is one tensor, as predictions for each frame are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.labels import ParsedLabel, ParsedOperation
from extract.scene.geometry import height, width
from extract.scene.model import Shape

FEWEST = 4
"""Fewest cells of a row."""

TOUCH = 0.8
"""Greatest gap, and overlap, between cells, in points."""


def lettered(shapes: Sequence[Shape], texts: Mapping[int, str]) -> list[list[int]]:
    """Ids of cells of one size in rows that touch and hold one character each, mostly letters or digits.

    Args:
        shapes: of the scene.
        texts: what stands in each shape.
    """
    cells = [shape for shape in shapes if len(texts.get(shape.id, "").strip()) == 1]
    found: list[list[int]] = []
    left = sorted(cells, key=lambda cell: cell.bbox[0])
    while left:
        row = [left.pop(0)]
        while (following := next((cell for cell in left if _follows(row[-1], cell)), None)) is not None:
            left.remove(following)
            row.append(following)
        signs = [texts[cell.id].strip() for cell in row]
        if len(row) >= FEWEST and 2 * sum(sign.isalnum() for sign in signs) >= len(row):
            found.append([cell.id for cell in row])
    return found


def _follows(a: Shape, b: Shape) -> bool:
    return (
        abs(b.bbox[0] - a.bbox[2]) < TOUCH
        and abs(b.bbox[1] - a.bbox[1]) < TOUCH
        and abs(height(a.bbox) - height(b.bbox)) < TOUCH
        and abs(width(a.bbox) - width(b.bbox)) < TOUCH
    )


def as_tensor(text: str) -> ParsedLabel:
    """What the characters of a row mean."""
    return ParsedLabel(text, (ParsedOperation("feature_map", label=text),), "tensor", 0.6)
