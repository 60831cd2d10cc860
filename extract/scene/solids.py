"""Volumes: boxes drawn in perspective, of faces or of bare edges, as one shape each."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.scene.geometry import (
    Point,
    area,
    bounds,
    box_area,
    contains,
    distance,
    height,
    simplified_ring,
    union,
    width,
)
from extract.scene.heads import Line
from extract.scene.model import Shape
from extract.scene.solids_in_rows import row_of_solids
from extract.scene.together import together
from graph import Box

SNAP = 1.3
"""Corners nearer than this, in points, are one corner."""

SHORTEST = 1.5
"""Shortest edge of a volume, in points."""

ROUNDED = 12
"""Most points of an outline with cut corners."""

CUT = 1.0
"""How far such a corner may lie within the true one, in points."""

TURN = math.radians(6)
"""Edges whose directions differ by less are parallel."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """A straight edge and what it was drawn by: the place of a shape, whose corners may be cut, or of a line."""

    a: Point
    b: Point
    shape: int | None = None
    line: int | None = None
    rounded: bool = False

    @property
    def angle(self) -> float:
        """Direction from 0 to π."""
        return math.atan2(self.b[1] - self.a[1], self.b[0] - self.a[0]) % math.pi

    @property
    def length(self) -> float:
        return distance(self.a, self.b)


def solids(shapes: Sequence[Shape], lines: Sequence[Line]) -> tuple[list[Shape], list[Line]]:
    """Shapes with the volumes among them put together, and the lines that are no edges of volumes.

    A volume is a set of edges that hang together at their corners and run in three directions, of which one is
    slanted. What is drawn inside it stays a shape of its own.
    """
    edges = [*_edges_of_shapes(shapes), *_edges_of_lines(lines)]
    gone_shapes: set[int] = set()
    gone_lines: set[int] = set()
    found: list[Shape] = []
    for group in _bodies(edges):
        used_shapes = {edge.shape for edge in group if edge.shape is not None}
        used_lines = {edge.line for edge in group if edge.line is not None}
        row = row_of_solids([shapes[i] for i in sorted(used_shapes)])
        if row:
            found.extend(_volume(list(_edges_of_shapes(faces)), faces, ()) for faces in row)
        else:
            found.append(_volume(group, [shapes[i] for i in used_shapes], [lines[i] for i in used_lines]))
        gone_shapes |= used_shapes
        gone_lines |= used_lines
    if not found:
        return list(shapes), list(lines)
    kept = [shape for i, shape in enumerate(shapes) if i not in gone_shapes]
    merged = sorted([*kept, *found], key=lambda shape: shape.order)
    return (
        [replace(shape, id=i) for i, shape in enumerate(merged)],
        [line for i, line in enumerate(lines) if i not in gone_lines],
    )


def _bodies(edges: Sequence[_Edge]) -> Iterator[list[_Edge]]:
    """The edges of each volume; where lines hang at its corners that are none of it, the edges of its faces alone."""
    for group in _hanging_together(edges):
        if _is_solid(group) or _is_slab(group):
            yield group
            continue
        faces = [edge for edge in group if edge.shape is not None]
        if len(faces) == len(group) or _is_fan(group):
            continue
        yield from (part for part in _hanging_together(faces) if _has_three_faces(part) and _is_solid(part))


def _edges_of_shapes(shapes: Sequence[Shape]) -> list[_Edge]:
    """Edges of shapes with four straight sides, and of the hexagon that a volume's outline is."""
    found: list[_Edge] = []
    for i, shape in enumerate(shapes):
        ring = shape.outline
        if shape.kind == "polygon" and 6 < len(ring) <= ROUNDED:
            # The corners of the outline may be cut a little.
            ring = _squared(simplified_ring(ring, CUT), shape.bbox)
        # Six corners make a small volume's outline, though they look like those of a frame that two are cut from.
        curved = shape.kind in ("circle", "ellipse") or (shape.kind == "rounded" and len(ring) != 6)
        if len(ring) not in (4, 6) or curved or shape.symbol or shape.kind == "stack":
            continue
        cut = len(ring) != len(shape.outline)
        found.extend(
            _Edge(a, b, shape=i, rounded=cut) for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)
        )
    return [edge for edge in found if edge.length >= SHORTEST]


