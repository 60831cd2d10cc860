"""A column of names beside a drawing: each names the shapes without text that stand level with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from extract.figures.lines.ellipses import is_ellipsis
from extract.figures.names.column_heads import NAME
from extract.figures.names.shared_names import lend
from extract.figures.things.things import Thing
from extract.labels import ParsedLabel, ParsedOperation
from extract.scene.geometry import bounds, height, overlap, width
from extract.scene.model import Connector

FEWEST = 3
"""Fewest names of a column."""

ALIGNED = 3.0
"""How far the edges or middles of names in one column differ, in points."""

SEVERAL = 2
"""Fewest boxes of a row that say again what its name says, and fewest that a name in the plural calls so."""

PLURAL = re.compile(r"\blayers$", re.IGNORECASE)
"""How a name of several rows over each other ends."""

MATCHED = 0.6
"""Least share of a column's names that shapes stand level with."""


def name_columns(things: Sequence[Thing], connectors: Sequence[Connector]) -> None:
    """Gives shapes the meaning of the names in a column beside them.

    A row of cells that sees windows of another one is no dense layer, though it is called a hidden one.
    """
    names = named_by_column(things, connectors)
    lend(things, names)
    for i in names:
        thing = things[i]
        steps = thing.steps is not None and not thing.steps.recurrent
        if steps and [operation.op for operation in thing.parsed.operations] == ["dense"]:
            thing.parsed = ParsedLabel(
                thing.text, (ParsedOperation("feature_map", label=thing.text),), "tensor", 0.6
            )


def named_by_column(things: Sequence[Thing], connectors: Sequence[Connector]) -> dict[int, tuple[int, str]]:
    """For each shape or picture without text that a name in a column names, the name's id and text.

    A recurrent layer's name holds for all recurrent layers beside it; a bracket between names and shapes makes of the
    names those of parts of the network, which are no single things.
    """
    labels = [
        thing
        for thing in things
        if thing.kind == "text"
        and not is_ellipsis(thing)
        and NAME.search(thing.text)
        and thing.parsed.kind in ("operations", "tensor", "terminal", "block")
        and not any(operation.output_shape for operation in thing.parsed.operations)
    ]
    if len(labels) < FEWEST:
        return {}
    best: dict[int, tuple[int, str]] = {}
    for column in _columns(labels):
        found: dict[int, tuple[float, Thing]] = {}
        for label in column:
            for thing in _level(label, column, things, connectors):
                away = abs(thing.middle[1] - label.middle[1])
                if thing.id not in found or away < found[thing.id][0]:
                    found[thing.id] = (away, label)
        used = {label.id for _, label in found.values()}
        if used:
            found |= _between(column, used, found, things)
            # A name may also say again what is printed in the boxes level with it.
            used |= {label.id for label in column if _is_told(label, things)}
        if len(used) >= max(FEWEST, MATCHED * len(column)) and len(found) > len(best):
            best = {thing: (label.id, label.text) for thing, (_, label) in found.items()}
    return best


def _columns(labels: Sequence[Thing]) -> list[list[Thing]]:
    """Names that begin, end or are centred at one place across."""
    found: list[list[Thing]] = []
    for first in labels:
        for place in (0, 2, None):
            column = [
                label for label in labels if abs(_place(label, place) - _place(first, place)) <= ALIGNED
            ]
            if len(column) >= FEWEST and column not in found:
                found.append(column)
    return found


def _place(label: Thing, side: int | None) -> float:
    return label.middle[0] if side is None else label.bbox[side]


def _level(
    label: Thing, column: Sequence[Thing], things: Sequence[Thing], connectors: Sequence[Connector]
) -> list[Thing]:
    """What a name stands level with: one thing, or several alike; all of them on one side of the column."""
    left, right = min(each.bbox[0] for each in column), max(each.bbox[2] for each in column)
    beside = [
        thing
        for thing in things
        if thing.kind in ("box", "picture")
        and not thing.text
        and (thing.bbox[0] > right or thing.bbox[2] < left)
        and overlap(thing.bbox[1], thing.bbox[3], label.bbox[1], label.bbox[3]) > 0
    ]
    if {operation.op for operation in label.parsed.operations} & {"lstm", "gru", "rnn"}:
        layers = [thing for thing in beside if thing.steps is not None and thing.steps.recurrent]
        if layers:
            return layers
    y = label.middle[1]
    near = [
        thing
        for thing in beside
        if thing.bbox[1] <= y <= thing.bbox[3] or label.bbox[1] <= thing.middle[1] <= label.bbox[3]
    ]
    if not near or len({thing.bbox[0] > right for thing in near}) > 1:
        return []
    first = min(near, key=lambda thing: abs(thing.middle[1] - y))
    row = [thing for thing in near if _alike(thing, first)]
    if len(row) < len(near) or _bracketed(label, row, connectors):
        return []
    return row


def _between(
    column: Sequence[Thing], used: Collection[int], found: Collection[int], things: Sequence[Thing]
) -> dict[int, tuple[float, Thing]]:
    """For each box between the levels of two names the name in the plural that stands between these: "Hidden Layers".

    Args:
        column: the names.
        used: ids of those that name what is level with them.
        found: ids of the things that have a name.
        things: all things.
    """
    given: dict[int, tuple[float, Thing]] = {}
    left, right = min(each.bbox[0] for each in column), max(each.bbox[2] for each in column)
    for label in column:
        y = label.middle[1]
        above = max((each.bbox[3] for each in column if each.middle[1] < y), default=None)
        below = min((each.bbox[1] for each in column if each.middle[1] > y), default=None)
        if label.id in used or not PLURAL.search(label.text) or above is None or below is None:
            continue
        rows = [
            thing
            for thing in things
            if thing.kind == "box"
            and thing.id not in found
            and (thing.bbox[2] < left or thing.bbox[0] > right)
            and above < thing.middle[1] < below
        ]
        if len(rows) >= SEVERAL and not any(row.text for row in rows):
            given.update((row.id, (abs(row.middle[1] - y), label)) for row in rows)
    return given


def _is_told(label: Thing, things: Sequence[Thing]) -> bool:
    """Whether at least two boxes level with a name are labelled with some of its words: "Backward LSTM" by LSTMs."""
    words = set(label.text.lower().split())
    level = [
        thing
        for thing in things
        if thing.kind == "box"
        and thing.text
        and set(thing.text.lower().split()) <= words
        and label.bbox[1] <= thing.middle[1] <= label.bbox[3]
    ]
    return len(level) >= SEVERAL


def _alike(a: Thing, b: Thing) -> bool:
    return abs(width(a.bbox) - width(b.bbox)) < 0.15 * max(width(a.bbox), width(b.bbox)) and overlap(
        a.bbox[1], a.bbox[3], b.bbox[1], b.bbox[3]
    ) > 0.8 * max(height(a.bbox), height(b.bbox))


def _bracketed(label: Thing, row: Sequence[Thing], connectors: Sequence[Connector]) -> bool:
    """Whether a line taller than the name stands upright between it and what is level with it."""
    low = min(label.bbox[2], *(thing.bbox[2] for thing in row))
    high = max(label.bbox[0], *(thing.bbox[0] for thing in row))
    return any(
        low <= (box[0] + box[2]) / 2 <= high
        and height(box) > max(1.5 * height(label.bbox), 3 * width(box))
        and overlap(box[1], box[3], label.bbox[1], label.bbox[3]) > 0
        and not (line.head_start or line.head_end)
        for line in connectors
        for box in [bounds(line.points)]
    )
