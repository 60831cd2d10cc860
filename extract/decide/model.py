"""The learned part of the decision: boosted trees and a linear model, averaged and calibrated, as plain data.

`model.json` is written by `bench/train_decision.py`; nothing of the training library is needed to use it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

Stage = Literal["glance", "full"]
"""glance: before any reader has looked at the exhibit, or where none can; full: with what a reader made of it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A regression tree as parallel lists; node 0 is the root.

    Attributes:
        feature: index of the feature that a node asks for; -1 at a leaf.
        threshold: values up to it go left.
        left, right: the next node.
        value: what a leaf adds to the log-odds.
    """

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]

    def at(self, row: list[float]) -> float:
        """The value of the leaf that a row of features reaches."""
        node = 0
        while self.feature[node] >= 0:
            low = row[self.feature[node]] <= self.threshold[node]
            node = self.left[node] if low else self.right[node]
        return self.value[node]


@dataclass(frozen=True, slots=True)
class Model:
    """A classifier over named features.

    Attributes:
        names: of the features, in order.
        mean, scale: for the linear part.
        weights, bias: of the linear part.
        trees: the boosted part, and `start`, its log-odds before any tree.
        slope, offset: of the calibration of the mean log-odds.
    """

    names: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    trees: tuple[Tree, ...]
    start: float
    slope: float
    offset: float

    def probability(self, features: Mapping[str, float]) -> float:
        """Calibrated probability that an exhibit of these features shows a network."""
        row = [float(features.get(name, 0.0)) for name in self.names]
        linear = self.bias + sum(
            weight * (value - mean) / scale
            for weight, value, mean, scale in zip(self.weights, row, self.mean, self.scale, strict=True)
        )
        boosted = self.start + sum(tree.at(row) for tree in self.trees)
        return sigmoid(self.slope * (bounded(linear) + bounded(boosted)) / 2 + self.offset)


def sigmoid(value: float) -> float:
    """Log-odds as a probability."""
    return 1.0 / (1.0 + math.exp(-bounded(value)))


def bounded(value: float) -> float:
    """Log-odds within ±12, so that one part alone never decides."""
    return max(-12.0, min(12.0, value))


@cache
def load(stage: Stage) -> Model:
    """The shipped model of a stage."""
    text = resources.files("extract.decide").joinpath("model.json").read_text(encoding="utf-8")
    return from_data(json.loads(text)[stage])


def from_data(data: Mapping[str, Any]) -> Model:
    """A model from its JSON data."""
    return Model(
        names=tuple(data["names"]),
        mean=tuple(data["mean"]),
        scale=tuple(data["scale"]),
        weights=tuple(data["weights"]),
        bias=data["bias"],
        trees=tuple(Tree(**{name: tuple(values) for name, values in tree.items()}) for tree in data["trees"]),
        start=data["start"],
        slope=data["slope"],
        offset=data["offset"],
    )
