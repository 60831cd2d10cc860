"""Regularisation: all of it passes its input unchanged outside training."""

from __future__ import annotations

from graph.operations.rules import first_input
from graph.operations.spec import AttributeSpec, Operation, attributes

KERAS = "https://keras.io/api/layers/regularization_layers/"
RATE = AttributeSpec("rate", "float", "share of values set to zero in training", 0.5, "dropout of one half")

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "dropout",
        "regularisation",
        "values set to zero at random, the rest scaled by 1/(1 - rate)",
        "1207.0580",
        (1, 1),
        attributes(RATE),
        first_input,
    ),
)
