"""Sizes between a box and its line: a size right under or over a box, at which a line stops, is the box's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.scene.geometry import Point, grown, holds
from extract.scene.model import Connector
from graph import Box

NEAR = 0.9
"""Greatest distance of such a size from its box, in sizes of text."""

STOP = 0.7
"""Greatest distance of the line's end from the size, in sizes of text."""


def behind_sizes(things: Sequence[Thing], connectors: Sequence[Connector], unit: float) -> list[Connector]:
    """The lines, those that stop at the far side of a box's size led on to the box.

    Args:
        things: of a figure.
        connectors: its lines.
        unit: usual size of its text, in points.
    """
    boxes = [thing for thing in things if thing.kind == "box" and thing.shape is not None]
    sizes = [thing for thing in things if thing.kind == "text" and not thing.title and _is_size(thing)]
    owned = [(size.bbox, box.bbox) for size in sizes for box in boxes if _is_at(size.bbox, box.bbox, unit)]
    found = []
    for line in connectors:
        points = line.points
        for size, box in owned:
            if (met := _led_on(points[0], points[1], size, box, unit)) is not None:
                points = (met, *points)
            elif (met := _led_on(points[-1], points[-2], size, box, unit)) is not None:
                points = (*points, met)
        found.append(line if points is line.points else replace(line, points=points))
    return found


def _is_size(thing: Thing) -> bool:
    operations = thing.parsed.operations
    return (
        thing.parsed.kind == "tensor" and len(operations) == 1 and len(operations[0].output_shape or ()) > 1
    )


def _is_at(size: Box, box: Box, unit: float) -> bool:
    """Whether a size stands right under or over a box, within its width."""
    middle = (size[0] + size[2]) / 2
    gap = max(size[1] - box[3], box[1] - size[3])
    return box[0] < middle < box[2] and -0.2 * unit <= gap <= NEAR * unit


def _led_on(end: Point, before: Point, size: Box, box: Box, unit: float) -> Point | None:
    """Where a line that runs upright to a size meets the box behind it; None where it does not."""
    if abs(before[0] - end[0]) > abs(before[1] - end[1]) or not holds(grown(size, STOP * unit), end):
        return None
    under = size[1] > (box[1] + box[3]) / 2
    edge, far = (box[3], size[3]) if under else (box[1], size[1])
    beyond = end[1] >= far - 0.2 * unit if under else end[1] <= far + 0.2 * unit
    away = before[1] > end[1] if under else before[1] < end[1]
    return (end[0], edge) if beyond and away and box[0] < end[0] < box[2] else None
