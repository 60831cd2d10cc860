"""Thick arrows from the open to the open lead from one drawing to the next: no line goes on over a gap beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.scene.geometry import Point, Vector, dot, unit
from extract.scene.model import Connector

PARALLEL = 0.95
"""Least cosine between the arrow and the line that begins beside it."""

BESIDE = 8.0
"""How far aside of it a line may begin, in sizes of text."""


def parts(arrows: Iterable[Connector], start: Point, back: Vector, size: float) -> bool:
    """Whether a thick arrow runs past the place where a line begins, so that nothing before it leads there.

    Args:
        arrows: thick arrows from the open to the open.
        start: where a line begins.
        back: direction in which the line runs out of that end, against its flow.
        size: usual size of text in points.
    """
    return any(_runs_past(arrow.points, start, back, size) for arrow in arrows)


def _runs_past(points: Sequence[Point], start: Point, back: Vector, size: float) -> bool:
    if dot(unit(points[0], points[-1]), back) > -PARALLEL:
        return False
    tail, tip = (dot(back, (start[0] - x, start[1] - y)) for x, y in (points[0], points[-1]))
    aside = abs(back[0] * (points[0][1] - start[1]) - back[1] * (points[0][0] - start[0]))
    return tail < 0 < tip and aside <= BESIDE * size
