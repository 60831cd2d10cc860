"""Activations: elementwise, any shape, none but PReLU with parameters."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Node, Shape
from graph.operations.rules import channels, first_input
from graph.operations.spec import AttributeSpec, Operation, attributes

KERAS = "https://keras.io/api/layers/activations/"
SLOPE = AttributeSpec("slope", "float", "slope below zero", 0.01, "slope of 0.01")
ALPHA = AttributeSpec("alpha", "float", "limit below zero, negated", 1.0, "alpha of one")
APPROXIMATE = AttributeSpec(
    "approximate", "bool", "tanh approximation instead of the error function", False, "exact GELU"
)
AXIS = AttributeSpec(
    "axis", "int", "axis that sums to one, without batch; -1 the channels", -1, "over the channels"
)
MAXIMUM = AttributeSpec("maximum", "float", "greatest output", 6.0, "clipped at six")
THRESHOLD = AttributeSpec("threshold", "float", "greatest input that becomes zero", 1.0, "threshold of one")


def _slopes(_: Node, inputs: Sequence[Shape]) -> int:
    return channels(inputs[0])


def activation(name: str, summary: str, source: str = KERAS, *specs: AttributeSpec) -> Operation:
    """An elementwise activation without parameters."""
    return Operation(name, "activation", summary, source, (1, 1), attributes(*specs), first_input)


OPERATIONS: tuple[Operation, ...] = (
    activation("relu", "max(x, 0)"),
    activation("relu6", "min(max(x, 0), 6)"),
    activation("leaky_relu", "x above zero, slope·x below", KERAS, SLOPE),
    Operation(
        "prelu",
        "activation",
        "x above zero, a·x below; one trained a for each channel",
        "1502.01852",
        (1, 1),
        attributes(),
        first_input,
        _slopes,
    ),
    activation("elu", "x above zero, alpha·(exp(x) - 1) below", "1511.07289", ALPHA),
    activation(
        "selu", "1.0507009873554805·(x above zero, 1.6732632423543772·(exp(x) - 1) below)", "1706.02515"
    ),
    activation(
        "gelu",
        "x·Φ(x); approximate: 0.5·x·(1 + tanh(sqrt(2/π)·(x + 0.044715·x³)))",
        "1606.08415",
        APPROXIMATE,
    ),
    activation("silu", "x·sigmoid(x), also called swish", "1710.05941"),
    activation("hard_swish", "x·min(max(x + 3, 0), 6) / 6", "1905.02244"),
    activation("sigmoid", "1 / (1 + exp(-x))"),
    activation("hard_sigmoid", "min(max(x + 3, 0), 6) / 6 (Keras 3, PyTorch, ONNX with alpha 1/6)"),
    activation("tanh", "hyperbolic tangent"),
    activation("softmax", "exp(x) over its sum along `axis`", KERAS, AXIS),
    activation("softplus", "log(1 + exp(x))"),
)
