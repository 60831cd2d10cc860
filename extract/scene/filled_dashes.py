"""Dashes painted as small filled bars, as programs write a dashed line that they turned into its outline."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, sin
from statistics import median

from extract.scene.dashes import FEWEST, LONGEST
from extract.scene.geometry import Point, along, area, bounds, centroid, dot, height, width
from extract.scene.heads import Line
from extract.scene.traces import Trace

THICKEST = 1.6
"""Greatest thickness of a dash, in points."""

SLENDER = 1.2
"""Least length of a dash, in thicknesses."""


SOLID = 0.55
"""Least share of a bar that is filled; small type is not."""


def filled_dashes(traces: Sequence[Trace]) -> tuple[list[Line], list[Trace]]:
    """The dashes among traces, as lines of one thickness a path, and the other traces."""
    paths: dict[int, list[Trace]] = {}
    for trace in traces:
        if trace.closed and trace.fill is not None and trace.stroke is None:
            paths.setdefault(trace.order, []).append(trace)
    lines: list[Line] = []
    taken: set[int] = set()
    for path in paths.values():
        bars = dashes_of(path)
        if not bars:
            continue
        usual = median(thickness for _, (_, _, thickness) in bars)
        for trace, (start, end, thickness) in bars:
            if thickness < 2 * usual:
                taken.add(id(trace))
                lines.append(Line((start, end), trace.order, usual, trace.fill))
    return lines, [trace for trace in traces if id(trace) not in taken]


def dashes_of(path: Sequence[Trace]) -> list[tuple[Trace, tuple[Point, Point, float]]]:
    """The traces of one path that are dashes, with their bars; none where too many of them are something else."""
    bars = (
        [(trace, bar) for trace in path if (bar := dash_of(trace)) is not None] if len(path) >= FEWEST else []
    )
    return bars if len(bars) >= max(FEWEST, 0.8 * len(path)) else []


def dash_of(trace: Trace) -> tuple[Point, Point, float] | None:
    """Both ends and the thickness of a short bar, which may lie aslant; None where a trace is none."""
    if max(width(trace.bbox), height(trace.bbox)) > LONGEST:
        return None
    x, y = centroid(trace.points)
    xx = sum((p[0] - x) ** 2 for p in trace.points)
    yy = sum((p[1] - y) ** 2 for p in trace.points)
    xy = sum((p[0] - x) * (p[1] - y) for p in trace.points)
    angle = atan2(2 * xy, xx - yy) / 2
    way = (cos(angle), sin(angle))
    u0, v0, u1, v1 = bounds((dot(p, way), dot(p, (-way[1], way[0]))) for p in trace.points)
    length, thickness = u1 - u0, v1 - v0
    if (
        thickness > THICKEST
        or length < SLENDER * thickness
        or area(trace.points) < SOLID * length * thickness
    ):
        return None
    middle = along((0.0, 0.0), (-way[1], way[0]), (v0 + v1) / 2)
    return along(middle, way, u0), along(middle, way, u1), thickness
