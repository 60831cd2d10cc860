"""Ellipses that are drawn: small filled circles alike in a row, evenly spaced, are dots as a text prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.scene.geometry import centre, distance, height, union, width
from extract.scene.model import Scene, Shape, TextBlock

LARGEST = 0.55
"""Greatest size of a dot, in that of the figure's text."""

APART = (1.3, 5.0)
"""Distance of the middles of two dots, in their sizes."""

DOTS = 3
"""How many dots an ellipsis has."""


def with_dots_written(scene: Scene, unit: float) -> Scene:
    """The scene, each row of exactly three dots as a text "...".

    Dots among more of their like stand for something (units, points of a plot) and stay what they are.

    Args:
        scene: of a figure.
        unit: usual size of its text in points.
    """
    dots = [shape for shape in scene.shapes if _is_dot(shape, unit)]
    held = {block.shape for block in scene.blocks}
    rows = [row for row in _rows([dot for dot in dots if dot.id not in held]) if _is_even(row)]
    if not rows:
        return scene
    gone = {dot.id for row in rows for dot in row}
    shapes = [shape for shape in scene.shapes if shape.id not in gone]
    place = {shape.id: i for i, shape in enumerate(shapes)}
    blocks = [
        replace(block, shape=None if block.shape is None else place[block.shape]) for block in scene.blocks
    ]
    for row in rows:
        blocks.append(TextBlock(len(blocks), ("...",), union(dot.bbox for dot in row), unit))
    return replace(scene, shapes=tuple(replace(s, id=i) for i, s in enumerate(shapes)), blocks=tuple(blocks))


def _is_dot(shape: Shape, unit: float) -> bool:
    size = max(width(shape.bbox), height(shape.bbox))
    return shape.kind in ("circle", "ellipse") and shape.fill is not None and size <= LARGEST * unit


def _rows(dots: Sequence[Shape]) -> list[list[Shape]]:
    """Dots that stand near each other, each with those near it, along the page."""
    rows: list[list[Shape]] = []
    for dot in sorted(dots, key=lambda dot: (round(dot.bbox[1]), dot.bbox[0])):
        near = next((row for row in rows if any(_near(dot, other) for other in row)), None)
        if near is None:
            rows.append([dot])
        else:
            near.append(dot)
    return rows


def _near(a: Shape, b: Shape) -> bool:
    return distance(centre(a.bbox), centre(b.bbox)) <= APART[1] * max(width(a.bbox), height(a.bbox))


def _is_even(row: Sequence[Shape]) -> bool:
    """Whether dots are three of one look and size, on a line along or down the page, as far from each other."""
    if len(row) != DOTS or len({dot.fill for dot in row}) != 1:
        return False
    first, middle, last = (centre(dot.bbox) for dot in sorted(row, key=lambda dot: dot.bbox))
    size = width(row[0].bbox)
    if any(abs(width(dot.bbox) - size) > 0.1 * size for dot in row):
        return False
    steps = (middle[0] - first[0], middle[1] - first[1]), (last[0] - middle[0], last[1] - middle[1])
    even = all(abs(a - b) <= 0.15 * size for a, b in zip(*steps, strict=True))
    straight = min(abs(steps[0][0]), abs(steps[0][1])) <= 0.15 * size
    return even and straight and distance(first, middle) >= APART[0] * size