def _squared(ring: Sequence[Point], box: Box) -> tuple[Point, ...]:
    """A ring whose corners near those of the box around it are these."""
    frame = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return tuple(next((c for c in frame if distance(c, p) < 2 * CUT), p) for p in ring)


def _edges_of_lines(lines: Sequence[Line]) -> list[_Edge]:
    """Segments of solid lines without heads, of few corners."""
    found: list[_Edge] = []
    for i, line in enumerate(lines):
        if line.head_start or line.head_end or line.dashed or line.block or len(line.points) > 40:
            continue
        found.extend(_Edge(a, b, line=i) for a, b in zip(line.points, line.points[1:], strict=False))
    return [edge for edge in found if edge.length >= SHORTEST]


def _hanging_together(edges: Sequence[_Edge]) -> list[list[_Edge]]:
    """Edges grouped by shared corners; all edges of one shape or line stay together."""
    return [[edges[i] for i in group] for group in together(range(len(edges)), _joints(edges))]


def _joints(edges: Sequence[_Edge]) -> Iterator[tuple[int, int]]:
    """Pairs of edges of one shape or line, or with a corner in common."""
    owner: dict[tuple[str, int], int] = {}
    cells: dict[tuple[int, int], list[tuple[Point, int]]] = {}
    for i, edge in enumerate(edges):
        key = ("shape", edge.shape) if edge.shape is not None else ("line", edge.line or 0)
        yield i, owner.setdefault(key, i)
        for point in (edge.a, edge.b):
            column, row = round(point[0] / SNAP), round(point[1] / SNAP)
            near = [
                j
                for c in (column - 1, column, column + 1)
                for r in (row - 1, row, row + 1)
                for other, j in cells.get((c, r), ())
                if distance(point, other) < SNAP
            ]
            yield from ((i, j) for j in near)
            cells.setdefault((column, row), []).append((point, i))


def _is_solid(group: Sequence[_Edge]) -> bool:
    """Whether edges are those of a box in perspective: three directions, one slanted, each with parallels."""
    if not 7 <= len(group) <= 400 or _is_fan(group):
        return False
    classes = _directions(sorted(group, key=lambda e: -e.length))
    classes.sort(key=lambda members: -sum(edge.length for edge in members))
    total = sum(edge.length for edge in group)
    main = classes[:3]
    if len(main) < 3 or sum(edge.length for members in main for edge in members) < 0.93 * total:
        return False
    if any(_places(members) < 3 for members in main):
        return False
    slanted = [members for members in main if not _along_an_axis(members[0])]
    if not slanted:
        return False
    hull = convex_hull([point for edge in group for point in (edge.a, edge.b)])
    box = bounds(hull)
    # The outline of a box in perspective leaves two opposite corners of its frame empty; that of three faces may leave
    # most of it, as a bar's, or hardly any, as a thin slab's that is turned to the reader.
    least, most = (0.0, 0.9999) if _has_three_faces(group) else (0.3, 0.995)
    return min(width(box), height(box)) > 4 and least < area(hull) / box_area(box) < most


def _has_three_faces(group: Sequence[_Edge]) -> bool:
    """Whether edges are those of just three shapes."""
    return len(group) == 12 and len({edge.shape for edge in group} - {None}) == 3


def _is_fan(group: Sequence[_Edge]) -> bool:
    """Whether all edges run from one level to another: lines from one row to the next, not those of a box."""
    for axis in (0, 1):
        lows, highs = zip(*(sorted((edge.a[axis], edge.b[axis])) for edge in group), strict=True)
        if max(lows) - min(lows) < SNAP and max(highs) - min(highs) < SNAP < min(highs) - max(lows):
            return True
    return False


def _is_slab(group: Sequence[_Edge]) -> bool:
    """Whether edges are those of two faces with a side in common, one of them slanted: a slab without its third."""
    faces = {edge.shape for edge in group}
    if len(group) != 8 or len(faces) != 2 or None in faces:
        return False
    classes = _directions(group)
    slanted = [members for members in classes if not _along_an_axis(members[0])]
    if len(classes) != 3 or len(slanted) != 1 or min(_places(members) for members in classes) < 2:
        return False
    return any(_one_side(a, b) for a in group for b in group)


