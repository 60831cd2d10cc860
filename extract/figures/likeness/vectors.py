"""Vectors: frames that hold only the numbers of one, drawn as small like shapes in a row, are one thing each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.figures.likeness.units import is_dots, is_mark
from extract.scene.geometry import centre, gap_to_polygon, height, in_line, union, width
from extract.scene.model import Connector, Shape
from graph import Box

LARGEST = 45.0
"""Greatest extent of a vector that only its like tell, in points."""

FEWEST = 3
"""Fewest vectors drawn alike."""

LONG = 4
"""Fewest printed numbers in a row by which a single frame is known."""

ROOM = 1.75
"""Greatest extent of a frame right around cells, in that of all cells."""

DEEP = 2.0
"""How far in a vector, in points, a line ends that leads to a number of it."""


def vectors_of(
    shapes: Sequence[Shape],
    children: Mapping[int, Sequence[int]],
    texts: Mapping[int, str],
    connectors: Sequence[Connector],
) -> set[int]:
    """Ids of the frames that are vectors: what they hold is of one size, and no line leads to it.

    Several frames alike may hold two empty cells each; a single frame is known by more in a row with digits in them,
    and dots for those that are not drawn.

    Args:
        shapes: of the scene.
        children: by shape, ids of what it holds.
        texts: what is printed in the shapes that text stands in.
        connectors: all lines.
    """
    by_id = {shape.id: shape for shape in shapes}
    ends = [connector.points[i] for connector in connectors for i in (0, -1)]
    found, printed = [], set()
    for shape in shapes:
        inner = [by_id[child] for child in children.get(shape.id, ()) if child in by_id]
        if len(inner) < 2 or not is_dots(texts.get(shape.id, ".")):
            continue
        if any(gap_to_polygon(end, shape.outline) < -DEEP for end in ends):
            continue
        if not all(_is_number(child, inner[0], texts) and not children.get(child.id) for child in inner):
            continue
        off = 0.5 * min(width(inner[0].bbox), height(inner[0].bbox))
        if not any(number.id in texts for number in inner):
            if max(width(shape.bbox), height(shape.bbox)) <= LARGEST:
                found.append(shape)
        elif len(inner) >= LONG and in_line([centre(number.bbox) for number in inner], off):
            printed.add(shape.id)
    return printed | {a.id for a in found if sum(_like(a, b) for b in found) >= FEWEST}


def is_close(frame: Box, cells: Sequence[Box]) -> bool:
    """Whether a frame stands right around cells, as around those of a vector; with room to spare it is a panel."""
    around = union(cells)
    return all(extent(frame) <= ROOM * extent(around) for extent in (width, height))


def _is_number(shape: Shape, first: Shape, texts: Mapping[int, str]) -> bool:
    """Whether a shape is drawn like the first number of a vector, and at most a digit or dots are printed in it."""
    text = texts.get(shape.id, ".")
    plain = shape.kind in ("circle", "ellipse", "rectangle") and not shape.symbol
    return plain and _like(shape, first) and (is_dots(text) or is_mark(text))


def _like(a: Shape, b: Shape) -> bool:
    """Whether two shapes are of about one size."""
    return abs(width(a.bbox) - width(b.bbox)) < 1.0 and abs(height(a.bbox) - height(b.bbox)) < 1.0
