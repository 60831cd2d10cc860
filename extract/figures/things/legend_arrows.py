"""Arrows that are no samples of a legend: from one shape to another, or with what is done on them beside them."""

from __future__ import annotations

from itertools import pairwise

from extract.scene.geometry import Point, Vector, along, bounds, crossing, height, overlap, touches, width
from extract.scene.model import Connector, Scene, Shape, end_of
from graph import Box

FACING = 5.0
"""Greatest distance, in points, at which an arrow's end still faces a shape."""

ASIDE = 8.0
"""How far aside of an arrow's end, in points, the two shapes lie between which it points."""

ALONG = 0.6
"""Least share of a text that stands along an arrow."""


def between_shapes(sample: Shape | Connector, scene: Scene) -> bool:
    """Whether a sample is an arrow from one shape to another, which it may stop a little short of."""
    if isinstance(sample, Shape) or not (sample.head_start or sample.head_end):
        return False
    return all(_faces_shape(*end_of(sample, last), scene) for last in (False, True))


def is_along_arrow(name: Box, scene: Scene, unit: float) -> bool:
    """Whether a text stands along an arrow across the page, right over or under it: it says what is done there."""
    for connector in scene.connectors:
        box = bounds(connector.points)
        if len(connector.points) != 2 or not connector.headed or height(box) > 1.0:
            continue
        gap = max(box[1] - name[3], name[1] - box[3])
        if 0 <= gap <= unit and overlap(name[0], name[2], box[0], box[2]) > ALONG * width(name):
            return True
    return False


def _faces_shape(end: Point, way: Vector, scene: Scene) -> bool:
    """Whether a shape, or two next to each other, lie right before an end."""
    far = along(end, way, FACING)
    beside = (-way[1], way[0])
    tries = [(along(end, beside, step), along(far, beside, step)) for step in (-ASIDE, 0.0, ASIDE)]
    hit = [
        any(
            crossing(start, stop, a, b) is not None
            for shape in scene.shapes
            if touches(bounds((start, stop)), shape.bbox)
            for a, b in pairwise((*shape.outline, shape.outline[0]))
        )
        for start, stop in tries
    ]
    return hit[1] or (hit[0] and hit[2])
