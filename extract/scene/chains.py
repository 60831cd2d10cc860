"""Separate lines that continue each other become one; rings of lines become outlines."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extract.scene.geometry import (
    Polyline,
    along,
    area,
    bounds,
    distance,
    dot,
    height,
    length_of,
    nearest_on,
    touches,
    unit,
    width,
)
from extract.scene.heads import Line
from extract.scene.model import like
from extract.scene.traces import Trace
from graph import Box

MEETS = 0.9
"""Ends nearer than this, in points, meet."""

UPON = 0.3
"""Lines nearer than this, in points, lie upon each other."""

SHARED = 2.0
"""Least length that such lines share, in points; less is a corner or a meeting of ends."""


def unrepeated(lines: Sequence[Line]) -> list[Line]:
    """Lines without those that repeat another one's course."""
    kept: list[Line] = []
    seen: set[tuple[tuple[int, int], ...]] = set()
    for line in lines:
        course = tuple((round(x * 4), round(y * 4)) for x, y in line.points)
        if course not in seen and course[::-1] not in seen:
            seen.add(course)
            kept.append(line)
    return kept


def overlapping(lines: Sequence[Line]) -> list[Line]:
    """Lines, with straight ones that lie partly upon each other as one, unless a head sits where they overlap."""
    rest = list(lines)
    ends = np.array([_ends_of_straight(line) for line in rest]).reshape(-1, 2, 2)
    at = 0
    while at < len(rest):
        first = rest[at]
        for i in _upon(ends, at) if len(first.points) == 2 else ():
            second = rest[i]
            if _alike(first, second) and (whole := _whole(first, second)):
                rest[at] = whole
                ends[at] = whole.points
                del rest[i]
                ends = np.delete(ends, i, axis=0)
                break
        else:
            at += 1
    return rest


def _ends_of_straight(line: Line) -> Polyline:
    """The ends of a straight line; of any other, a place that nothing lies near to."""
    nowhere = (math.nan, math.nan)
    return line.points if len(line.points) == 2 else (nowhere, nowhere)


def _upon(ends: NDArray[np.float64], at: int) -> list[int]:
    """Indices of the straight lines behind one whose ends lie on the line through its ends.

    Args:
        ends: of all lines; x and y of both.
        at: index of the line.
    """
    start, end = ends[at]
    length = math.hypot(*(end - start))
    if length == 0.0:
        return []
    normal = np.array((start[1] - end[1], end[0] - start[0])) / length
    gaps = np.abs((ends[at + 1 :] - start) @ normal)
    return [at + 1 + int(i) for i in np.flatnonzero((gaps <= UPON).all(axis=1))]


def _whole(a: Line, b: Line) -> Line | None:
    """Two straight lines that lie partly upon each other as one; None where they do not."""
    if not touches(bounds(a.points), bounds(b.points), UPON):
        return None
    way, length = unit(*a.points), distance(*a.points)
    normal = (-way[1], way[0])
    places = []
    for x, y in b.points:
        away = (x - a.points[0][0], y - a.points[0][1])
        if abs(dot(away, normal)) > UPON:
            return None
        places.append(dot(away, way))
    turned = places[0] > places[1]
    start, end = sorted(places)
    b_start, b_end = (b.head_end, b.head_start) if turned else (b.head_start, b.head_end)
    if min(end, length) - max(start, 0.0) < SHARED:
        return None
    inner_start = (start > 0.0 and b_start) or (start < 0.0 and a.head_start)
    inner_end = (end < length and b_end) or (end > length and a.head_end)
    if inner_start or inner_end or b.middle_head:
        return None
    return replace(
        a,
        points=(along(a.points[0], way, min(start, 0.0)), along(a.points[0], way, max(end, length))),
        head_start=b_start if start < 0.0 else a.head_start,
        head_end=b_end if end > length else a.head_end,
        order=min(a.order, b.order),
    )


