"""Halos: a broad white line under a thin dark one only keeps it apart from those that it crosses."""

from __future__ import annotations

from collections.abc import Sequence

from extract.scene.geometry import box_area, common, distance, length_of, nearest_on, point_at
from extract.scene.heads import Head, Line
from extract.scene.model import Color

WHITE = 0.97
"""Least of each part of a white's colour."""

HEAD = 10.0
"""Greatest distance between the ends of a halo and its line, in points: their heads differ in size."""

NEAR = 0.6
"""Greatest distance between a halo and its line, in points."""


def without_halos(lines: Sequence[Line], heads: Sequence[Head]) -> tuple[list[Line], list[Head]]:
    """The lines and heads without those of halos.

    Args:
        lines: under construction; those drawn later lie on top.
        heads: not yet given to lines.
    """
    white = [line for line in lines if _is_white(line.color) and not line.block]
    if not white:
        return list(lines), list(heads)
    dark = [line for line in lines if not _is_white(line.color)]
    halos = {id(line) for line in white if any(_covers(other, line) for other in dark)}
    if not halos:
        return list(lines), list(heads)
    marks = [head for head in heads if not _is_white(head.trace.fill or head.trace.stroke)]
    kept = [
        head
        for head in heads
        if not _is_white(head.trace.fill or head.trace.stroke)
        or not any(box_area(common(head.bbox, mark.bbox)) > 0.3 * box_area(mark.bbox) for mark in marks)
    ]
    return [line for line in lines if id(line) not in halos], kept


def _is_white(color: Color | None) -> bool:
    return color is not None and min(color) >= WHITE


def _covers(line: Line, halo: Line) -> bool:
    """Whether a thinner line was drawn later along all of a white one."""
    if line.order < halo.order or line.thickness >= halo.thickness:
        return False
    ends = zip((line.points[0], line.points[-1]), (halo.points[0], halo.points[-1]), strict=True)
    if any(distance(a, b) > HEAD for a, b in ends):
        return False
    whole = length_of(halo.points)
    return all(nearest_on(point_at(halo.points, whole * i / 6), line.points)[0] <= NEAR for i in range(1, 6))
