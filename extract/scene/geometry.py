"""Plane geometry on points, polylines and boxes; page coordinates in points, y downwards."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from graph import Box

Point = tuple[float, float]
Vector = tuple[float, float]
Polyline = tuple[Point, ...]

CURVE_STEPS = 8


def distance(a: Point, b: Point) -> float:
    """Euclidean distance."""
    return math.hypot(a[0] - b[0], a[1] - b[1])


def unit(a: Point, b: Point) -> Vector:
    """The unit vector from a to b; (0, 0) where they coincide."""
    length = distance(a, b)
    return ((b[0] - a[0]) / length, (b[1] - a[1]) / length) if length > 1e-9 else (0.0, 0.0)


def dot(u: Vector, v: Vector) -> float:
    """Scalar product."""
    return u[0] * v[0] + u[1] * v[1]


def along(p: Point, direction: Vector, length: float) -> Point:
    """The point `length` from p in a direction."""
    return (p[0] + direction[0] * length, p[1] + direction[1] * length)


def middle(a: Point, b: Point) -> Point:
    """The point half way."""
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def bezier(p0: Point, p1: Point, p2: Point, p3: Point, steps: int = CURVE_STEPS) -> list[Point]:
    """Points on a cubic curve, without its first; denser towards its ends, where its direction is asked for."""
    points = []
    for i in range(1, steps + 1):
        t = 0.5 - 0.5 * math.cos(math.pi * i / steps)
        s = 1 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        x = a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0]
        y = a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1]
        points.append((x, y))
    return points


def turning(a: Point, b: Point, c: Point) -> float:
    """Twice the signed area of a corner: positive where the way from a over b to c turns clockwise on the page."""
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])


def length_of(points: Sequence[Point]) -> float:
    """Length of a polyline."""
    return sum(distance(a, b) for a, b in pairwise(points))


def point_at(points: Sequence[Point], position: float) -> Point:
    """The point on a polyline at a distance from its start, its end where the line is shorter."""
    rest = position
    for a, b in pairwise(points):
        step = distance(a, b)
        if step >= rest and step > 0:
            return along(a, unit(a, b), rest)
        rest -= step
    return points[-1]


def points_at(points: Sequence[Point], positions: Sequence[float]) -> list[Point]:
    """The points on a polyline at rising distances from its start, as `point_at` gives them, in one go."""
    found: list[Point] = []
    done = 0.0
    for a, b in pairwise(points):
        step = distance(a, b)
        while step > 0 and len(found) < len(positions) and positions[len(found)] - done <= step:
            found.append(along(a, unit(a, b), positions[len(found)] - done))
        done += step
    return found + [points[-1]] * (len(positions) - len(found))


def area(points: Sequence[Point]) -> float:
    """Area of a polygon, without sign."""
    return abs(signed_area(points))


def signed_area(points: Sequence[Point]) -> float:
    """Area of a polygon, positive where its points run clockwise on the page."""
    total = 0.0
    for (x0, y0), (x1, y1) in zip(points, (*points[1:], points[0]), strict=True):
        total += x0 * y1 - x1 * y0
    return total / 2


def centroid(points: Sequence[Point]) -> Point:
    """Mean of the points."""
    n = len(points)
    return (sum(p[0] for p in points) / n, sum(p[1] for p in points) / n)


def bounds(points: Iterable[Point]) -> Box:
    """The box around points."""
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def project(p: Point, a: Point, b: Point) -> tuple[float, float]:
    """Distance from p to the segment a-b, and where on it the nearest point lies (0 at a, 1 at b)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    t = 0.0 if square < 1e-12 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square))
    return math.hypot(a[0] + t * dx - p[0], a[1] + t * dy - p[1]), t


def in_line(points: Sequence[Point], tolerance: float) -> bool:
    """Whether points lie along one straight line, each within a tolerance of it."""
    first = max(points, key=lambda p: distance(p, points[0]))
    last = max(points, key=lambda p: distance(p, first))
    return all(project(p, first, last)[0] <= tolerance for p in points)


def nearest_on(p: Point, points: Sequence[Point]) -> tuple[float, float]:
    """Distance from p to a polyline, and how far along the line (in points) the nearest point lies."""
    best, position, done = math.inf, 0.0, 0.0
    for a, b in pairwise(points):
        step = distance(a, b)
        gap, t = project(p, a, b)
        if gap < best:
            best, position = gap, done + t * step
        done += step
    return best, position


def inside(p: Point, polygon: Sequence[Point]) -> bool:
    """Whether a point lies in a polygon (even-odd)."""
    x, y = p
    hit = False
    x0, y0 = polygon[-1]
    for x1, y1 in polygon:
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            hit = not hit
        x0, y0 = x1, y1
    return hit


def gap_to_polygon(p: Point, polygon: Sequence[Point]) -> float:
    """Distance from a point to a polygon's outline; negative inside it."""
    gap, _ = nearest_on(p, (*polygon, polygon[0]))
    return -gap if inside(p, polygon) else gap


