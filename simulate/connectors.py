"""Lines between the boxes of a simulated drawing, and the heads of arrows."""

from __future__ import annotations

import math

import pymupdf

from simulate.style import Style

Point = tuple[float, float]
STRAIGHT_WITHIN = 0.5
"""Points by which two ends may differ across the flow and still be joined by one straight line."""


def connect(page: pymupdf.Page, start: Point, end: Point, style: Style) -> None:
    """An arrow along the flow, by the style's route where the ends are not in one line."""
    across = 1 if style.direction == "right" else 0
    if style.route == "straight" or abs(start[across] - end[across]) < STRAIGHT_WITHIN:
        arrow(page, [start, end], style)
        return
    along = 1 - across
    middle = (start[along] + end[along]) / 2
    turns = [_at(along, middle, start[across]), _at(along, middle, end[across])]
    if style.route == "elbow":
        arrow(page, [start, *turns, end], style)
    else:
        _curved(page, start, turns[0], turns[1], end, style)


def arrow(page: pymupdf.Page, points: list[Point], style: Style, *, dashed: bool = False) -> None:
    """A line through `points` with the style's head at its end."""
    points = [*points]
    points[0] = _moved(points[0], points[1], style.short)
    points[-1] = _moved(points[-1], points[-2], style.short)
    angle = _angle(points[-2], points[-1])
    stop = _moved(points[-1], points[-2], _shaft(style))
    page.draw_polyline(
        [*points[:-1], stop], style.line, width=style.width, dashes="[3 2] 0" if dashed else None
    )
    head(page, points[-1], angle, style)


def head(page: pymupdf.Page, tip: Point, angle: float, style: Style) -> None:
    """The head of an arrow that points at `tip` in the direction `angle`, in radians."""
    size = 3.2 + style.width

    def corner(turn: float, part: float = 1.0) -> Point:
        return tip[0] - part * size * math.cos(angle + turn), tip[1] - part * size * math.sin(angle + turn)

    match style.head:
        case "filled":
            outline = [corner(0.4), tip, corner(-0.4)]
            page.draw_polyline(outline, style.line, style.line, width=0.2, closePath=True)
        case "stealth":
            outline = [corner(0.45, 1.3), tip, corner(-0.45, 1.3), corner(0.0, 0.8)]
            page.draw_polyline(outline, None, style.line, closePath=True)
        case "open":
            page.draw_polyline([corner(0.5), tip, corner(-0.5)], style.line, width=style.width)
        case "strokes":
            page.draw_line(corner(0.5), tip, style.line, width=style.width)
            page.draw_line(corner(-0.5), tip, style.line, width=style.width)


def _curved(page: pymupdf.Page, start: Point, first: Point, second: Point, end: Point, style: Style) -> None:
    start, end = _moved(start, first, style.short), _moved(end, second, style.short)
    stop = _moved(end, second, _shaft(style))
    page.draw_bezier(start, first, second, stop, style.line, width=style.width)
    head(page, end, _angle(second, end), style)


def _shaft(style: Style) -> float:
    """How far before the tip the line ends."""
    return (3.2 + style.width) * 0.8 if style.head in ("filled", "stealth") else 0.0


def _at(along: int, place: float, across: float) -> Point:
    return (place, across) if along == 0 else (across, place)


def _angle(a: Point, b: Point) -> float:
    return math.atan2(b[1] - a[1], b[0] - a[0])


def _moved(point: Point, towards: Point, by: float) -> Point:
    angle = _angle(point, towards)
    return point[0] + by * math.cos(angle), point[1] + by * math.sin(angle)
