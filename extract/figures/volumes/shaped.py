"""The operations that a volume stands for, with the sizes that are printed at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.labels import ParsedLabel
from extract.labels.families import family
from graph import Dim, FrozenMap, Shape

SAME_SHAPE = frozenset({"activation", "norm", "dropout"})
"""Kinds of operations that leave the shape as it is, so that what comes before them has it too."""


COUNTED = {"dense": "units", **dict.fromkeys(("conv1d", "conv2d", "conv3d"), "filters")}
"""What a number alone at an operation counts."""


LETTERS = "HWC"
"""Height, width and channels by their letters, in their order."""


def letter_of(value: object) -> str:
    """A side as printed, without primes."""
    return str(value).strip("′'’ ")


def by_letters(values: Sequence[Dim]) -> list[Dim]:
    """Sides in the order of height, width, channels where each is called by its letter, wherever it stands."""
    letters = [letter_of(value) for value in values]
    if len({*letters}) < len(letters) or not set(letters) <= set(LETTERS):
        return list(values)
    return sorted(values, key=lambda value: LETTERS.index(letter_of(value)))


def shaped(parsed: ParsedLabel, shape: Shape | None) -> ParsedLabel:
    """The operations of a label with the shape of what comes out of them.

    One extent alone are the units of a dense layer, and the filters of a convolution that nothing follows.
    """
    operations = list(parsed.operations)
    for at in reversed(range(len(operations))):
        each = operations[at]
        counted = COUNTED.get(each.op, "") if each.op == "dense" or len(operations) == 1 else ""
        if counted and shape is not None and len(shape) == 1 and counted not in each.attrs:
            operations[at] = replace(each, attrs=FrozenMap({**each.attrs, counted: shape[0]}))
        elif each.output_shape is None:
            operations[at] = replace(each, output_shape=shape)
        if family(each.op) not in SAME_SHAPE:
            break
    return replace(parsed, operations=tuple(operations))
