"""Whether a text stands along a level or upright run of a line, in the open between what the line joins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.scene.geometry import Point, length_of, overlap, point_at
from graph import Box

BESIDE = 1.4
"""Farthest that a text stands from the line beside it, in sizes of text."""

ACROSS = 0.15
"""How far a text may reach over the line beside it, in sizes of text."""

MIDDLE = 0.15
"""How far off its middle a line runs through a text that is set on it, in the text's extent across the line."""

WITHIN = 0.75
"""Least share of a text's extent along the line that lies beside it."""

STRAIGHT = 0.5
"""How far the ends of a level or upright run lie off, in points."""


def gap_alongside(
    box: Box, points: Sequence[Point], unit: float, span: tuple[float, float] | None = None
) -> float | None:
    """The gap between a text and the run of a line that it stands along; None where it stands along none.

    Args:
        box: of the text.
        points: of the line.
        unit: size of the figure's text in points.
        span: the part of the line that counts, as lengths along it; all of it where left out.
    """
    gaps = []
    for (x0, y0), (x1, y1) in pairwise(_part(points, span)):
        if abs(x0 - x1) < STRAIGHT < abs(y0 - y1):
            aside = _aside(box[0], box[2], x0)
            share = overlap(box[1], box[3], min(y0, y1), max(y0, y1)) / max(box[3] - box[1], 1e-6)
        elif abs(y0 - y1) < STRAIGHT < abs(x0 - x1):
            aside = _aside(box[1], box[3], y0)
            share = overlap(box[0], box[2], min(x0, x1), max(x0, x1)) / max(box[2] - box[0], 1e-6)
        else:
            continue
        if -ACROSS * unit <= aside <= BESIDE * unit and share >= WITHIN:
            gaps.append(max(aside, 0.0))
    return min(gaps, default=None)


def _aside(low: float, high: float, line: float) -> float:
    """How far a text stands from a line beside it; 0 where the line runs through its middle, below 0 over it else."""
    if abs((low + high) / 2 - line) < MIDDLE * (high - low):
        return 0.0
    return max(low - line, line - high)


def _part(points: Sequence[Point], span: tuple[float, float] | None) -> list[Point]:
    """The points of a line from one length along it to another."""
    if span is None:
        return list(points)
    found, at = [point_at(points, span[0])], 0.0
    for a, b in pairwise(points):
        at += length_of((a, b))
        if span[0] < at < span[1]:
            found.append(b)
    return [*found, point_at(points, span[1])]
