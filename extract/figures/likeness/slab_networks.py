"""Networks drawn as slabs: volumes joined from corner to corner by plain lines, with one name for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.scene.geometry import Point, centre, distance, gap_to_polygon, union, width
from extract.scene.model import Connector, Shape, TextBlock
from extract.scene.places import Places
from graph import Box

FEWEST = 2
"""Fewest slabs of a network, and fewest lines from each to the next."""

CORNER = 2.0
"""How near a corner of a slab a line ends, in points."""

NAMED = 1.2
"""Farthest that the name stands over or under the slabs, in sizes of text."""

MIDDLE = 0.2
"""How far the middle of the name may lie from that of the slabs, in their whole width."""


Corners = Mapping[int, Mapping[int, bool]]
"""By a slab's id the numbers of lines that end at its corners, and whether over its middle."""


def slab_networks(
    shapes: Sequence[Shape], connectors: Sequence[Connector], blocks: Sequence[TextBlock], unit: float
) -> list[list[int]]:
    """Ids of the slabs of each network, from left to right.

    Args:
        shapes: those without text.
        connectors: the scene's lines.
        blocks: the scene's text; slabs without a name for all of them are several things.
        unit: usual size of the figure's text, in points.
    """
    slabs = sorted((s for s in shapes if s.kind in ("volume", "rectangle")), key=lambda s: s.bbox[0])
    plain = [sorted(pair) for line in connectors if not line.headed for pair in pairwise(line.points)]
    if len(plain) < FEWEST:
        return []
    leave, arrive = (_at_corners(slabs, [line[end] for line in plain]) for end in (0, 1))
    found: list[list[Shape]] = []
    for slab in slabs:
        row = next((row for row in found if _joined(row[-1], slab, leave, arrive)), None)
        if row is None:
            found.append([slab])
        else:
            row.append(slab)
    return [
        [slab.id for slab in row]
        for row in found
        if len(row) >= FEWEST and _has_name(union(slab.bbox for slab in row), blocks, unit)
    ]


def _joined(one: Shape, other: Shape, leave: Corners, arrive: Corners) -> bool:
    """Whether lines run from corners over, and under, the middle of one slab to such of the next."""
    if other.bbox[0] < one.bbox[2] - CORNER and other.bbox[0] - one.bbox[0] < width(one.bbox):
        return False
    from_one, to_other = leave[one.id], arrive[other.id]
    sides = {over for line, over in from_one.items() if line in to_other and to_other[line] == over}
    return len(sides) == FEWEST


def _at_corners(slabs: Sequence[Shape], ends: Sequence[Point]) -> Corners:
    """Of each slab the lines that end at its corners."""
    places = Places(((*end, *end), i) for i, end in enumerate(ends))
    return {
        slab.id: {
            i: ends[i][1] < centre(slab.bbox)[1]
            for i in places.near(slab.bbox, CORNER)
            if _at_corner(ends[i], slab)
        }
        for slab in slabs
    }


def _at_corner(point: Point, slab: Shape) -> bool:
    """Whether a point lies at a corner of a slab's outline, or on its upper or lower rim."""
    if any(distance(point, corner) < CORNER for corner in slab.outline):
        return True
    rims = [side for side in pairwise((*slab.outline, slab.outline[0])) if abs(side[0][1] - side[1][1]) < 0.5]
    return any(gap_to_polygon(point, side) < CORNER for side in rims)


def _has_name(slabs: Box, blocks: Sequence[TextBlock], unit: float) -> bool:
    """Whether a text stands over or under the middle of all slabs; of several on a side each is of one slab."""
    middle = centre(slabs)[0]
    column = [block for block in blocks if slabs[0] <= centre(block.bbox)[0] <= slabs[2]]
    for gaps in (
        [(slabs[1] - block.bbox[3], block) for block in column],
        [(block.bbox[1] - slabs[3], block) for block in column],
    ):
        near = [(gap, block) for gap, block in gaps if -0.3 * unit <= gap <= 2 * NAMED * unit]
        if len(near) == 1 and near[0][0] <= NAMED * unit:
            return abs(centre(near[0][1].bbox)[0] - middle) < MIDDLE * width(slabs)
    return False
