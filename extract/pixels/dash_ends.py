"""Dashes at their full length: thinning a short thick line takes half its thickness off both its ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extract.pixels.strokes import Stroke

SHORT = 8.0
"""Greatest length of a dash in thicknesses."""


def with_full_dashes(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Lines, of which straight short ones reach half their thickness further on both sides.

    Args:
        strokes: lines as they were thinned.
    """
    return [_full(stroke) if _may_be_dash(stroke) else stroke for stroke in strokes]


def _may_be_dash(stroke: Stroke) -> bool:
    return len(stroke.points) == 2 and 0 < _length(stroke) <= SHORT * stroke.thickness


def _length(stroke: Stroke) -> float:
    return float(np.hypot(*(stroke.points[-1] - stroke.points[0])))


def _full(stroke: Stroke) -> Stroke:
    start, end = stroke.points
    by = (end - start) / _length(stroke) * stroke.thickness / 2
    return replace(stroke, points=np.array([start - by, end + by]))
