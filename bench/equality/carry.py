"""One program's weights put into another of the same network."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from bench.equality.align import Pairs
from bench.equality.differences import bias_is_void, has
from bench.equality.normal import Normal
from codegen.core.steps import Weight
from codegen.weights import Array, Key

NEUTRAL = {"scale": 1.0, "variance": 1.0}
"""What leaves numbers as they are, by what a weight is; all else is zero."""


def carried(ours: Normal, reference: Normal, pairs: Pairs, weights: Mapping[Key, Array]) -> dict[Key, Array]:
    """The reference's weights as our program wants them; neutral ones where the reference has none.

    A bias of the reference that ours does not have is taken off the mean that the batch normalisation behind it
    subtracts, which is the same network.
    """
    found: dict[Key, Array] = {}
    for number, step in enumerate(ours.program.steps):
        found |= {(number, weight.name): _neutral(weight) for weight in step.weights}
    for one, other in pairs:
        mine, theirs = ours.parts[one].step, reference.parts[other].step
        for weight in ours.program.steps[mine].weights:
            array = weights.get((theirs, weight.name))
            if array is not None and array.size == weight.size:
                found[mine, weight.name] = array.reshape(weight.shape)
    for one, other in pairs:
        mine, theirs = ours.parts[one].step, reference.parts[other].step
        if bias_is_moved(ours, reference, one, other):
            for reader in ours.readers(one):
                key = (ours.parts[reader].step, "running_mean")
                found[key] = found[key] - weights[theirs, "bias"]
    return found


def _neutral(weight: Weight) -> Array:
    return np.full(weight.shape, NEUTRAL.get(weight.fill, 0.0), np.float32)


def bias_is_moved(ours: Normal, reference: Normal, one: int, other: int) -> bool:
    """Whether the reference has a bias for a part of ours that needs none, as it would be void."""
    mine, theirs = (
        ours.program.steps[ours.parts[one].step],
        reference.program.steps[reference.parts[other].step],
    )
    lost = mine.op != "batch_norm" and has(theirs, "bias") and not has(mine, "bias")
    return lost and bias_is_void(ours, one)
