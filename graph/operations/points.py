"""Layers on graphs and sets of points."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import ShapeError
from graph.model import Node, Shape
from graph.operations.dense import BIAS, UNITS
from graph.operations.rules import channels, expect_rank, flag, integer, shape_text
from graph.operations.spec import Operation, attributes


def _graph_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    expect_rank(inputs[0], 2, "nodes, features")
    if inputs[1] != (inputs[0][0], inputs[0][0]):
        raise ShapeError(f"an adjacency of {shape_text(inputs[1])} does not fit {inputs[0][0]} nodes")
    return ((inputs[0][0], integer(node, UNITS, inputs)),)


def _graph_parameters(node: Node, inputs: Sequence[Shape]) -> int:
    units = integer(node, UNITS, inputs)
    return channels(inputs[0]) * units + (units if flag(node, BIAS) else 0)


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "graph_conv",
        "points",
        "A·(X·W) + b of node features X (nodes, features) and a normalised adjacency A "
        "(nodes, nodes), its second input",
        "1609.02907",
        (2, 2),
        attributes(UNITS, BIAS),
        _graph_shape,
        _graph_parameters,
    ),
    Operation(
        "graph_attention",
        "points",
        "one head over node features X (nodes, features) and an adjacency A (nodes, nodes), its second input: "
        "H = X·W; scores leaky_relu(0.2) of a·H_i + c·H_j; softmax over the j with A_ij above zero; their sum of H_j, "
        "plus b",
        "1710.10903",
        (2, 2),
        attributes(UNITS, BIAS),
        _graph_shape,
        lambda node, inputs: _graph_parameters(node, inputs) + 2 * integer(node, UNITS, inputs),
    ),
)
