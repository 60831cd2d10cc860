"""Names printed beside boxes: a free label next to a box without text is its label."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things import Thing
from extract.scene.geometry import gap_between, height, overlap, width


def names_beside(things: Sequence[Thing], taken: set[int], unit: float) -> dict[int, int]:
    """For each box without text that has a label beside it, the free label's id.

    Args:
        things: all things.
        taken: ids of free labels that lines lead to or that stand for operations.
        unit: usual size of text in points.
    """
    offers = []
    for label in things:
        if label.kind != "text" or label.id in taken or label.title:
            continue
        if label.parsed.kind not in ("operations", "block", "terminal") or _heads_group(label, things, unit):
            continue
        for box in things:
            if box.kind not in ("box", "picture") or box.text:
                continue
            gap = gap_between(label.bbox, box.bbox)
            if gap <= 1.2 * unit and _stands_by(label, box):
                offers.append((gap, label.id, box.id))
    offers.sort()
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, label_id, box_id in offers:
        if box_id not in found and label_id not in used:
            found[box_id] = label_id
            used.add(label_id)
    return found


def _stands_by(label: Thing, box: Thing) -> bool:
    """Whether a label stands above or below the middle of a box, or, turned, along its side."""
    turned = abs(label.blocks[0].direction[1]) > 0.5
    a, b = label.bbox, box.bbox
    if turned:
        return overlap(a[1], a[3], b[1], b[3]) > 0.6 * min(height(a), height(b))
    return overlap(a[0], a[2], b[0], b[2]) > 0.6 * min(width(a), width(b))


def _heads_group(label: Thing, things: Sequence[Thing], unit: float) -> bool:
    """Whether a label stands outside, above or below the middle of a group, as its name."""
    (x, y), (left, top, right, bottom) = label.middle, label.bbox
    return any(
        abs(x - thing.middle[0]) < unit
        and not thing.bbox[1] < y < thing.bbox[3]
        and min(abs(bottom - thing.bbox[1]), abs(top - thing.bbox[3])) < unit
        and right - left < width(thing.bbox)
        for thing in things
        if thing.kind == "group"
    )
