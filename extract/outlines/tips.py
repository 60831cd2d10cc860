"""Arrowheads among paths: what sits on the end of a line of its own colour and points on along it is no character.

A line may be stroked, or its dashes filled as small bars.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from extract.document.page import Path, Point
from extract.scene.filled_dashes import dash_of
from extract.scene.geometry import Vector, bounds, box_area, distance, dot, inside, unit
from extract.scene.heads import head_of
from extract.scene.model import Color
from extract.scene.strokes import arrow_polygon, ribbon
from extract.scene.traces import traces_of

ALIGNED = 0.95
"""Least cosine between a line's end and the head on it."""

ASIDE = 0.06
"""Greatest distance of a line's end from the axis of the head on it, in the head's size."""

SHARPEST_STEP = 0.3
"""Shortest last segment of a line, in points, that tells its direction."""


_End = tuple[Point, Vector, Color]
"""An end of a line, the direction in which it runs out of it, and its colour."""


_Ends = Mapping[Color, Sequence[tuple[Point, Vector, int]]]
"""Ends of lines by their colour, from left to right, each with the place of its path."""


def line_tips(paths: Sequence[Path]) -> set[int]:
    """Places of the paths that are heads of stroked lines among them."""
    heads = {path.fill for path in paths if path.fill is not None}
    ends: dict[Color, list[tuple[Point, Vector, int]]] = {}
    for i, path in enumerate(paths):
        for tip, way, color in _ends(path):
            if color in heads:
                ends.setdefault(color, []).append((tip, way, i))
    for each in ends.values():
        each.sort()
    return {i for i, path in enumerate(paths) if _is_tip(path, i, ends)}


def _ends(path: Path) -> list[_End]:
    """Both ends of an open stroked line, or of filled dashes, with the direction in which the line runs out of them."""
    if path.fill is not None and path.stroke is None:
        dashes = [dash for trace in traces_of([path]) if (dash := dash_of(trace)) is not None]
        pairs = [pair for a, b, _ in dashes for pair in ((b, a), (a, b))]
        return [(tip, unit(before, tip), path.fill) for before, tip in pairs]
    if path.stroke is None or path.fill is not None or path.closed or not path.segments:
        return []
    first, last = path.segments[0].points, path.segments[-1].points
    pairs = [(first[1], first[0]), (last[-2], last[-1])]
    return [
        (tip, unit(before, tip), path.stroke)
        for before, tip in pairs
        if distance(before, tip) > SHARPEST_STEP
    ]


def _is_tip(path: Path, own: int, ends: _Ends) -> bool:
    if path.fill is None or path.stroke not in (None, path.fill):
        return False
    x0, y0, x1, y1 = path.bbox
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    reach = 0.6 * max(x1 - x0, y1 - y0)
    of_color = ends.get(path.fill, ())
    # A drawn icon brings ends by the ten thousand.
    left = bisect_left(of_color, middle[0] - reach, key=_x)
    right = bisect_right(of_color, middle[0] + reach, key=_x)
    near = [
        (tip, way)
        for tip, way, of in of_color[left:right]
        # The dot of an i sits on the end of its own stem.
        if of != own and distance(tip, middle) <= reach and dot(way, unit(tip, middle)) > 0
    ]
    if not near:
        return False
    heads = [head for trace in traces_of([path]) if (head := head_of(trace)) is not None]
    return any(
        dot(axis, way) > ALIGNED
        and (
            dot(way, unit(end, middle)) > ALIGNED
            # The box of a slanting head lies beside its axis.
            or _aside(end, tip, axis) < ASIDE * head.size
        )
        for head in heads
        for tip, axis in head.axes
        for end, way in near
    )


def _x(end: tuple[Point, Vector, int]) -> float:
    return end[0][0]


def _aside(p: Point, tip: Point, axis: Vector) -> float:
    """Distance of a point from the line through a tip along an axis."""
    return abs((p[0] - tip[0]) * axis[1] - (p[1] - tip[1]) * axis[0])


def is_thick_arrow(path: Path) -> bool:
    """Whether a path is one straight arrow in one outline, as office programs draw between boxes."""
    if path.fill is None or any(segment.kind == "curve" for segment in path.segments):
        # A z has the corners of an arrow; those of type are a little bent.
        return False
    traces = traces_of([path])
    return len(traces) == 1 and arrow_polygon(traces[0]) is not None


def is_headed_band(path: Path) -> bool:
    """Whether a path is a filled band with a head on its end, each in one piece: an arrow, and no character."""
    if path.fill is None or path.stroke not in (None, path.fill):
        return False
    traces = traces_of([path])
    if not 2 <= len(traces) <= 3:
        return False
    heads = [head for trace in traces if (head := head_of(trace)) is not None]
    bands = [band for trace in traces if head_of(trace) is None and (band := ribbon(trace)) is not None]
    if len(bands) != 1 or len(bands) + len(heads) != len(traces):
        return False
    outer = max((trace.points for trace in traces), key=lambda points: box_area(bounds(points)))
    if any(all(inside(corner, outer) for corner in head.ring) for head in heads):
        # The counter of an A.
        return False
    points = bands[0].points
    return all(
        any(
            distance(end, tip) <= 1.6 * head.size and dot(unit(before, end), axis) > 0.8
            for before, end in ((points[1], points[0]), (points[-2], points[-1]))
            for tip, axis in head.axes
        )
        for head in heads
    )