def chained(lines: Sequence[Line], closed: Sequence[Trace]) -> list[Line]:
    """Joins lines whose ends meet, where nothing else ends or passes there and no head sits between.

    Args:
        lines: to be joined.
        closed: outlines; lines that meet on one lead to it, and do not continue each other.
    """
    rest = list(lines)
    boxes = {id(line): bounds(line.points) for line in rest}
    changed = True
    while changed:
        changed = False
        joined: set[int] = set()
        for place, members in _ends(rest):
            if len(members) != 2:
                continue
            (first, first_last), (second, second_last) = members
            if first is second or not _alike(first, second):
                continue
            if joined & {id(first), id(second)}:
                # Its ends have moved: its other places wait for the next round.
                continue
            if _far_head(first, first_last) and _far_head(second, second_last):
                # Two arrows that begin at one place.
                continue
            if _passed(place, rest, boxes, first, second) or _on_outline(place, closed):
                continue
            _join(first, first_last, second, second_last)
            boxes[id(first)] = bounds(first.points)
            rest = [line for line in rest if line is not second]
            joined |= {id(first), id(second)}
            changed = True
    return rest


def _ends(lines: Sequence[Line]) -> list[tuple[tuple[float, float], list[tuple[Line, bool]]]]:
    """Places where head-free ends meet, with those ends."""
    cells: dict[tuple[int, int], list[tuple[tuple[float, float], list[tuple[Line, bool]]]]] = {}
    places: list[tuple[tuple[float, float], list[tuple[Line, bool]]]] = []
    for line in lines:
        for last in (False, True):
            point = line.points[-1] if last else line.points[0]
            key = (int(point[0] // 4), int(point[1] // 4))
            near = [
                place
                for dx in (-1, 0, 1)
                for dy in (-1, 0, 1)
                for place in cells.get((key[0] + dx, key[1] + dy), ())
                if distance(place[0], point) < MEETS
            ]
            if near:
                near[0][1].append((line, last))
            else:
                place = (point, [(line, last)])
                places.append(place)
                cells.setdefault(key, []).append(place)
    return [
        place
        for place in places
        if len(place[1]) > 1
        and not any(line.head_end if last else line.head_start for line, last in place[1])
    ]


def _has_head(line: Line, last: bool) -> bool:
    return line.head_end if last else line.head_start


def _far_head(line: Line, last: bool) -> bool:
    return _has_head(line, not last)


def _on_outline(place: tuple[float, float], closed: Sequence[Trace]) -> bool:
    spot = (*place, *place)
    return any(
        touches(trace.bbox, spot, MEETS)
        and nearest_on(place, (*trace.points, trace.points[0]))[0] < MEETS
        and max(width(trace.bbox), height(trace.bbox)) > 8
        for trace in closed
    )


def _alike(a: Line, b: Line) -> bool:
    return (
        a.dashed == b.dashed
        and not a.block
        and not b.block
        and abs(a.thickness - b.thickness) <= 0.4 * max(a.thickness, b.thickness)
        and (a.color is None or b.color is None or like(a.color, b.color, 0.15))
    )


def _passed(place: tuple[float, float], lines: Sequence[Line], boxes: Mapping[int, Box], *but: Line) -> bool:
    """Whether some other line passes through a place; `boxes` are those around the lines, by their identity."""
    spot = (place[0], place[1], place[0], place[1])
    return any(
        touches(boxes[id(line)], spot, MEETS)
        and all(line is not other for other in but)
        and nearest_on(place, line.points)[0] < MEETS
        for line in lines
    )


def _join(first: Line, first_last: bool, second: Line, second_last: bool) -> None:
    """Puts the second line onto an end of the first."""
    if not first_last:
        first.reversed()
    if second_last:
        second.reversed()
    first.points = (*first.points, *second.points[1:])
    first.head_end = second.head_end
    first.middle_head = first.middle_head or second.middle_head


def ring_of(line: Line) -> bool:
    """Whether a line comes back to its start around an area."""
    return (
        len(line.points) >= 4
        and not line.head_start
        and not line.head_end
        and distance(line.points[0], line.points[-1]) < 2 * MEETS
        and length_of(line.points) > 12
        and area(line.points) > 6
    )
