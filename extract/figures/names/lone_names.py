"""A name of a layer at the end of a row of like cells, or over a column of them: each of the cells is one of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from extract.figures.lines.ellipses import is_ellipsis
from extract.figures.things.things import Thing
from extract.scene.geometry import bounds, height, overlap, same_size, width
from extract.scene.model import Connector

LAYER = re.compile(
    r"\b(?:layers?|embeddings?|states?|representations?|vectors?|features|cells|units|pooling|MLP|RNN|LSTM|GRU)$",
    re.IGNORECASE,
)
"""What the name of what is drawn once for each step, field or token ends in.

Other lone labels may be anything, but for operations at the margin.
"""

DATA = frozenset(("input", "output"))

FEWEST = 2
"""Fewest cells of a row or column."""

FAR = 8.0
"""Greatest gap between a row and its name, in sizes of text."""

HEAD = 9.0
"""The same for a name over a column: the columns of a figure do not begin at one height."""

LIKE = 0.1
"""How much the extents of cells of a row may differ."""

CENTRED = 0.25
"""How far the middle of a column may lie beside that of its name, in its width."""


def lone_names(
    things: Sequence[Thing], connectors: Sequence[Connector], unit: float
) -> dict[int, tuple[int, str]]:
    """For each cell without text in a row or column that one name stands at the end of, the name's id and text."""
    found: dict[int, tuple[int, str]] = {}
    for label in things:
        if label.kind != "text" or is_ellipsis(label):
            continue
        if {operation.op for operation in label.parsed.operations} & DATA:
            continue
        if LAYER.search(label.text.strip()):
            row = _row(label, things, unit) or _column(label, things, connectors, unit)
        elif label.parsed.kind == "operations" and not label.title:
            row = _at_margin(label, _row(label, things, unit))
        else:
            continue
        found.update((cell.id, (label.id, label.text)) for cell in row if cell.id not in found)
    return found


def _row(label: Thing, things: Sequence[Thing], unit: float) -> list[Thing]:
    """The cells level with a name, on from its end; those on both sides of it where it stands in their midst.

    One cell is enough where nothing else is level with the name.
    """
    x, y = label.middle
    level = [
        thing
        for thing in things
        if thing.kind in ("box", "sign", "picture")
        and (thing.bbox[1] <= y <= thing.bbox[3] or label.bbox[1] <= thing.middle[1] <= label.bbox[3])
    ]
    if _stands_over(label, things, unit):
        return []
    right = _run(
        label, sorted((t for t in level if t.bbox[0] >= label.bbox[2]), key=lambda t: t.bbox[0]), unit
    )
    left = _run(
        label, sorted((t for t in level if t.bbox[2] <= label.bbox[0]), key=lambda t: -t.bbox[2]), unit
    )
    if any(t.bbox[0] < x < t.bbox[2] for t in level) or (
        left and right and not same_size(left[0].bbox, right[0].bbox, LIKE)
    ):
        return []
    row = left + right
    return row if len(row) >= FEWEST or row == level else []


def _at_margin(label: Thing, row: list[Thing]) -> list[Thing]:
    """A row that stands to one side of an operation's name: one in the midst of a flow may be done to what passes.

    A single shape is a row where it is a frame of cells.
    """
    sides = {cell.middle[0] > label.middle[0] for cell in row}
    return row if len(sides) == 1 and (len(row) >= FEWEST or row[0].parts or row[0].vector) else []


def _run(label: Thing, level: Sequence[Thing], unit: float) -> list[Thing]:
    """Cells that follow each other, the first of them near the name.

    They end where the colour changes, unless all colours come again, or none does: then these tell kinds of steps.
    """
    run: list[Thing] = []
    for thing in level:
        if not _is_cell(thing) or (run and not _of_one_form(run[0], thing)):
            break
        run.append(thing)
    if not run:
        return []
    colours = Counter(_fill(cell) for cell in run)
    if min(colours.values()) < FEWEST and not FEWEST < len(colours) == len(run):
        run = list(takewhile(lambda cell: _fill(cell) == _fill(run[0]), run))
    gap = max(run[0].bbox[0] - label.bbox[2], label.bbox[0] - run[0].bbox[2])
    return run if gap <= FAR * unit else []


def _column(
    label: Thing, things: Sequence[Thing], connectors: Sequence[Connector], unit: float
) -> list[Thing]:
    """The cells under a name, or over it, with nothing else among them and no line from one to the next."""
    for side in (1, -1):
        under = [
            thing
            for thing in things
            if thing.kind in ("box", "sign", "picture")
            and side * (thing.middle[1] - label.middle[1]) > 0
            and overlap(thing.bbox[0], thing.bbox[2], *label.bbox[::2]) > 0
        ]
        under.sort(key=lambda thing: side * thing.middle[1])
        if len(under) < FEWEST or not all(_is_cell(thing) and _alike(under[0], thing) for thing in under):
            continue
        away = (
            side * (under[0].middle[1] - label.middle[1]) - (height(under[0].bbox) + height(label.bbox)) / 2
        )
        centred = all(abs(t.middle[0] - label.middle[0]) <= CENTRED * width(t.bbox) for t in under)
        if 0 <= away <= HEAD * unit and centred and not are_joined(under, connectors):
            return under
    return []


def are_joined(column: Sequence[Thing], connectors: Sequence[Connector]) -> bool:
    """Whether a line runs from one cell of a column to another."""
    left, right = column[0].bbox[0], column[0].bbox[2]
    tops = sorted((t.bbox for t in column), key=lambda box: box[1])
    gaps = [(a[3], b[1]) for a, b in pairwise(tops)]
    return any(
        left < box[0]
        and box[2] < right
        and any(overlap(box[1], box[3], *gap) > 0.5 * (gap[1] - gap[0]) for gap in gaps)
        for line in connectors
        for box in [bounds(line.points)]
    )


def _stands_over(label: Thing, things: Sequence[Thing], unit: float) -> bool:
    """Whether a label stands right over or under something that it may name."""
    return any(
        thing.kind in ("box", "picture", "sign")
        and overlap(thing.bbox[0], thing.bbox[2], *label.bbox[::2]) > 0
        and max(thing.bbox[1] - label.bbox[3], label.bbox[1] - thing.bbox[3]) < unit
        for thing in things
    )


def _is_cell(thing: Thing) -> bool:
    """Whether a thing is a shape without text that is no layer by itself."""
    solid = thing.shape is not None and thing.shape.kind == "volume"
    plain = thing.steps is None and not thing.layer and not thing.graph and not solid
    return thing.kind == "box" and not thing.text and plain


def _alike(a: Thing, b: Thing) -> bool:
    return _of_one_form(a, b) and _fill(a) == _fill(b)


def _of_one_form(a: Thing, b: Thing) -> bool:
    """Whether two shapes are drawn alike; of frames of cells the number of cells may differ, not their height."""
    cells = len(a.parts) > 1 and len(b.parts) > 1
    high = abs(height(a.bbox) - height(b.bbox)) <= LIKE * height(a.bbox)
    return a.parent == b.parent and (same_size(a.bbox, b.bbox, LIKE) or (cells and high))


def _fill(thing: Thing) -> object:
    return thing.shape.fill if thing.shape is not None else None