def _distances(points: Sequence[Point], a: Point, b: Point) -> list[float]:
    """Distances of points from the segment a-b, as `project` gives them, in one go."""
    (x0, y0), dx, dy = a, b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    if square < 1e-12:
        return [math.hypot(x0 - x, y0 - y) for x, y in points]
    found = []
    for x, y in points:
        t = ((x - x0) * dx + (y - y0) * dy) / square
        t = 0.0 if t < 0.0 else 1.0 if t > 1.0 else t
        found.append(math.hypot(x0 + t * dx - x, y0 + t * dy - y))
    return found


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """The polyline without points that lie within a tolerance of the line through their neighbours."""
    if len(points) < 3:
        return list(points)
    gaps = _distances(points[1:-1], points[0], points[-1])
    worst = max(range(len(gaps)), key=gaps.__getitem__) + 1
    if gaps[worst - 1] <= tolerance:
        return [points[0], points[-1]]
    left = simplified(points[: worst + 1], tolerance)
    return left[:-1] + simplified(points[worst:], tolerance)


def simplified_ring(points: Sequence[Point], tolerance: float) -> list[Point]:
    """A closed polygon without superfluous points; no point is repeated at its end."""
    ring = list(points)
    while len(ring) > 1 and distance(ring[0], ring[-1]) < 1e-3:
        ring.pop()
    if len(ring) < 4:
        return ring
    far = max(range(len(ring)), key=lambda i: distance(ring[0], ring[i]))
    half = simplified(ring[: far + 1], tolerance)
    other = simplified([*ring[far:], ring[0]], tolerance)
    joined = half[:-1] + other[:-1]
    # The start may itself lie on a straight side.
    return [
        p
        for i, p in enumerate(joined)
        if len(joined) < 4 or project(p, joined[i - 1], joined[(i + 1) % len(joined)])[0] > tolerance
    ]


def crossing(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Where segments a-b and c-d cross, or None."""
    rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    det = rx * sy - ry * sx
    if abs(det) < 1e-9:
        return None
    t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / det
    u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / det
    return (a[0] + t * rx, a[1] + t * ry) if 0 <= t <= 1 and 0 <= u <= 1 else None


def width(box: Box) -> float:
    """Horizontal size."""
    return box[2] - box[0]


def height(box: Box) -> float:
    """Vertical size."""
    return box[3] - box[1]


def same_size(a: Box, b: Box, share: float) -> bool:
    """Whether two boxes differ in width and in height by at most a share of the larger."""
    return all(abs(extent(a) - extent(b)) <= share * max(extent(a), extent(b)) for extent in (width, height))


def box_area(box: Box) -> float:
    """Area of a box; 0 where it is empty."""
    return max(0.0, width(box)) * max(0.0, height(box))


def centre(box: Box) -> Point:
    """Middle of a box."""
    return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def grown(box: Box, margin: float) -> Box:
    """A box with a margin added on all sides."""
    return (box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin)


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return (min(x0), min(y0), max(x1), max(y1))


def common(a: Box, b: Box) -> Box:
    """What two boxes share; an empty box (x1 < x0 or y1 < y0) where nothing."""
    return (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))


def touches(a: Box, b: Box, margin: float = 0.0) -> bool:
    """Whether two boxes meet, or come nearer than a margin."""
    return a[0] <= b[2] + margin and b[0] <= a[2] + margin and a[1] <= b[3] + margin and b[1] <= a[3] + margin


def holds(box: Box, p: Point, margin: float = 0.0) -> bool:
    """Whether a point lies in a box grown by a margin."""
    return box[0] - margin <= p[0] <= box[2] + margin and box[1] - margin <= p[1] <= box[3] + margin


def contains(outer: Box, inner: Box, margin: float = 0.0) -> bool:
    """Whether a box lies within another grown by a margin."""
    return holds(outer, (inner[0], inner[1]), margin) and holds(outer, (inner[2], inner[3]), margin)


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """Length that two intervals share; negative: the gap between them."""
    return min(a1, b1) - max(a0, b0)


def gap_between(a: Box, b: Box) -> float:
    """Distance between two boxes; 0 where they meet."""
    dx = max(0.0, -overlap(a[0], a[2], b[0], b[2]))
    dy = max(0.0, -overlap(a[1], a[3], b[1], b[3]))
    return math.hypot(dx, dy)


def unfolded(points: Polyline, off: float = 0.3) -> Polyline:
    """A polyline without pieces at its ends that run back upon it; programs add them where a shaft meets its head.

    Args:
        off: how far such a piece may lie beside the line, in points.
    """
    points = tuple(points)
    for _ in range(2):
        while len(points) > 2 and distance(points[-1], points[-2]) < distance(points[-2], points[-3]):
            way = unit(points[-2], points[-3])
            back = (points[-1][0] - points[-2][0], points[-1][1] - points[-2][1])
            if dot(back, way) <= 0 or abs(dot(back, (-way[1], way[0]))) > off:
                break
            points = points[:-1]
        points = points[::-1]
    return points
