"""The fitted weights, as plain data in `weights.json`."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Subject = Literal["node", "edge", "attribute", "graph", "exhibit"]
"""What a probability is said of."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic function of named facts."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability; facts that it doesn't know count nothing."""
        value = self.bias + sum(self.weights.get(name, 0.0) * x for name, x in features.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))


Weights = Mapping[Subject, Logistic]


@cache
def load() -> Weights:
    """The shipped weights."""
    text = resources.files("extract.confidence").joinpath("weights.json").read_text(encoding="utf-8")
    return {subject: Logistic(each["bias"], each["weights"]) for subject, each in json.loads(text).items()}
