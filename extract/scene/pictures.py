"""Embedded images: boxes that were drawn as images, shadows under shapes, and true pictures."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document.page import Word
from extract.scene.geometry import Polyline, box_area, centre, contains, height, holds, width
from extract.scene.model import Picture, Shape
from graph import Box

LEAST = 6.0
"""Least extent of a picture, in points; smaller ones are ornaments."""

FULL = 0.45
"""Share of an image that text may cover before it is taken for the image of that text."""


def corners(box: Box) -> Polyline:
    """A box as a polygon."""
    return ((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3]))


def sorted_pictures(
    boxes: Sequence[Box], shapes: Sequence[Shape], words: Sequence[Word], region: Box
) -> tuple[list[Shape], list[Picture]]:
    """Images as shapes, where live text stands on them, and as pictures.

    Args:
        boxes: where images are shown, in painting order.
        shapes: what is drawn; images that follow a shape's outline are its shadow or its filling.
        words: live text.
        region: the exhibit's region; an image that fills it is a background.
    """
    framed: list[Shape] = []
    pictures: list[Picture] = []
    seen: list[Box] = []
    for box in boxes:
        if min(width(box), height(box)) < LEAST or box_area(box) > 0.7 * box_area(region):
            continue
        if any(max(abs(p - q) for p, q in zip(other, box, strict=True)) < 2.0 for other in seen):
            continue
        if any(_follows(box, shape.bbox) or _shades(box, shape) for shape in shapes):
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


def _shades(box: Box, shape: Shape) -> bool:
    """Whether an image lies on a volume: the colouring of a face."""
    return shape.kind == "volume" and contains(shape.bbox, box, 1.5)


def _follows(box: Box, shape: Box) -> bool:
    """Whether an image and a shape cover about the same place, or one is the halo of the other."""
    middle, other = centre(box), centre(shape)
    apart = max(abs(middle[0] - other[0]), abs(middle[1] - other[1]))
    if contains(box, shape, 3.0) and apart < 0.15 * min(width(box), height(box)):
        return box_area(shape) > 0.1 * box_area(box)
    return (contains(box, shape, 3.0) and box_area(shape) > 0.35 * box_area(box)) or (
        contains(shape, box, 3.0) and box_area(box) > 0.8 * box_area(shape)
    )
