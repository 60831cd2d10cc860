"""Arithmetic of boxes (x0, y0, x1, y1), y downward."""

from __future__ import annotations

from collections.abc import Iterable

from graph import Box


def width(box: Box) -> float:
    """Extent along x; negative for an empty box."""
    return box[2] - box[0]


def height(box: Box) -> float:
    """Extent along y; negative for an empty box."""
    return box[3] - box[1]


def area(box: Box) -> float:
    """Area; 0 for an empty box."""
    return max(width(box), 0.0) * max(height(box), 0.0)


def intersect(a: Box, b: Box) -> Box:
    """What two boxes share; empty (negative width or height) where they are apart."""
    return (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))


def overlap(a: Box, b: Box) -> float:
    """Area that two boxes share."""
    return area(intersect(a, b))


def union(a: Box, b: Box) -> Box:
    """The least box around two."""
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def union_all(boxes: Iterable[Box]) -> Box:
    """The least box around all; ValueError where there is none."""
    items = list(boxes)
    if not items:
        raise ValueError("no boxes")
    return (
        min(box[0] for box in items),
        min(box[1] for box in items),
        max(box[2] for box in items),
        max(box[3] for box in items),
    )


def grow(box: Box, by: float) -> Box:
    """A box made larger by a margin on every side."""
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def touches(a: Box, b: Box, gap: float = 0.0) -> bool:
    """Whether two boxes overlap, or are at most `gap` apart along both axes."""
    return a[0] <= b[2] + gap and b[0] <= a[2] + gap and a[1] <= b[3] + gap and b[1] <= a[3] + gap


def shared_x(a: Box, b: Box) -> float:
    """Length of the x range that two boxes share; negative: the gap between them."""
    return min(a[2], b[2]) - max(a[0], b[0])


def shared_y(a: Box, b: Box) -> float:
    """Length of the y range that two boxes share; negative: the gap between them."""
    return min(a[3], b[3]) - max(a[1], b[1])
