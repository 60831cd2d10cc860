"""Recurrent layers over (length, features), from the first step on, initial state zero.

`bidirectional` runs a second layer of the same size backwards and joins both, forward half first. Without
`sequences` only the last state comes out (forwards: of the last step; backwards: of the first step).

Biases are those of the defining equations, so that equal weights give equal numbers in every framework:
* rnn, lstm: one bias a gate (Keras; the ONNX recurrence bias is zero; PyTorch's `bias_hh` is held at zero and
  not trained).
* gru: two biases a gate, since the candidate's recurrent bias stands inside the reset gate's product (Keras 3
  with reset_after, PyTorch, ONNX with linear_before_reset = 1): n = tanh(W x + b + r · (U h + c)).
Gates: input, forget, cell, output for lstm with sigmoid and tanh; update, reset, candidate for gru. New gru
state: z·h + (1 - z)·n.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod

from graph.model import Node, Shape
from graph.operations.rules import channels, channels_of_input, expect_rank, flag, integer, per_axis
from graph.operations.spec import AttributeSpec, Operation, attributes

KERAS = "https://keras.io/api/layers/recurrent_layers/"
UNITS = AttributeSpec(
    "units",
    "int",
    "features of the state, of one direction",
    None,
    "width kept: as many units as input features",
    required=True,
    derive=channels_of_input,
)
BIDIRECTIONAL = AttributeSpec(
    "bidirectional", "bool", "whether a second layer runs backwards", False, "forwards alone"
)
SEQUENCES = AttributeSpec(
    "sequences",
    "bool",
    "whether the state of every step comes out, not only the last",
    True,
    "every step comes out",
)
BIAS = AttributeSpec("bias", "bool", "whether biases are added", True, "a bias is added")
ACTIVATION = AttributeSpec(
    "activation", "text", "of the state", "tanh", "tanh state", choices=("tanh", "relu")
)


def _shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    expect_rank(inputs[0], 2, "length, features")
    units = integer(node, UNITS, inputs) * (2 if flag(node, BIDIRECTIONAL) else 1)
    return ((inputs[0][0], units) if flag(node, SEQUENCES) else (units,),)


def _parameters(gates: int, biases: int) -> Callable[[Node, Sequence[Shape]], int]:
    def count(node: Node, inputs: Sequence[Shape]) -> int:
        units = integer(node, UNITS, inputs)
        rows = channels(inputs[0]) + units + (biases if flag(node, BIAS) else 0)
        return gates * units * rows * (2 if flag(node, BIDIRECTIONAL) else 1)

    return count


def _layer(name: str, summary: str, source: str, gates: int, biases: int, *more: AttributeSpec) -> Operation:
    return Operation(
        name,
        "recurrent",
        summary,
        source,
        (1, 1),
        attributes(UNITS, BIDIRECTIONAL, SEQUENCES, BIAS, *more),
        _shape,
        _parameters(gates, biases),
    )


FILTERS = AttributeSpec(
    "filters",
    "int",
    "channels of the state",
    None,
    "width kept: as many filters as input channels",
    required=True,
    derive=channels_of_input,
)
KERNEL = AttributeSpec("kernel", "ints", "window of both convolutions", (3, 3), "kernel of three", axes=2)


def _conv_lstm_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    expect_rank(inputs[0], 4, "length, height, width, channels")
    length, height, width, _ = inputs[0]
    filters = integer(node, FILTERS, inputs)
    out: Shape = (height, width, filters)
    return ((length, *out) if flag(node, SEQUENCES) else out,)


def _conv_lstm_parameters(node: Node, inputs: Sequence[Shape]) -> int:
    filters = integer(node, FILTERS, inputs)
    taps = prod(per_axis(node, KERNEL, 2))
    return 4 * filters * (taps * (channels(inputs[0]) + filters) + (1 if flag(node, BIAS) else 0))


OPERATIONS: tuple[Operation, ...] = (
    _layer("rnn", "h' = activation(W x + U h + b)", KERAS, 1, 1, ACTIVATION),
    _layer("lstm", "long short-term memory without peepholes: sigmoid gates, tanh cell", "1402.1128", 4, 1),
    _layer("gru", "gated recurrent unit, reset after the product", "1406.1078", 3, 2),
    Operation(
        "conv_lstm",
        "recurrent",
        "an lstm whose products are convolutions over (height, width), stride one, size kept "
        "(TensorFlow's same padding), without peepholes, one bias a gate",
        "1506.04214",
        (1, 1),
        attributes(FILTERS, KERNEL, SEQUENCES, BIAS),
        _conv_lstm_shape,
        _conv_lstm_parameters,
    ),
)
