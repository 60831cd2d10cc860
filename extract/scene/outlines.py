"""What form a closed trace has."""

from __future__ import annotations

import math
from functools import lru_cache

from extract.scene.geometry import (
    Point,
    area,
    bounds,
    box_area,
    distance,
    dot,
    height,
    simplified_ring,
    unit,
    width,
)
from extract.scene.model import ShapeKind


@lru_cache(maxsize=4096)
def form(points: tuple[Point, ...], curved: float) -> ShapeKind:
    """The kind of a closed outline.

    Args:
        points: its corners, curves flattened.
        curved: share of curves among its segments.
    """
    box = bounds(points)
    size = max(width(box), height(box))
    if size <= 0:
        return "polygon"
    filled = area(points) / max(box_area(box), 1e-9)
    ring = simplified_ring(points, max(0.02 * size, 0.05))
    if curved > 0:
        if abs(filled - math.pi / 4) < 0.03 and len(ring) > 5:
            return "circle" if min(width(box), height(box)) > 0.88 * size else "ellipse"
        if filled > 0.86:
            return "rounded" if filled < 0.999 else "rectangle"
    if len(ring) == 3:
        return "triangle"
    if len(ring) == 4:
        return _four_sided(ring, filled)
    if filled > 0.93:
        return "rounded"
    return "polygon"


def _four_sided(ring: list[Point], filled: float) -> ShapeKind:
    if filled > 0.97:
        return "rectangle"
    sides = [unit(ring[i], ring[(i + 1) % 4]) for i in range(4)]
    lengths = [distance(ring[i], ring[(i + 1) % 4]) for i in range(4)]
    opposite = [abs(dot(sides[i], sides[i + 2])) > 0.995 for i in (0, 1)]
    if all(opposite):
        upright = any(abs(side[0]) > 0.995 or abs(side[1]) > 0.995 for side in sides)
        if not upright and max(lengths) < 1.15 * min(lengths) and abs(filled - 0.5) < 0.08:
            return "diamond"
        return "parallelogram"
    return "trapezoid" if any(opposite) else "polygon"
