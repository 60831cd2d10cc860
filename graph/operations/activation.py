"""Activations: any shape, none but PReLU with parameters; elementwise but for softmax, glu, maxout and crelu."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import ShapeError
from graph.model import Node, Shape
from graph.operations import dims
from graph.operations.rules import channels, first_input, integer, shape_text
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
LAMBDA = AttributeSpec("lambda", "float", "half width of what becomes zero", 0.5, "lambda of one half")
HALVES = AttributeSpec(
    "axis", "int", "axis that is halved, without batch; -1 the channels", -1, "halved along the channels"
)
PIECES = AttributeSpec(
    "pieces", "int", "neighbouring channels of which the greatest is kept", 2, "two pieces"
)


def _slopes(_: Node, inputs: Sequence[Shape]) -> int:
    return channels(inputs[0])


def _halved(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    shape = inputs[0]
    value = node.value("axis", -1)
    if not isinstance(value, int) or not -len(shape) <= value < len(shape):
        raise ShapeError(f"{shape_text(shape)} has no axis {value}")
    axis = value % len(shape)
    length = shape[axis]
    if isinstance(length, int) and length % 2:
        raise ShapeError(f"{length} cannot be halved")
    return ((*shape[:axis], dims.floor_div(length, 2), *shape[axis + 1 :]),)


def _greatest(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    width, pieces = channels(inputs[0]), integer(node, PIECES)
    if pieces < 1 or width % pieces:
        raise ShapeError(f"{width} channels are no multiple of {pieces} pieces")
    return ((*inputs[0][:-1], width // pieces),)


def _doubled(_: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    if not inputs[0]:
        raise ShapeError("a scalar has no channels")
    return ((*inputs[0][:-1], dims.times(2, inputs[0][-1])),)


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
    activation("softsign", "x / (1 + |x|)"),
    activation("mish", "x·tanh(log(1 + exp(x)))", "1908.08681"),
    activation("celu", "max(x, 0) + min(alpha·(exp(x / alpha) - 1), 0)", "1704.07483", ALPHA),
    activation("hard_tanh", "min(max(x, -1), 1)"),
    activation("log_softmax", "logarithm of the softmax along `axis`", KERAS, AXIS),
    activation("log_sigmoid", "-log(1 + exp(-x))"),
    activation("exponential", "exp(x)"),
    activation("tanh_shrink", "x - tanh(x)"),
    activation("soft_shrink", "x moved towards zero by lambda, zero within", KERAS, LAMBDA),
    activation("hard_shrink", "x where |x| is above lambda, else zero", KERAS, LAMBDA),
    activation("squareplus", "(x + sqrt(x² + 4)) / 2", "2112.11687"),
    activation("identity", "x"),
    Operation(
        "glu",
        "activation",
        "first half along `axis` times the sigmoid of the second half",
        "1612.08083",
        (1, 1),
        attributes(HALVES),
        _halved,
    ),
    Operation(
        "maxout",
        "activation",
        "greatest of each `pieces` neighbouring channels",
        "1302.4389",
        (1, 1),
        attributes(PIECES),
        _greatest,
    ),
    Operation(
        "crelu",
        "activation",
        "relu(x) and relu(-x) joined along the channels",
        "1603.05201",
        (1, 1),
        attributes(),
        _doubled,
    ),
)
