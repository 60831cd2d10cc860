"""Which pattern a shape is filled with: hatching, dots, or small images side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.document.page import Pattern
from extract.scene.geometry import box_area, common
from extract.scene.model import Shape
from extract.scene.places import Places

COVERED = 0.6
"""Least share of a shape that its pattern covers."""

BEYOND = 1.5
"""Greatest extent of a patterned area, in that of the shape that it fills."""


def patterned(shapes: Sequence[Shape], patterns: Sequence[Pattern]) -> list[Shape]:
    """Shapes with what they are filled with, where that is a pattern.

    Args:
        shapes: of a scene.
        patterns: of its page.
    """
    if not patterns:
        return list(shapes)
    places = Places((pattern.bbox, pattern) for pattern in patterns)
    return [replace(shape, pattern=_pattern(shape, places.near(shape.bbox))) for shape in shapes]


def _pattern(shape: Shape, patterns: Sequence[Pattern]) -> str:
    """The look that most of a shape has; "" where most of it is plain."""
    whole = box_area(shape.bbox)
    shares: dict[str, float] = {}
    for pattern in patterns:
        if box_area(pattern.bbox) <= BEYOND * whole:
            covered = box_area(common(shape.bbox, pattern.bbox)) / max(whole, 1e-6)
            shares[pattern.look] = shares.get(pattern.look, 0.0) + covered
    look, share = max(shares.items(), key=lambda found: found[1], default=("", 0.0))
    return look if share >= COVERED else ""
