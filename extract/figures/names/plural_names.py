"""Plural names over or under a row of like boxes without text: each of the boxes is one of what they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import height, overlap, same_size, union, width

PLURAL = re.compile(
    r"\b(?:FC|conv|layer|block|unit|convolution|pool|head|module|projection)s$", re.IGNORECASE
)
"""The last word of a name of several operations or blocks."""

FEWEST = 2
"""Fewest boxes of a row."""

NEAR = 1.0
"""Greatest gap between a row and its name, in sizes of text."""

APART = 3.0
"""Greatest gap between boxes of a row, in their widths."""

LIKE = 0.15
"""How much the extents of the boxes of a row may differ."""


def plural_names(things: Sequence[Thing], unit: float) -> dict[int, int]:
    """For each box in a row that has one plural name, that label's id."""
    bare = [thing for thing in things if thing.kind == "box" and not thing.text and not thing.parts]
    found: dict[int, int] = {}
    for label in things:
        if label.kind != "text" or label.title or label.parsed.kind not in ("operations", "block"):
            continue
        if not PLURAL.search(label.text):
            continue
        row = _row(label, bare, unit)
        if len(row) >= FEWEST:
            found.update((box.id, label.id) for box in row)
    return found


def _row(label: Thing, bare: Sequence[Thing], unit: float) -> list[Thing]:
    """The like boxes right over or under a label that stands over the middle of them."""
    level = [box for box in bare if box.parent == label.parent and _is_level(label, box, unit)]
    for first in level:
        row = [first]
        for box in sorted(level, key=lambda box: box.bbox[0]):
            gap = box.bbox[0] - row[-1].bbox[2]
            if box is not first and _alike(first, box) and 0 <= gap <= APART * width(first.bbox):
                row.append(box)
        around = union(box.bbox for box in row)
        if abs(label.middle[0] - (around[0] + around[2]) / 2) < 0.5 * unit:
            return row
    return []


def _is_level(label: Thing, box: Thing, unit: float) -> bool:
    gap = max(box.bbox[1] - label.bbox[3], label.bbox[1] - box.bbox[3])
    return -0.2 * unit <= gap <= NEAR * unit


def _alike(a: Thing, b: Thing) -> bool:
    level = overlap(a.bbox[1], a.bbox[3], b.bbox[1], b.bbox[3]) > 0.9 * height(a.bbox)
    return level and same_size(a.bbox, b.bbox, LIKE)
