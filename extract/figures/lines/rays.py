"""Where a line would go on to, beyond its end."""

from __future__ import annotations

from extract.scene.geometry import Point, Polyline, Vector, along, crossing, distance


def ray_to(point: Point, way: Vector, reach: float, outline: Polyline) -> float | None:
    """How far ahead a ray meets an outline, or None within reach."""
    far = along(point, way, reach)
    hits = [
        distance(point, hit)
        for a, b in zip(outline, (*outline[1:], outline[0]), strict=True)
        if (hit := crossing(point, far, a, b)) is not None
    ]
    return min(hits) if hits else None
