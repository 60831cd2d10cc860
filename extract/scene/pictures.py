"""Embedded images: boxes that were drawn as images, shadows under shapes, and true pictures."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document.page import Word
from extract.scene.geometry import Polyline, box_area, centre, contains, height, holds, overlap, union, width
from extract.scene.heads import Line
from extract.scene.model import Picture, Shape
from graph import Box

LEAST = 6.0
"""Least extent of a picture, in points; smaller ones are ornaments."""

PILE = 3
"""Fewest flat images that make a pile."""

BROADEST = 30.0
"""Greatest breadth of an arrow's shadow, in points."""

CLOSE = 4.0
"""How far a shadow may reach beyond its arrow, in points."""

FULL = 0.45
"""Share of an image that text may cover before it is taken for the image of that text."""

MARKED = 0.8
"""Share of an image from which on an outline without filling is its frame and no mark on it."""


def corners(box: Box) -> Polyline:
    """A box as a polygon."""
    return ((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3]))


def sorted_pictures(
    boxes: Sequence[Box],
    shapes: Sequence[Shape],
    words: Sequence[Word],
    region: Box,
    lines: Sequence[Line] = (),
) -> tuple[list[Shape], list[Picture]]:
    """Images as shapes, where live text stands on them, and as pictures.

    Args:
        boxes: where images are shown, in painting order.
        shapes: what is drawn; images that follow a shape's outline are its shadow or its filling.
        words: live text.
        region: the exhibit's region; an image that fills it is a background.
        lines: what is drawn; an image that an arrow runs through from side to side is its shadow.
    """
    framed: list[Shape] = []
    pictures: list[Picture] = []
    seen: list[Box] = []
    for box in _piles_of_strips(boxes):
        if min(width(box), height(box)) < LEAST or box_area(box) > 0.7 * box_area(region):
            continue
        if any(max(abs(p - q) for p, q in zip(other, box, strict=True)) < 2.0 for other in seen):
            continue
        if any(_follows(box, shape) or _shades(box, shape) for shape in shapes):
            continue
        if any(_lies_under(box, line) for line in lines):
            continue
        seen.append(box)
        own = [word for word in words if holds(box, centre(word.bbox))]
        covered = sum(box_area(word.bbox) for word in own)
        if own and covered > FULL * box_area(box):
            continue
        if own:
            framed.append(Shape(len(shapes) + len(framed), "rectangle", corners(box), box, order=-1))
        else:
            pictures.append(Picture(len(pictures), box, len(pictures)))
    return framed, pictures


def _piles_of_strips(boxes: Sequence[Box]) -> list[Box]:
    """The images, with flat ones of one size that are piled up as one: maps seen from the side."""
    found: list[list[Box]] = []
    for box in boxes:
        if found and min(width(box), height(box)) < LEAST and _next_strip(found[-1][-1], box):
            found[-1].append(box)
        else:
            found.append([box])
    return [box for pile in found for box in ([union(pile)] if len(pile) >= PILE else pile)]


def _next_strip(a: Box, b: Box) -> bool:
    """Whether a flat image lies right over or under another of its size, a little aside."""
    sizes = (width(a), height(a)), (width(b), height(b))
    if any(abs(x - y) > 0.6 for x, y in zip(*sizes, strict=True)):
        return False
    low = 0 if sizes[0][0] < sizes[0][1] else 1
    other = 1 - low
    shared = overlap(a[other], a[other + 2], b[other], b[other + 2])
    return abs(a[low] - b[low]) <= 1.5 * sizes[0][low] and shared > 0.5 * sizes[0][other]


def _shades(box: Box, shape: Shape) -> bool:
    """Whether an image lies on a volume: the colouring of a face."""
    return shape.kind == "volume" and contains(shape.bbox, box, 1.5)


def _lies_under(box: Box, line: Line) -> bool:
    """Whether a small image is that of a straight arrow: it reaches just from its tail to its tip."""
    if len(line.points) != 2 or not (line.head_start or line.head_end):
        return False
    low = 0 if abs(line.points[0][0] - line.points[1][0]) > abs(line.points[0][1] - line.points[1][1]) else 1
    (start, end), aside = sorted(point[low] for point in line.points), 1 - low
    middle = (box[aside] + box[aside + 2]) / 2
    return (
        box[aside + 2] - box[aside] <= BROADEST
        and all(abs(point[aside] - middle) < CLOSE / 2 for point in line.points)
        and abs(start - box[low]) < CLOSE
        and abs(end - box[low + 2]) < CLOSE
    )


def _follows(box: Box, shape: Shape) -> bool:
    """Whether an image and a shape cover about the same place, or one is the halo of the other.

    An outline without filling that lies well within an image only marks a part of it.
    """
    own = shape.bbox
    if contains(own, box, 3.0) and box_area(box) > 0.8 * box_area(own):
        return True
    if not contains(box, own, 3.0) or (shape.fill is None and box_area(own) < MARKED * box_area(box)):
        return False
    middle, other = centre(box), centre(own)
    apart = max(abs(middle[0] - other[0]), abs(middle[1] - other[1]))
    central = apart < 0.15 * min(width(box), height(box))
    return box_area(own) > (0.1 if central else 0.35) * box_area(box)
