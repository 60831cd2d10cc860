"""Slices of a volume that have a number each below them are volumes against each other, of which one closes the row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.scene.geometry import bounds, centre
from extract.scene.model import Scene, Shape, TextBlock
from extract.scene.solids import convex_hull
from graph import Box

LOW = 2.0
"""Farthest that the middle of a number lies under its slice, in sizes of text."""

ASIDE = 1.0
"""How far beside its slice the middle of a number lies, in points."""


def with_slices_parted(scene: Scene, unit: float) -> Scene:
    """The scene with each volume of numbered slices as several; ids of shapes count up anew.

    Args:
        scene: of a figure.
        unit: usual size of its text, in points.
    """
    if not any(shape.slices for shape in scene.shapes):
        return scene
    numbers = [box for block in scene.blocks if block.direction[0] > 0.9 for box in _numbers(block)]
    shapes: list[Shape] = []
    place: dict[int, int] = {}
    for shape in scene.shapes:
        place[shape.id] = len(shapes)
        below = [_number_below(box, numbers, unit) for box in shape.slices]
        numbered = bool(below) and None not in below and len(set(below)) == len(below)
        shapes += [_slice(shape, box) for box in shape.slices] if numbered else [shape]
    blocks = tuple(
        replace(block, shape=place[block.shape] if block.shape is not None else None)
        for block in scene.blocks
    )
    return replace(scene, shapes=tuple(replace(s, id=i) for i, s in enumerate(shapes)), blocks=blocks)


def _numbers(block: TextBlock) -> list[Box]:
    """The boxes of the numbers of a line that holds nothing else, each with its part of it."""
    words = block.text.split()
    if len(block.lines) != 1 or not all(word.isdecimal() for word in words):
        return []
    x0, y0, x1, y1 = block.bbox
    letter, at, found = (x1 - x0) / max(1, len(block.text)), 0, []
    for word in words:
        at = block.text.index(word, at)
        found.append((x0 + letter * at, y0, x0 + letter * (at + len(word)), y1))
        at += len(word)
    return found


def _number_below(front: Box, numbers: Sequence[Box], unit: float) -> Box | None:
    """The one number that stands right below a slice; None where there is none, or more."""
    under = [
        box
        for box in numbers
        if front[0] - ASIDE <= centre(box)[0] <= front[2] + ASIDE
        and 0 <= centre(box)[1] - front[3] <= LOW * unit
    ]
    return under[0] if len(under) == 1 else None


def _slice(volume: Shape, front: Box) -> Shape:
    """The volume behind one front, as deep as the whole."""
    whole = volume.front or volume.bbox
    across = (volume.bbox[2] - whole[2]) - (whole[0] - volume.bbox[0])
    down = (volume.bbox[3] - whole[3]) - (whole[1] - volume.bbox[1])
    near = [(x, y) for x in (front[0], front[2]) for y in (front[1], front[3])]
    hull = tuple(convex_hull([*near, *((x + across, y + down) for x, y in near)]))
    return replace(volume, outline=hull, bbox=bounds(hull), front=front, slices=())
