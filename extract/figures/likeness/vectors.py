"""Vectors: small boxes, several alike, that hold only the numbers of a vector are cells of a sequence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from extract.scene.geometry import gap_to_polygon, height, width
from extract.scene.model import Connector, Shape

LARGEST = 45.0
"""Greatest extent of a vector, in points."""

FEWEST = 3
"""Fewest vectors drawn alike."""

DEEP = 2.0
"""How far in a vector, in points, a line ends that leads to a number of it."""


def vectors_of(
    shapes: Sequence[Shape],
    children: Mapping[int, Sequence[int]],
    labelled: Collection[int],
    connectors: Sequence[Connector],
) -> set[int]:
    """Ids of the boxes that are vectors: what they hold is of one size, without text, and no line leads to it.

    Args:
        shapes: of the scene.
        children: by shape, ids of what it holds.
        labelled: ids of shapes that text stands in.
        connectors: all lines.
    """
    by_id = {shape.id: shape for shape in shapes}
    ends = [connector.points[i] for connector in connectors for i in (0, -1)]
    found = []
    for shape in shapes:
        inner = [by_id[child] for child in children.get(shape.id, ()) if child in by_id]
        if len(inner) < 2 or shape.id in labelled or max(width(shape.bbox), height(shape.bbox)) > LARGEST:
            continue
        if any(gap_to_polygon(end, shape.outline) < -DEEP for end in ends):
            continue
        if all(
            child.kind in ("circle", "ellipse", "rectangle")
            and not child.symbol
            and child.id not in labelled
            and not children.get(child.id)
            and _like(child, inner[0])
            for child in inner
        ):
            found.append(shape)
    return {a.id for a in found if sum(_like(a, b) for b in found) >= FEWEST}


def _like(a: Shape, b: Shape) -> bool:
    """Whether two shapes are of about one size."""
    return abs(width(a.bbox) - width(b.bbox)) < 1.0 and abs(height(a.bbox) - height(b.bbox)) < 1.0
