"""Signals drawn as curves: a line that runs one way and swings up and down, bound to nothing, is a picture of data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.scene.geometry import bounds, box_area, contains, gap_to_polygon, height, overlap, union, width
from extract.scene.model import Connector, Picture, Scene
from graph import Box

TURNS = 7
"""Fewest times that a signal turns up or down."""

LONG = 3.0
"""Least length of a signal, in sizes of text."""

FLAT = 0.6
"""Greatest height of a signal, in its length."""

APART = 1.5
"""Least distance of a signal's ends from shapes, in points; a line between two things is none."""

STACKED = 1.0
"""Greatest gap between signals over each other that are shown together, in sizes of text."""

PANEL = 8.0
"""How much larger than the signal a shape around it is that is no panel which shows it."""


def with_signals(scene: Scene, unit: float) -> Scene:
    """The scene with its signals as pictures, those over each other as one.

    Args:
        scene: of a figure.
        unit: usual size of its text in points.
    """
    signals = [line for line in scene.connectors if _is_signal(line, scene, unit)]
    if not signals:
        return scene
    gone = {line.id for line in signals}
    left = [line for line in scene.connectors if line.id not in gone]
    pictures = list(scene.pictures)
    for box in _stacked([bounds(line.points) for line in signals], unit):
        pictures.append(Picture(len(pictures), box))
    return replace(
        scene,
        connectors=tuple(replace(line, id=i) for i, line in enumerate(left)),
        pictures=tuple(pictures),
    )


def _is_signal(line: Connector, scene: Scene, unit: float) -> bool:
    box = bounds(line.points)
    if line.headed or line.block or len(line.points) <= TURNS:
        return False
    if width(box) < LONG * unit or height(box) > FLAT * width(box):
        return False
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line.points)]
    onward = sum(step[0] for step in steps)
    if any(step[0] * onward < 0 for step in steps):
        return False
    rises = [step[1] > 0 for step in steps if step[1]]
    if sum(a != b for a, b in pairwise(rises)) < TURNS:
        return False
    if any(
        contains(shape.bbox, box, 0.5) and box_area(shape.bbox) < PANEL * box_area(box)
        for shape in scene.shapes
    ):
        return False
    ends = line.points[0], line.points[-1]
    return not any(abs(gap_to_polygon(end, shape.outline)) < APART for shape in scene.shapes for end in ends)


def _stacked(boxes: Sequence[Box], unit: float) -> list[Box]:
    """The boxes around signals that stand over each other."""
    found: list[Box] = []
    for box in sorted(boxes, key=lambda box: box[1]):
        for at, other in enumerate(found):
            shared = overlap(box[0], box[2], other[0], other[2])
            if shared > 0.8 * max(width(box), width(other)) and box[1] - other[3] <= STACKED * unit:
                found[at] = union((box, other))
                break
        else:
            found.append(box)
    return found
