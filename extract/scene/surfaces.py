"""Which closed traces can be seen, and which of them are one shape drawn in several steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.scene.geometry import (
    area,
    bounds,
    box_area,
    centre,
    common,
    contains,
    distance,
    height,
    inside,
    width,
)
from extract.scene.heads import Line
from extract.scene.model import Color, like
from extract.scene.places import Places
from extract.scene.traces import Trace

WHITE: Color = (1.0, 1.0, 1.0)
SAME = 1.6
"""Boxes whose sides differ by less, in points, are drawn on top of each other."""

LEAST = 2.2
"""Least extent of a shape, in points."""


SLIMMEST = 0.7
"""Least extent of a shape that is filled and has a rim of its own."""


SHEET = 15.0
"""Length from which on a slim shape may be a sheet seen from its edge."""


BAR = 5.0
"""Least length of a slim bar drawn as its outline only, in its extents across."""


DOT = 0.1
"""Least size of the dot in a sign, in that of the circle around it."""


RIM = 0.4
"""Greatest thickness of such an outline, in the bar's extents across: a thicker one leaves nothing within it."""


def merged(traces: Sequence[Trace]) -> list[Trace]:
    """Puts together fills and rims of the same place, and drops repeated ones."""
    kept: list[Trace] = []
    # What is in the same place begins in the same cell, of SAME points, or in one next to it.
    cells: dict[tuple[int, int], list[int]] = {}
    for trace in traces:
        column, row = int(trace.bbox[0] // SAME), int(trace.bbox[1] // SAME)
        near = (cells.get((column + dx, row + dy), ()) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        place = next(
            (i for i in sorted({i for cell in near for i in cell}) if _same_place(trace, kept[i])), None
        )
        if place is None:
            place = len(kept)
            kept.append(trace)
        else:
            kept[place] = _both(kept[place], trace)
        cells.setdefault((column, row), []).append(place)
    return kept


def _same_place(a: Trace, b: Trace) -> bool:
    margin = min(SAME, 0.12 * max(min(width(a.bbox), height(a.bbox)), 1.0) + 0.3)
    if any(abs(p - q) > margin for p, q in zip(a.bbox, b.bbox, strict=True)):
        return False
    # A diamond and the box around it are two shapes.
    return abs(_fullness(a) - _fullness(b)) < 0.15


def _fullness(trace: Trace) -> float:
    return area(trace.points) / max(box_area(trace.bbox), 1e-6)


def _both(under: Trace, over: Trace) -> Trace:
    return replace(
        under if len(under.points) >= len(over.points) else over,
        fill=under.fill if _only_tints(under, over) else over.fill or under.fill,
        stroke=over.stroke or under.stroke,
        thickness=max(over.thickness, under.thickness),
        dashed=(over.dashed or over.stroke is None) and (under.dashed or under.stroke is None),
        # A rim that is drawn at the end, around all that stands on a ground, covers nothing of it.
        order=over.order if over.fill is not None or under.fill is None else under.order,
        frame=under.frame or over.frame,
    )


def _only_tints(under: Trace, over: Trace) -> bool:
    """Whether one fill only lights or darkens a coloured one that shows through, as the sides of volumes are shaded."""
    return under.fill is not None and under.opaque and not over.opaque and not like(under.fill, WHITE, 0.01)


def without_clipped_fills(closed: Sequence[Trace], lines: Sequence[Line]) -> list[Trace]:
    """Drops rectangles that only fill what a slanted line covers: the fill is clipped to the line's own outline."""
    boxes = [bounds(line.points) for line in lines if min(_extent(line)) > LEAST]
    return [
        trace
        for trace in closed
        if trace.stroke is not None
        or len(trace.points) != 4
        or not any(max(abs(p - q) for p, q in zip(trace.bbox, box, strict=True)) < 0.6 for box in boxes)
    ]


def _extent(line: Line) -> tuple[float, float]:
    box = bounds(line.points)
    return width(box), height(box)


def visible(traces: Sequence[Trace]) -> list[Trace]:
    """Drops what has the colour of what lies beneath it, and what a later fill hides wholly."""
    kept: list[Trace] = []
    places = Places((trace.bbox, i) for i, trace in enumerate(traces))
    for i, trace in enumerate(traces):
        near = places.near(trace.bbox, 0.5)
        small = min(width(trace.bbox), height(trace.bbox)) < _least(trace)
        if small and not any(_dots(trace, traces[j]) for j in near):
            continue
        ground = _ground(trace, [traces[j] for j in near if j < i])
        painted = [c for c in (trace.fill, trace.stroke) if c is not None]
        if all(like(color, ground) for color in painted):
            continue
        if any(_hides(traces[j], trace) for j in near if j > i):
            continue
        kept.append(trace)
    return kept


def _least(trace: Trace) -> float:
    """Least extent at which a trace is a shape; a long sheet that has a rim of another colour may be of any."""
    if trace.fill is None and _is_bar(trace):
        return SLIMMEST
    if trace.fill is None or trace.stroke is None:
        return LEAST
    long = max(width(trace.bbox), height(trace.bbox)) > SHEET
    return 0.0 if long and not like(trace.fill, trace.stroke, 0.1) else SLIMMEST


def _dots(trace: Trace, around: Trace) -> bool:
    """Whether a tiny filled disc stands in the very middle of a larger one, as the dot of ⊙ does."""
    size, rim = max(width(trace.bbox), height(trace.bbox)), width(around.bbox)
    return (
        trace.fill is not None
        and trace.curved > 0
        and around.curved > 0
        and DOT * rim <= size < 0.5 * rim < 0.6 * height(around.bbox)
        and distance(centre(trace.bbox), centre(around.bbox)) < 0.05 * rim
    )


def _is_bar(trace: Trace) -> bool:
    """Whether a trace is the thin outline of a long slim rectangle: a vector seen from its side."""
    slim, long = sorted((width(trace.bbox), height(trace.bbox)))
    return (
        len(trace.points) == 4 and not trace.dashed and long >= BAR * slim and trace.thickness <= RIM * slim
    )


def _ground(trace: Trace, below: Sequence[Trace]) -> Color:
    """The colour on which a trace is painted."""
    for other in reversed(below):
        if other.fill is not None and contains(other.bbox, trace.bbox, 0.5) and other.bbox != trace.bbox:
            return other.fill
    return WHITE


def _hides(later: Trace, trace: Trace) -> bool:
    return (
        later.fill is not None
        and later.opaque
        and contains(later.bbox, trace.bbox, 0.2)
        and box_area(later.bbox) > 1.02 * box_area(trace.bbox)
        and all(inside(p, later.points) for p in trace.points)
    )


def shared(a: Trace, b: Trace) -> float:
    """Share of the smaller box that two traces have in common."""
    return box_area(common(a.bbox, b.bbox)) / max(min(box_area(a.bbox), box_area(b.bbox)), 1e-6)
