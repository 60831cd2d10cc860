"""Frames that are no box of their own: arrows lead from one shape in them to another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.scene.geometry import gap_to_polygon, height, width
from extract.scene.model import Connector, Shape

LARGE = 10.0
"""Least side of a shape that is a step of a flow, in points; those of sketches are smaller."""

NEAR = 6.0
"""How near a shape an arrow of a flow ends, in points."""

WITHIN = 1.0
"""How far within a frame both ends of an arrow lie that stays inside it, in points."""

WORD = re.compile(r"[A-Za-z]{3}")
"""Letters of a word that names something."""

STEPS = 2
"""Fewest arrows between shapes that make a flow of them."""


def holds_flow(shapes: Sequence[Shape], connectors: Sequence[Connector]) -> bool:
    """Whether arrows lead from one to another of the shapes in a frame, which are larger than heads.

    Args:
        shapes: within the frame.
        connectors: all lines of the figure.
    """
    large = [shape for shape in shapes if min(width(shape.bbox), height(shape.bbox)) > LARGE]
    if len(large) <= STEPS:
        return False
    steps = 0
    for line in connectors:
        if line.head_end != line.head_start:
            start, end = (_at(point, large) for point in (line.points[0], line.points[-1]))
            steps += bool(start and end and not start & end)
    return steps >= STEPS


def holds_named_flow(frame: Shape, inner: int, names: Sequence[str], connectors: Sequence[Connector]) -> bool:
    """Whether a frame holds shapes with a name each and arrows among them, which may end at the names.

    Args:
        frame: the frame.
        inner: how many shapes stand right in it.
        names: the texts that stand in the frame and in no shape of it.
        connectors: all lines of the figure.
    """
    worded = sum(WORD.search(name) is not None for name in names)
    if frame.kind == "volume" or not STEPS <= inner <= worded:
        return False
    arrows = [
        line
        for line in connectors
        if line.headed
        and all(gap_to_polygon(end, frame.outline) < -WITHIN for end in (line.points[0], line.points[-1]))
    ]
    return len(arrows) >= STEPS


def _at(point: tuple[float, float], shapes: Sequence[Shape]) -> set[int]:
    return {shape.id for shape in shapes if abs(gap_to_polygon(point, shape.outline)) < NEAR}
