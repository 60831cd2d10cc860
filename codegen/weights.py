"""Weights: drawn once from a seed, carried into every framework's own layout.

A program's weights are named by step and weight and held in the canonical layout. A `Carry` says where one of
them goes in a framework and by which moves; it is plain data, so that it can be handed to another process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from codegen.core.steps import Program, Weight

Array = NDArray[np.float32]
Key = tuple[int, str]
Purpose = Literal["initial", "probe"]
"""initial: as before training (zero bias, unit scale). probe: nothing zero or one, so that no mistake can hide."""


@dataclass(frozen=True, slots=True)
class Carry:
    """A weight's way into a framework.

    Attributes:
        target: the framework's name for it.
        step, weight: the weight's key.
        moves: ("transpose", order) | ("reshape", shape) | ("blocks", order): the first axis cut into
            as many equal blocks and these put in that order; applied one after another.
    """

    target: str
    step: int
    weight: str
    moves: tuple[tuple[str, tuple[int, ...]], ...] = ()

    def apply(self, array: Array) -> Array:
        """The weight in the framework's layout."""
        for kind, numbers in self.moves:
            if kind == "transpose":
                array = array.transpose(numbers)
            elif kind == "reshape":
                array = array.reshape(numbers)
            else:
                parts = np.split(array, len(numbers))
                array = np.concatenate([parts[n] for n in numbers])
        return np.ascontiguousarray(array)

    def shape(self, shape: Sequence[int]) -> tuple[int, ...]:
        """The shape that a weight of this canonical shape has in the framework."""
        result = tuple(shape)
        for kind, numbers in self.moves:
            if kind == "transpose":
                result = tuple(result[n] for n in numbers)
            elif kind == "reshape":
                rest = -prod(numbers) if -1 in numbers else 1
                result = tuple(prod(result) // rest if n == -1 else n for n in numbers)
        return result


def keys(program: Program) -> list[tuple[Key, Weight]]:
    """Every weight of a program with its key, in order."""
    return [((n, w.name), w) for n, step in enumerate(program.steps) for w in step.weights]


def draw(weight: Weight, number: int, seed: int, purpose: Purpose) -> Array:
    """A weight's values; `number` tells it from the program's other weights."""
    random = np.random.Generator(np.random.SFC64([seed, number]))
    if purpose == "initial" and weight.fill in ("bias", "mean"):
        return np.zeros(weight.shape, np.float32)
    if purpose == "initial" and weight.fill in ("scale", "variance"):
        return np.ones(weight.shape, np.float32)
    values = random.random(weight.shape, dtype=np.float32)
    low, high = {
        "kernel": (-sqrt(3 / weight.fan_in), sqrt(3 / weight.fan_in)),
        "table": (-1.0, 1.0),
        "bias": (-0.2, 0.2),
        "mean": (-0.2, 0.2),
        "scale": (0.7, 1.3),
        "variance": (0.7, 1.3),
    }[weight.fill]
    values *= np.float32(high - low)
    values += np.float32(low)
    return values


def draw_all(program: Program, seed: int = 0, purpose: Purpose = "initial") -> dict[Key, Array]:
    """All weights of a program, canonical layout."""
    return {key: draw(weight, n, seed, purpose) for n, (key, weight) in enumerate(keys(program))}


def carry(carries: Sequence[Carry], weights: Mapping[Key, Array]) -> dict[str, Array]:
    """The weights under a framework's names, in its layout."""
    return {c.target: c.apply(weights[c.step, c.weight]) for c in carries}
