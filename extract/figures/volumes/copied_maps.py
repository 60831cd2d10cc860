"""Copies in a u-shaped network: a white box against a coloured one, at which an arrow ends, is a part of that map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.volumes.maps import WHITE, side_by_side
from extract.scene.geometry import gap_to_polygon, union, width
from extract.scene.model import Connector, Scene, Shape, end_of
from extract.scene.pictures import corners
from extract.scene.places import Places
from graph import Box

REACH = 14.0
"""Farthest that an arrow stops short of a copy that it points at, in points."""

TOUCH = 1.6
"""How near its outline a line begins that leaves a box, in points."""


def with_copies_joined(scene: Scene) -> Scene:
    """The scene, each copy put together with the map that it stands against.

    Nothing leaves the copy, and an arrow along the page ends at its outer side, so that both together are what is
    concatenated there.
    """
    held = {block.shape for block in scene.blocks}
    plain = [s for s in scene.shapes if s.kind in ("rectangle", "rounded") and not s.symbol and not s.dashed]
    white = [s for s in plain if s.fill is not None and min(s.fill) >= WHITE and s.id not in held]
    places = Places((s.bbox, s) for s in plain if s.fill is not None and min(s.fill) < WHITE)
    joined: dict[int, Shape] = {}
    gone: set[int] = set()
    for copy in white:
        beside = [
            s for s in places.near(copy.bbox, 1.0) if side_by_side(copy.bbox, s.bbox) and s.id not in joined
        ]
        if len(beside) == 1 and _is_copy(copy, beside[0], scene.connectors):
            both = union((copy.bbox, beside[0].bbox))
            joined[beside[0].id] = replace(beside[0], bbox=both, outline=corners(both), kind="rectangle")
            gone.add(copy.id)
    if not joined:
        return scene
    shapes = [joined.get(s.id, s) for s in scene.shapes if s.id not in gone]
    place = {s.id: i for i, s in enumerate(shapes)}
    blocks = tuple(
        replace(b, shape=place.get(b.shape) if b.shape is not None else None) for b in scene.blocks
    )
    return replace(scene, shapes=tuple(replace(s, id=i) for i, s in enumerate(shapes)), blocks=blocks)


def _is_copy(copy: Shape, other: Shape, connectors: Sequence[Connector]) -> bool:
    """Whether an arrow ends at the outer side of a white box, and no line begins at it."""
    before = copy.bbox[0] < other.bbox[0]
    led = False
    for line in connectors:
        if line.head_end and _points_at(line, copy.bbox, before):
            led = True
        elif any(_touches(line, last, copy, other) for last in (False, True)):
            return False
    return led


def _points_at(line: Connector, box: Box, before: bool) -> bool:
    """Whether an arrow ends before the left, or behind the right, side of a box, or little within, and runs into it."""
    (x, y), way = end_of(line, last=True)
    gap = box[0] - x if before else x - box[2]
    level = abs(way[1]) < 0.1 and (way[0] > 0) == before
    return level and -0.5 * width(box) <= gap <= REACH and box[1] < y < box[3]


def _touches(line: Connector, last: bool, copy: Shape, other: Shape) -> bool:
    """Whether a line ends at a copy's outline, and not also at that of the map beside it."""
    end = line.points[-1 if last else 0]
    return abs(gap_to_polygon(end, copy.outline)) <= TOUCH < abs(gap_to_polygon(end, other.outline))
