"""Slabs joined from corner to corner by plain lines: layers that follow each other, each drawn by its size alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.figures.likeness.units import is_dots
from extract.figures.things.things import Thing
from extract.scene.geometry import Point, distance, gap_to_polygon
from extract.scene.model import Connector
from extract.scene.places import Places
from extract.scene.together import together

FEWEST = 3
"""Fewest slabs of a row."""

CORNER = 0.5
"""How near a corner a line ends, in sizes of text; at least LEAST."""

LEAST = 2.0
"""Least such distance, in points."""

SOLID = frozenset({"rectangle", "rounded", "parallelogram", "trapezoid", "volume", "stack", "polygon"})
"""Kinds of shapes that slabs are drawn as."""


class _Line(NamedTuple):
    """A straight piece of a line: the id of its connector, its left and its right end."""

    connector: int
    left: Point
    right: Point


def slab_rows(
    things: Sequence[Thing], connectors: Sequence[Connector], unit: float
) -> tuple[set[int], set[int]]:
    """Ids of the slabs that follow each other across the page, and of the lines that join them.

    From each slab to the next run two lines, one from a corner on either side of its middle to such a corner of the
    next; an ellipsis may stand for slabs that are left out. Where all of them hold text, lines between boxes are told
    elsewhere.

    Args:
        things: all things.
        connectors: the lines; those with a head lead from thing to thing.
        unit: usual size of the figure's text, in points.
    """
    plain = [
        _Line(line.id, *sorted(pair))
        for line in connectors
        if not line.headed
        for pair in pairwise(line.points)
    ]
    slabs = [thing for thing in things if _may_be_slab(thing)]
    if len(plain) < 2 * (FEWEST - 1) or len(slabs) < FEWEST:
        return set(), set()
    reach = max(LEAST, CORNER * unit)
    starts = Places(((*line.left, *line.left), line) for line in plain)
    ends = Places(((*line.right, *line.right), line) for line in plain)
    reaching: dict[_Line, list[Thing]] = {}
    for slab in slabs:
        for line in ends.near(slab.bbox, 2 * reach):
            if _reaches(line.right, slab, reach):
                reaching.setdefault(line, []).append(slab)
    sides: dict[tuple[int, int], dict[bool, int]] = {}
    for slab in slabs:
        for line in starts.near(slab.bbox, 2 * reach):
            for other in reaching.get(line, ()) if _leaves(line.left, slab, reach) else ():
                side = _side(slab, other, line)
                if side is not None:
                    sides.setdefault((slab.id, other.id), {})[side] = line.connector
    joined = [pair for pair, lines in sides.items() if len(lines) == 2]
    rows = [
        [things[i] for i in row if things[i].kind != "text"]
        for row in together((s.id for s in slabs), joined)
    ]
    rows = [row for row in rows if len(row) >= FEWEST and not all(slab.text for slab in row)]
    members = {slab.id for row in rows for slab in row}
    lines = {line for pair in joined if members & set(pair) for line in sides[pair].values()}
    return members, lines


def _may_be_slab(thing: Thing) -> bool:
    """Whether a thing is drawn as slabs are, or is an ellipsis among them."""
    if thing.kind == "text":
        return is_dots(thing.text)
    return thing.kind == "box" and thing.shape is not None and thing.shape.kind in SOLID


def _leaves(point: Point, slab: Thing, reach: float) -> bool:
    """Whether a line leaves a slab at a corner of its right half, or an ellipsis."""
    return _at_corner(point, slab, reach) and (slab.kind == "text" or point[0] > slab.middle[0])


def _reaches(point: Point, slab: Thing, reach: float) -> bool:
    """Whether a line comes to a slab at a corner of its left half, or to an ellipsis."""
    return _at_corner(point, slab, reach) and (slab.kind == "text" or point[0] < slab.middle[0])


def _at_corner(point: Point, thing: Thing, reach: float) -> bool:
    if thing.kind == "text":
        return gap_to_polygon(point, thing.outline) < 2 * reach
    return any(distance(point, corner) < reach for corner in thing.outline)


def _side(slab: Thing, other: Thing, line: _Line) -> bool | None:
    """Whether a line runs over the middles of two slabs; None where it crosses over from one side to the other."""
    if slab.id == other.id or slab.middle[0] >= other.middle[0]:
        return None
    met = ((slab, line.left), (other, line.right))
    over = {point[1] < one.middle[1] for one, point in met if one.kind != "text"}
    return over.pop() if len(over) == 1 else None
