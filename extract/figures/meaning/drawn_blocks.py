"""Boxes that show what is in them as a small drawing of its own, too fine to be read: blocks, and copies of blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.labels import ParsedLabel
from extract.scene.geometry import bounds, contains, height, width
from extract.scene.model import Scene
from extract.scene.places import Places

FEWEST = 8
"""Fewest shapes, and fewest lines, of a drawing within a box."""

FINE = 0.25
"""Greatest extent of each of its shapes, in that of the box."""

EVEN = 0.1
"""How far the number of pieces may be off a multiple of that in the least box, in such numbers."""


COUNTED = re.compile(
    r"\b(?:\d+|one|two|three|four|several)\s+((?:[\w-]+\s+){1,3}?(?:block|module|cell|unit))s?\b",
    re.IGNORECASE,
)
"""What a caption counts."""


def mark_drawn_blocks(things: Sequence[Thing], scene: Scene, caption: str) -> None:
    """Tells of boxes without a label, or with a single character, how many blocks they draw.

    Where several boxes hold such drawings and one has twice the pieces of another, it shows two blocks in a row.

    Args:
        things: of a figure.
        scene: with what is drawn in them.
        caption: names the blocks where it counts blocks of one name only.
    """
    shapes = Places((shape.bbox, shape) for shape in scene.shapes)
    lines = Places((bounds(line.points), line) for line in scene.connectors)
    pieces: dict[int, int] = {}
    for thing in things:
        if thing.kind != "box" or thing.parts or thing.shape is None:
            continue
        if any(len(block.text) > 1 for block in thing.blocks) or (thing.text and not thing.blocks):
            continue
        inner = [
            shape
            for shape in shapes.near(thing.bbox)
            if shape is not thing.shape and contains(thing.bbox, shape.bbox)
        ]
        drawn = [line for line in lines.near(thing.bbox) if contains(thing.bbox, bounds(line.points), 0.5)]
        fine = all(
            max(width(shape.bbox), height(shape.bbox)) <= FINE * max(width(thing.bbox), height(thing.bbox))
            for shape in inner
        )
        if fine and min(len(inner), len(drawn)) >= FEWEST:
            pieces[thing.id] = len(inner) + len(drawn)
    counted = {found.group(1) for found in COUNTED.finditer(caption)}
    name = counted.pop() if len(counted) == 1 else ""
    least = min(pieces.values(), default=1)
    for box, count in pieces.items():
        times = count / least
        # A single character among so many pieces is one of them.
        things[box].text, things[box].parsed = "", ParsedLabel("")
        things[box].blocks_drawn = (name,) * (round(times) if abs(times - round(times)) <= EVEN else 1)