def _directions(edges: Sequence[_Edge]) -> list[list[_Edge]]:
    """Edges grouped by direction, each group's told by its first."""
    classes: list[list[_Edge]] = []
    for edge in edges:
        for members in classes:
            turned = abs(edge.angle - members[0].angle)
            # The direction of a short side between two cut corners is less sure.
            slack = max((CUT / 2 / one.length for one in (edge, members[0]) if one.rounded), default=0.0)
            if min(turned, math.pi - turned) < TURN + slack:
                members.append(edge)
                break
        else:
            classes.append([edge])
    return classes


def _one_side(a: _Edge, b: _Edge) -> bool:
    """Whether sides of two faces lie on each other; the edge of the figure may have cut one a little shorter."""
    (a0, a1), (b0, b1) = sorted((a.a, a.b)), sorted((b.a, b.b))
    gaps = sorted((distance(a0, b0), distance(a1, b1)))
    return a.shape != b.shape and gaps[0] < SNAP and gaps[1] < SNAP + 0.05 * a.length


def _places(members: Sequence[_Edge]) -> int:
    """How many of parallel edges lie apart from each other."""
    apart: list[_Edge] = []
    for edge in members:
        ends = sorted((edge.a, edge.b))
        if not any(
            distance(ends[0], sorted((o.a, o.b))[0]) < SNAP
            and distance(ends[1], sorted((o.a, o.b))[1]) < SNAP
            for o in apart
        ):
            apart.append(edge)
    return len(apart)


def _along_an_axis(edge: _Edge) -> bool:
    turned = edge.angle % (math.pi / 2)
    return min(turned, math.pi / 2 - turned) < TURN / 2


def _volume(group: Sequence[_Edge], shapes: Sequence[Shape], lines: Sequence[Line]) -> Shape:
    hull = convex_hull([point for edge in group for point in (edge.a, edge.b)])
    fills = sorted((shape for shape in shapes if shape.fill is not None), key=_seen_first)
    strokes = [shape.stroke for shape in shapes if shape.stroke] + [
        line.color for line in lines if line.color
    ]
    fronts = _fronts(shapes)
    orders = [shape.order for shape in shapes] + [line.order for line in lines]
    return Shape(
        id=0,
        kind="volume",
        outline=tuple(hull),
        bbox=bounds(hull),
        fill=fills[0].fill if fills else None,
        stroke=strokes[0] if strokes else None,
        order=max(orders),
        parts=max(1, len(shapes)),
        opaque=all(shape.opaque for shape in shapes),
        front=union(fronts) if fronts else None,
    )


def _seen_first(face: Shape) -> tuple[bool, float]:
    """The face that has a volume's own colour first: its front, as the sides are shaded; else the greatest."""
    return face.kind != "rectangle", -box_area(face.bbox)


def _fronts(faces: Sequence[Shape]) -> list[Box]:
    """The box of the greatest upright face that is filled, with those of the slices that stand against it."""
    upright = [face.bbox for face in faces if face.kind == "rectangle" and face.fill is not None]
    greatest = max(upright, key=box_area, default=None)
    if greatest is None:
        return []
    level = [box for box in upright if max(abs(box[i] - greatest[i]) for i in (1, 3)) < SNAP]
    # A band is painted on a part of a front.
    whole = [box for box in level if not any(_lies_on(box, other) for other in level)]
    found = [box for box in whole if box == greatest][:1]
    for side in (1, -1):
        for box in sorted(whole, key=lambda box: side * box[0]):
            first, last = found[0], found[-1]
            if side > 0 and abs(box[0] - last[2]) < SNAP:
                found.append(box)
            elif side < 0 and abs(box[2] - first[0]) < SNAP:
                found.insert(0, box)
    return found


def _lies_on(band: Box, front: Box) -> bool:
    return band != front and contains(front, band, SNAP) and width(band) < width(front) - SNAP


def convex_hull(points: Sequence[Point]) -> list[Point]:
    """Corners of the smallest convex polygon around points (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(sequence: Sequence[Point]) -> list[Point]:
        chain: list[Point] = []
        for p in sequence:
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2], chain[-1]
                if (bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) > 0:
                    break
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return half(ordered) + half(ordered[::-1])
