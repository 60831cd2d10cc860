"""Heads of columns: labels in a row over or under columns of boxes without text name what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import centre, overlap

FEWEST = 3
"""Fewest labels of a row; fewer may be names of single boxes."""

NAME = re.compile(r"[A-Za-z]{2}")
"""What a head has and a bare size has not."""


def named_by_heads(things: Sequence[Thing], unit: float) -> dict[int, tuple[int, str]]:
    """For each box under the heads of columns, the head's id and what of it names the box.

    A head that lists as many operations as boxes follow each other below it ("conv1, pool1") gives each its own.
    Where every head stands over one box only, this rule has nothing to add to that of names beside boxes.
    """
    boxes = [thing for thing in things if thing.kind == "box" and not thing.text]
    best: dict[int, tuple[int, str]] = {}
    for heads in _rows(things):
        if any(_level(head, box) for head in heads for box in boxes):
            continue
        found: dict[int, tuple[int, str]] = {}
        shared = False
        for head in heads:
            for row in _in_levels([box for box in boxes if _under(head, box, heads, unit)]):
                names = _names(head, len(row))
                shared = shared or len(names) > 1
                found.update((box.id, (head.id, name)) for box, name in zip(row, names, strict=False))
        shared = shared or len(found) > len(heads)
        if shared and len({head for head, _ in found.values()}) == len(heads) and len(found) > len(best):
            best = found
    return best


def _rows(things: Sequence[Thing]) -> list[list[Thing]]:
    """Free labels of operations that stand on one level."""
    labels = [
        thing
        for thing in things
        if thing.kind == "text" and thing.parsed.kind == "operations" and NAME.search(thing.text)
    ]
    rows = [[other for other in labels if _level(label, other)] for label in labels]
    return [row for row in rows if len(row) >= FEWEST]


def _level(a: Thing, b: Thing) -> bool:
    height = min(a.bbox[3] - a.bbox[1], b.bbox[3] - b.bbox[1])
    return overlap(a.bbox[1], a.bbox[3], b.bbox[1], b.bbox[3]) > 0.5 * height


def _under(head: Thing, box: Thing, heads: Sequence[Thing], unit: float) -> bool:
    """Whether a box's middle lies within the width of a head, and nearer to it than to its neighbours."""
    x = centre(box.bbox)[0]

    def away(other: Thing) -> float:
        return max(other.bbox[0] - x, x - other.bbox[2], 0.0)

    return away(head) <= 0.5 * unit and all(away(head) <= away(other) for other in heads)


def _in_levels(boxes: Sequence[Thing]) -> list[list[Thing]]:
    """Boxes that stand beside each other, from the left."""
    levels: list[list[Thing]] = []
    for box in sorted(boxes, key=lambda box: box.bbox[1]):
        if levels and _level(levels[-1][0], box):
            levels[-1].append(box)
        else:
            levels.append([box])
    return [sorted(level, key=lambda box: box.bbox[0]) for level in levels]


def _names(head: Thing, count: int) -> list[str]:
    """What of a head names each of so many boxes; nothing where it doesn't say."""
    if count == 1:
        return [head.text]
    parts = [part.strip() for part in re.split(r"[,/;]|\band\b", head.text) if part.strip()]
    return parts if len(parts) == count else []
