"""Layers of transformers as columns without a frame: how often, beside one of their parts, counts the whole layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.figures.lines.linked_parts import linked_parts
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.labels.families import family
from graph import Dim

IN_LAYER = frozenset(["attention", "mlp", "norm", "dropout"])
"""Families of what a layer of a transformer is made of, beside what is added up in it."""

IN_LINE = 0.2
"""How far apart the middles of boxes of one column are, in widths of the counted one."""


def with_whole_layers(
    counts: Mapping[int, Dim], things: Sequence[Thing], links: Sequence[Link]
) -> dict[int, Dim]:
    """The counts of boxes, those beside one part of a transformer's layer for all of its column.

    Nobody repeats the attention alone, or only what is behind it: with attention, feed-forward network and sums above
    each other, ×N at their side is that of the layer. Embeddings under it and the classifier over it stand once.

    Args:
        counts: by the ids of boxes.
        things: of the figure.
        links: its edges.
    """
    found = dict(counts)
    for box, count in counts.items():
        column = _column(things[box], things, links)
        told = [counts[i] for i in column if i in counts]
        if len(told) == 1 and _is_layer([things[i] for i in column]):
            found |= dict.fromkeys(column, count)
    return found


def _column(start: Thing, things: Sequence[Thing], links: Sequence[Link]) -> set[int]:
    """The parts of layers over and under a box that lines join to it, one by one."""
    near = (start.bbox[2] - start.bbox[0]) * IN_LINE
    inside = {
        thing.id
        for thing in things
        if thing.kind == "box" and _is_part(thing) and abs(thing.middle[0] - start.middle[0]) <= near
    }
    return next((set(part) for part in linked_parts(inside, links) if start.id in part), set())


def _is_part(thing: Thing) -> bool:
    ops = [operation.op for operation in thing.parsed.operations]
    return bool(ops) and all(op == "add" or family(op) in IN_LAYER for op in ops)


def _is_layer(column: Sequence[Thing]) -> bool:
    """Whether boxes are an attention and a feed-forward network, and what is added to either."""
    ops = [operation.op for thing in column for operation in thing.parsed.operations]
    kinds = {family(op) for op in ops}
    return {"attention", "mlp"} <= kinds and ("add" in ops or "norm" in kinds)
