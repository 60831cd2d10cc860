"""What a legend adds to labels: "conv1" in the colour of "convolution + ReLU" has its activation behind it.

Settings of the legend are those of all its layers, unless a label has its own.

A box that prints only the size of what comes out of it is what its colour says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.legends import Legend
from extract.figures.things.things import Thing
from extract.labels import parse_label, parse_shape
from extract.labels.families import KEEPING
from graph import FrozenMap

_PLAIN = frozenset({"conv2d", "conv_transpose2d"})
"""Convolutions that a label without a size does not tell from those of volumes."""


def add_from_legend(things: Sequence[Thing], legend: Legend) -> None:
    """Gives labelled boxes the norms and activations that the legend names behind their own operation.

    Args:
        things: of a figure.
        legend: of the figure.
    """
    if not (legend.boxes or legend.hues):
        return
    for thing in things:
        if thing.kind != "box" or thing.shape is None or len(thing.parsed.operations) != 1:
            continue
        told = parse_label(legend.name_of_box(thing.shape), role="box")
        if told.kind != "operations":
            continue
        own, (first, *others) = thing.parsed.operations[0], told.operations
        if own.op in _PLAIN and first.op == f"{own.op[:-2]}3d" and "kernel" not in own.attrs:
            own = replace(own, op=first.op)
        if own.op == first.op:
            own = replace(own, attrs=FrozenMap({**first.attrs, **own.attrs}))
            behind = [
                replace(other, output_shape=own.output_shape) for other in others if other.op in KEEPING
            ]
            thing.parsed = replace(thing.parsed, operations=(own, *behind), confidence=told.confidence)
        elif not any(letter.isalpha() and letter != "x" for letter in thing.text):
            shape = parse_shape(thing.text) or own.output_shape
            last = replace(told.operations[-1], output_shape=shape)
            thing.parsed = replace(told, operations=(*told.operations[:-1], last))
