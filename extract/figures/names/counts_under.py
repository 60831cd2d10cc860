"""Counts of channels right under, or over, the convolutions of a figure: each is the number of its filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.figures.things.things import Thing
from extract.scene.geometry import overlap, union
from graph import Box, FrozenMap

FEWEST = 2
"""Fewest convolutions with such a count."""

LEAST = 8
"""Least count; smaller numbers tell boxes apart."""

NEAR = 1.0
"""Greatest gap between a box and its count, in sizes of text."""

CENTRED = 0.6
"""How far the middles of both lie apart, in sizes of text."""

TOUCHING = 1.0
"""Greatest gap between boxes that touch, in points."""


def give_counts(things: Sequence[Thing], unit: float) -> None:
    """Gives convolutions the bare numbers that stand in the middle under, or over, each of them; these are set aside.

    Boxes that touch side by side share one number, which is that of the convolution among them. Every convolution has
    one, and they do not fall from each to the next, as sides of maps do.

    Args:
        things: of a figure.
        unit: usual size of its text, in points.
    """
    boxes = [
        t for t in things if t.kind == "box" and t.shape is not None and t.shape.kind != "volume" and t.text
    ]
    counted = [box for box in boxes if (at := _convolution(box)) is not None and at >= 0]
    notes = [
        t for t in things if t.kind == "text" and not t.title and t.text.isdecimal() and int(t.text) >= LEAST
    ]
    if min(len(counted), len(notes)) < FEWEST:
        return
    given: dict[int, Thing] = {}
    for box in counted:
        row = [other for other in boxes if other is box or _touch(box.bbox, other.bbox)]
        if sum(_convolution(other) is not None for other in row) != 1:
            return
        own = [note for note in notes if _stands_at(note.bbox, union(other.bbox for other in row), unit)]
        if len(own) != 1:
            return
        given[box.id] = own[0]
    ordered = [
        int(given[i].text) for i in sorted(given, key=lambda i: (things[i].bbox[0], things[i].bbox[1]))
    ]
    if len({note.id for note in given.values()}) < len(given) or all(a > b for a, b in pairwise(ordered)):
        return
    for i, note in given.items():
        at = _convolution(things[i]) or 0
        operations = [
            replace(each, attrs=FrozenMap({**each.attrs, "filters": int(note.text)})) if place == at else each
            for place, each in enumerate(things[i].parsed.operations)
        ]
        things[i].parsed = replace(things[i].parsed, operations=tuple(operations))
        note.set_aside()


def _convolution(box: Thing) -> int | None:
    """Which operation of a box is its only convolution without a count of filters; None where none is."""
    at = [
        i for i, each in enumerate(box.parsed.operations) if "conv" in each.op and "filters" not in each.attrs
    ]
    return at[0] if len(at) == 1 else None


def _touch(a: Box, b: Box) -> bool:
    """Whether two boxes touch side by side, of one height."""
    gap = max(a[0] - b[2], b[0] - a[2])
    shared = overlap(a[1], a[3], b[1], b[3])
    return -TOUCHING <= gap <= TOUCHING and shared > 0.9 * max(a[3] - a[1], b[3] - b[1])


def _stands_at(note: Box, row: Box, unit: float) -> bool:
    aside = abs(note[0] + note[2] - row[0] - row[2]) / 2
    gap = max(note[1] - row[3], row[1] - note[3])
    return -0.2 * unit <= gap <= NEAR * unit and aside <= CENTRED * unit
