"""Names printed left or right of shapes: what stands level with a shape without text, by nothing else, names it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from extract.figures.likeness.units import is_dots
from extract.figures.things.things import Thing
from extract.scene.geometry import bounds, gap_between, grown, length_of, points_at, touches
from extract.scene.model import Connector
from graph import Box

FARTHEST = 1.2
"""Greatest gap between a shape and its name, in sizes of text."""

INTO = 0.1
"""How far the name may reach over the shape's corner, in sizes of text."""

KINDS = frozenset({"operations", "block", "terminal", "tensor"})
"""What a name may be of."""

WORD = re.compile(r"[A-Za-z]{3}")
"""A word: signs and measures aside of a shape only say something of it."""

DATA = frozenset({"weight"})
"""What a name of a shape's data tells, rather than an operation: the weights that a row of cells holds."""

STEP = 2.0
"""Distance of the points at which a line is compared with a name, in points."""


def names_aside(
    things: Sequence[Thing],
    connectors: Sequence[Connector],
    linked: Collection[int],
    taken: Collection[int],
    unit: float,
    *,
    plain: bool = False,
) -> dict[int, int]:
    """For each shape or picture without text that has a name of its own aside of it, the free label's id.

    The name stands level with the shape, nearer to it than to any other and than to any line; each of both has no
    other.

    Args:
        things: all things.
        connectors: the lines.
        linked: ids of the things that lines join.
        taken: ids of the things that are named already, and of labels that are something else.
        unit: usual size of text in points.
        plain: whether only plain boxes are named, which an operation beside a line may stand nearer to than to this.
    """
    shapes = [thing for thing in things if thing.kind in ("box", "sign", "picture")]
    labels = [
        thing
        for thing in things
        if thing.kind == "text"
        and not thing.title
        and thing.id not in taken
        and thing.parsed.kind in KINDS
        and WORD.search(thing.text)
        and not is_dots(thing.text)
        and not DATA & {operation.op for operation in thing.parsed.operations}
    ]
    found: dict[int, list[int]] = {}
    for label in labels:
        gap, own = min(
            ((gap_between(label.bbox, shape.bbox), shape.id) for shape in shapes), default=(float("inf"), -1)
        )
        if gap > FARTHEST * unit:
            continue
        shape = things[own]
        if plain and (shape.shape is None or shape.shape.kind not in ("rectangle", "rounded") or shape.parts):
            continue
        if shape.text or own in taken or own not in linked or not _aside(label.bbox, shape.bbox, unit):
            continue
        if any(_gap(label.bbox, line, gap) < gap for line in connectors):
            continue
        found.setdefault(own, []).append(label.id)
    return {shape: names[0] for shape, names in found.items() if len(names) == 1}


def _aside(label: Box, shape: Box, unit: float) -> bool:
    """Whether a label stands left or right of a shape, the middle of the lower one within the height of the other."""
    aside = max(shape[0] - label[2], label[0] - shape[2])
    middles = (label[1] + label[3]) / 2, (shape[1] + shape[3]) / 2
    level = shape[1] <= middles[0] <= shape[3] or label[1] <= middles[1] <= label[3]
    return aside >= -INTO * unit and level


def _gap(label: Box, line: Connector, reach: float) -> float:
    """Distance between a label and a line; infinite where that is more than `reach`."""
    if not touches(bounds(line.points), grown(label, reach)):
        return float("inf")
    whole = length_of(line.points)
    steps = max(2, int(whole / STEP))
    return min(
        gap_between(label, (x, y, x, y))
        for x, y in points_at(line.points, [whole * i / steps for i in range(steps + 1)])
    )
