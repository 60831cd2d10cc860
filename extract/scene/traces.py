"""A page's paths as traces: one polyline for every piece that is drawn without lifting the pen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.document.page import Path
from extract.scene.geometry import Point, area, bezier, bounds, common, contains, distance, project
from extract.scene.model import Color
from graph import Box

JOINED = 0.02
"""Ends nearer than this, in points, are one place of the pen."""

STRAIGHT = 0.02
"""Points by which the handles of a curve may lie off its chord where it is a line."""

LOOP = 18.0
"""Greatest extent, in points, of a head drawn in one go with its line."""

FACE = 4
"""Corners of a face of several that are drawn in one go."""

LEAST_FACE = 2.0
"""Least area of such a face, in square points."""

FAINT = 0.04
"""Opacity below which nothing is seen."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A polyline as drawn.

    Attributes:
        points: curves flattened; where it is closed, the first is not repeated.
        closed: whether its end meets its start, or its inside is filled.
        curved: share of its segments that were curves.
        bbox: the box around what its clip leaves of it.
        fill, stroke: colours; None where not painted.
        thickness: of the stroke, in points.
        dashed: whether the stroke is dashed.
        order: painting order.
        opaque: whether its fill hides what lies beneath.
        frame: whether its inside is a hole, so that only its rim is painted.
    """

    points: tuple[Point, ...]
    closed: bool
    curved: float
    bbox: Box
    fill: Color | None
    stroke: Color | None
    thickness: float
    dashed: bool
    order: int
    frame: bool = False
    opaque: bool = True


def traces_of(paths: Iterable[Path]) -> list[Trace]:
    """The traces of paths that can be seen, in painting order."""
    found: list[Trace] = []
    for path in paths:
        fill = path.fill if path.fill_opacity > FAINT else None
        stroke = path.stroke if path.stroke_opacity > FAINT else None
        if fill is None and stroke is None:
            continue
        own = [
            trace
            for drawn, curves, shut in _pieces(path)
            for part in (_rings(drawn) if fill is not None else [drawn])
            for points, whole in _without_loop(part, shut)
            if (trace := _trace(path, points, curves, whole, fill, stroke)) is not None
        ]
        found.extend(_without_holes(own) if fill is not None and len(own) > 1 else own)
    return found


def _pieces(path: Path) -> Iterable[tuple[list[Point], float, bool]]:
    """Points, share of curves and closedness of each piece of a path."""
    points: list[Point] = []
    curves = count = 0
    for segment in path.segments:
        if segment.kind in ("rect", "quad"):
            if points:
                yield points, curves / max(count, 1), False
                points, curves, count = [], 0, 0
            yield list(segment.points), 0.0, True
            continue
        if points and distance(points[-1], segment.points[0]) > JOINED:
            yield points, curves / max(count, 1), False
            points, curves, count = [], 0, 0
        if not points:
            points = [segment.points[0]]
        count += 1
        a, d = segment.points[0], segment.points[-1]
        # Some programs write straight lines as curves.
        if segment.kind == "curve" and max(project(p, a, d)[0] for p in segment.points[1:3]) > STRAIGHT:
            curves += 1
            b, c = segment.points[1:3]
            points.extend(bezier(a, b, c, d))
        else:
            points.append(d)
    if points:
        yield points, curves / max(count, 1), path.closed


def _rings(points: list[Point]) -> list[list[Point]]:
    """The outline of one face after the other where the pen comes back to the start of one and goes on from there.

    Faces are quadrilaterals, and the next one has a side in common with what is drawn already.
    """
    if len(points) <= 2 * FACE - 1 or distance(points[FACE], points[0]) > JOINED:
        return [points]
    face, rest = points[: FACE + 1], points[FACE:]
    beside = any(distance(a, b) < JOINED for a in face[1:FACE] for b in rest[1:FACE])
    large = all(area(ring[:FACE]) > LEAST_FACE for ring in (face, rest))
    return [face, *_rings(rest)] if beside and large else [points]


def _without_loop(points: list[Point], closed: bool) -> list[tuple[list[Point], bool]]:
    """A polyline that ends in a small loop, as a line with its head drawn in one go, as line and loop."""
    if closed or len(points) < 5:
        return [(points, closed)]
    for at in (-4, -5):
        if len(points) + at >= 1 and distance(points[at], points[-1]) < 0.3:
            loop = points[at:]
            box = bounds(loop)
            if max(box[2] - box[0], box[3] - box[1]) < LOOP and area(loop) > 0.3:
                return [([*points[:at], points[at]], False), (loop, True)]
    return [(points, closed)]


def _trace(
    path: Path,
    points: list[Point],
    curved: float,
    whole: bool,
    fill: Color | None,
    stroke: Color | None,
) -> Trace | None:
    ring = [p for i, p in enumerate(points) if i == 0 or distance(p, points[i - 1]) > JOINED]
    if len(ring) < 2:
        return None
    meets = len(ring) > 2 and distance(ring[0], ring[-1]) < 0.3
    closed = len(ring) > 2 and (whole or meets or fill is not None)
    if closed and distance(ring[0], ring[-1]) < 0.3 and len(ring) > 3:
        ring.pop()
    if not closed:
        if stroke is None:
            # A filled line without area paints nothing.
            return None
        fill = None
    box = bounds(ring)
    if path.clip is not None and not contains(path.clip, box, 0.5):
        seen = common(box, path.clip)
        if seen[2] < seen[0] or seen[3] < seen[1]:
            return None
        if closed and _is_upright(ring):
            ring = [(seen[0], seen[1]), (seen[2], seen[1]), (seen[2], seen[3]), (seen[0], seen[3])]
        box = seen
    return Trace(
        points=tuple(ring),
        closed=closed,
        curved=curved,
        bbox=box,
        fill=fill,
        stroke=stroke,
        thickness=path.width if stroke is not None else 0.0,
        dashed=bool(path.dashes),
        order=path.order,
        opaque=path.fill_opacity > 0.9,
    )


def _is_upright(ring: list[Point]) -> bool:
    """Whether a ring is a rectangle along the axes."""
    if len(ring) != 4:
        return False
    x0, y0, x1, y1 = bounds(ring)
    return all(min(abs(x - x0), abs(x - x1)) < 0.05 and min(abs(y - y0), abs(y - y1)) < 0.05 for x, y in ring)


def _without_holes(pieces: list[Trace]) -> list[Trace]:
    """Filled pieces of one path; a piece within another is its hole, which leaves of the outer its rim."""
    inner: set[int] = set()
    outer: dict[int, int] = {}
    for i, a in enumerate(pieces):
        for j, b in enumerate(pieces):
            if i != j and contains(a.bbox, b.bbox) and a.bbox != b.bbox and _near_rim(a, b):
                inner.add(j)
                outer[i] = j
    kept = []
    for i, piece in enumerate(pieces):
        if i in inner:
            continue
        if i in outer:
            hole = pieces[outer[i]].bbox
            rim = max((hole[0] - piece.bbox[0] + piece.bbox[2] - hole[2]) / 2, 0.1)
            piece = Trace(
                piece.points,
                True,
                piece.curved,
                piece.bbox,
                None,
                piece.stroke or piece.fill,
                rim,
                piece.dashed,
                piece.order,
                frame=True,
            )
        kept.append(piece)
    return kept


def _near_rim(outer: Trace, inner: Trace) -> bool:
    """Whether the inner piece leaves of the outer only a thin rim."""
    a, b = outer.bbox, inner.bbox
    gaps = (b[0] - a[0], b[1] - a[1], a[2] - b[2], a[3] - b[3])
    return max(gaps) <= 4.0 and max(gaps) < 0.35 * min(a[2] - a[0], a[3] - a[1])
