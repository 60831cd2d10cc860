"""Bars much thicker than the arrows of a drawing that an arrow points at from the side are shapes, no lines."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extract.scene.geometry import bounds, distance, dot, grown, length_of, nearest_on, unit
from extract.scene.heads import Line
from extract.scene.traces import Trace

THICK = 4.0
"""Least thickness of a bar, in that of the usual arrow."""

LEAST = 1.5
"""Least thickness of a bar, in points."""

LONG = 10.0
"""Least length of a bar, in its thicknesses."""

TOUCH = 1.6
"""How far before a bar the tip of an arrow may end, in points."""

THINNER = 3.0
"""Least thickness of a bar, in that of a line of another colour that ends at it and does not go on from it."""

RIM = 0.1
"""Share of a bar at each of its ends where nothing points at its side."""

SQUARE = 0.3
"""Greatest cosine between a bar and an arrow at its side."""


def thick_bars(lines: Sequence[Line]) -> tuple[list[Line], list[Trace]]:
    """The lines without such bars, and these as closed outlines.

    Args:
        lines: with their heads; a bar that others go on from at its ends is a line.
    """
    arrows = [line for line in lines if line.head_start or line.head_end]
    if not arrows:
        return list(lines), []
    least = max(LEAST, THICK * median(arrow.thickness for arrow in arrows))
    thick = [line for line in lines if _is_bar(line, least) and _is_free(line, lines)]
    met = [bar for bar in thick if _is_met(bar, arrows)]
    # What the flow begins with is drawn as what it leads to.
    bars = [
        bar
        for bar in thick
        if bar in met or (_is_met(bar, arrows, heads=False) and any(_alike(bar, other) for other in met))
    ]
    return [line for line in lines if line not in bars], [_outline(bar) for bar in bars]


def _is_bar(line: Line, least: float) -> bool:
    (x0, y0), (x1, y1) = line.points[0], line.points[-1]
    return (
        len(line.points) == 2
        and not (line.head_start or line.head_end or line.middle_head or line.block or line.dashed)
        and line.thickness >= least
        and length_of(line.points) >= LONG * line.thickness
        and min(abs(x1 - x0), abs(y1 - y0)) < 0.5
    )


def _alike(a: Line, b: Line) -> bool:
    return abs(a.thickness - b.thickness) < 0.1 * b.thickness and a.color == b.color


def _is_met(bar: Line, arrows: Sequence[Line], *, heads: bool = True) -> bool:
    """Whether the tip of an arrow, or the other end of one, lies at the side of a bar."""
    whole, along = length_of(bar.points), unit(bar.points[0], bar.points[-1])
    for arrow in arrows:
        for last, head in ((False, arrow.head_start), (True, arrow.head_end)):
            tip, way = arrow.tip(last)
            gap, place = nearest_on(tip, bar.points)
            if (
                head == heads
                and gap <= bar.thickness / 2 + TOUCH
                and RIM * whole < place < (1 - RIM) * whole
                and abs(dot(along, way)) < SQUARE
            ):
                return True
    return False


def _is_free(bar: Line, lines: Sequence[Line]) -> bool:
    """Whether no line goes on from an end of a bar; a thin one of another colour only leads to it."""
    ends = (bar.points[0], bar.points[-1])
    return not any(
        distance(end, other) <= bar.thickness
        for line in lines
        if line is not bar and (line.color == bar.color or THINNER * line.thickness > bar.thickness)
        for other in (line.points[0], line.points[-1])
        for end in ends
    )


def _outline(bar: Line) -> Trace:
    x0, y0, x1, y1 = grown(bounds(bar.points), bar.thickness / 2)
    if x1 - x0 > y1 - y0:
        x0, x1 = x0 + bar.thickness / 2, x1 - bar.thickness / 2
    else:
        y0, y1 = y0 + bar.thickness / 2, y1 - bar.thickness / 2
    color = bar.color or (0.0, 0.0, 0.0)
    return Trace(
        points=((x0, y0), (x1, y0), (x1, y1), (x0, y1)),
        closed=True,
        curved=0.0,
        bbox=(x0, y0, x1, y1),
        fill=color,
        stroke=color,
        thickness=0.0,
        dashed=False,
        order=bar.order,
    )
