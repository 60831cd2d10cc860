"""Regularisation: all of it passes its input unchanged outside training."""

from __future__ import annotations

from graph.operations.rules import first_input
from graph.operations.spec import AttributeSpec, Operation, attributes

KERAS = "https://keras.io/api/layers/regularization_layers/"
RATE = AttributeSpec("rate", "float", "share of values set to zero in training", 0.5, "dropout of one half")

DEVIATION = AttributeSpec("deviation", "float", "standard deviation of the noise", 0.1, "noise of one tenth")
PATH_RATE = AttributeSpec(
    "rate", "float", "share of examples whose branch is left out in training", 0.1, "one tenth"
)


def _regularisation(name: str, summary: str, source: str, spec: AttributeSpec) -> Operation:
    return Operation(name, "regularisation", summary, source, (1, 1), attributes(spec), first_input)


OPERATIONS: tuple[Operation, ...] = (
    _regularisation(
        "dropout", "values set to zero at random, the rest scaled by 1/(1 - rate)", "1207.0580", RATE
    ),
    _regularisation("spatial_dropout", "whole channels set to zero at random", "1411.4280", RATE),
    _regularisation("gaussian_dropout", "values multiplied by Gaussian noise around one", KERAS, RATE),
    _regularisation("alpha_dropout", "dropout that keeps mean and variance behind SELU", "1706.02515", RATE),
    _regularisation("gaussian_noise", "Gaussian noise added", KERAS, DEVIATION),
    _regularisation(
        "drop_path", "the whole branch left out at random, an example each", "1603.09382", PATH_RATE
    ),
)
