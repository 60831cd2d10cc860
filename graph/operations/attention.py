"""Attention over (length, features).

Scores are q·kᵀ / sqrt(features of a head), softmax over the keys. With projections, q, k and v are x·W + b
with W of (features, dim); heads are neighbouring slices of dim / heads features; the joined heads are
projected by a last W (dim, dim) + b. Inputs: the queries; then the keys and values ("memory"), where they
differ from the queries; then the values, where they differ from the keys. `causal` keeps a query from keys
after its own position.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import ShapeError
from graph.model import Node, Shape
from graph.operations.rules import channels, channels_of_input, expect_rank, flag, integer, shape_text
from graph.operations.spec import AttributeSpec, Operation, attributes

HEADS = AttributeSpec("heads", "int", "heads", 8, "eight heads")
ONE_HEAD = AttributeSpec("heads", "int", "heads", 1, "one head")
DIM = AttributeSpec(
    "dim",
    "int",
    "features of all heads together, and of the result",
    None,
    "width kept: as wide as the queries",
    required=True,
    derive=channels_of_input,
)
CAUSAL = AttributeSpec(
    "causal", "bool", "whether later positions are hidden", False, "every position is seen"
)
BIAS = AttributeSpec("bias", "bool", "whether the projections add a bias", True, "a bias is added")


def _memory(inputs: Sequence[Shape]) -> tuple[Shape, Shape, Shape]:
    queries = inputs[0]
    keys = inputs[1] if len(inputs) > 1 else queries
    values = inputs[2] if len(inputs) > 2 else keys
    for shape in (queries, keys, values):
        expect_rank(shape, 2, "length, features")
    if keys[0] != values[0]:
        raise ShapeError(f"keys {shape_text(keys)} and values {shape_text(values)} differ in length")
    return queries, keys, values


def _plain(_: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    queries, keys, values = _memory(inputs)
    if queries[1] != keys[1]:
        raise ShapeError(f"queries {shape_text(queries)} and keys {shape_text(keys)} differ in width")
    return ((queries[0], values[1]),)


def projected_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    """(queries, dim)."""
    queries, _, _ = _memory(inputs)
    default = ONE_HEAD if node.op == "self_attention" else HEADS
    dim, heads = integer(node, DIM, inputs), integer(node, default, inputs)
    if heads < 1 or dim % heads:
        raise ShapeError(f"{heads} heads do not divide {dim} features")
    return ((queries[0], dim),)


def projection_parameters(node: Node, inputs: Sequence[Shape]) -> int:
    """Projections of queries, keys and values to dim, and of the joined heads."""
    dim = integer(node, DIM, inputs)
    bias = 1 if flag(node, BIAS) else 0
    return sum((channels(shape) + bias) * dim for shape in _memory(inputs)) + (dim + bias) * dim


def _additive_shape(_: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    queries, keys, _values = _memory(inputs)
    return ((queries[0], keys[1]),)


def _additive_parameters(node: Node, inputs: Sequence[Shape]) -> int:
    queries, keys, _values = _memory(inputs)
    units = integer(node, SCORE_UNITS, inputs)
    return units * (channels(queries) + channels(keys) + 1)


SCORE_UNITS = AttributeSpec(
    "units",
    "int",
    "features of the scoring layer",
    None,
    "width kept: as wide as the queries",
    required=True,
    derive=channels_of_input,
)
HIDDEN = AttributeSpec(
    "units",
    "int",
    "features of the hidden layer",
    None,
    "hidden layer four times as wide",
    required=True,
    derive=lambda node, inputs: 4 * inputs[0][-1] if inputs and isinstance(inputs[0][-1], int) else None,
)
HIDDEN_ACTIVATION = AttributeSpec("activation", "text", "of the hidden layer", "relu", "ReLU hidden layer")


def _feed_forward_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    if not inputs[0]:
        raise ShapeError("a feed-forward layer needs at least one axis")
    return ((*inputs[0][:-1], integer(node, DIM, inputs)),)


def _feed_forward_parameters(node: Node, inputs: Sequence[Shape]) -> int:
    hidden, dim, bias = (
        integer(node, HIDDEN, inputs),
        integer(node, DIM, inputs),
        1 if flag(node, BIAS) else 0,
    )
    return (channels(inputs[0]) + bias) * hidden + (hidden + bias) * dim


KEY_HEADS = AttributeSpec(
    "key_heads",
    "int",
    "heads of keys and values, a divisor of heads",
    None,
    "a quarter of the heads",
    derive=lambda node, inputs: max(integer(node, HEADS, inputs) // 4, 1),
)


def _grouped_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    heads, key_heads = integer(node, HEADS, inputs), integer(node, KEY_HEADS, inputs)
    if key_heads < 1 or heads % key_heads:
        raise ShapeError(f"{key_heads} heads of keys do not divide {heads} heads")
    return projected_shape(node, inputs)


def _grouped_parameters(node: Node, inputs: Sequence[Shape]) -> int:
    dim, bias = integer(node, DIM, inputs), 1 if flag(node, BIAS) else 0
    narrow = dim // integer(node, HEADS, inputs) * integer(node, KEY_HEADS, inputs)
    queries, keys, values = (channels(shape) for shape in _memory(inputs))
    return (queries + bias) * dim + (keys + values + 2 * bias) * narrow + (dim + bias) * dim


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "attention",
        "attention",
        "scaled dot-product attention of its inputs, one head, no projections",
        "1706.03762",
        (1, 3),
        attributes(),
        _plain,
    ),
    Operation(
        "self_attention",
        "attention",
        "projected attention of an input to itself",
        "1706.03762",
        (1, 1),
        attributes(ONE_HEAD, DIM, CAUSAL, BIAS),
        projected_shape,
        projection_parameters,
    ),
    Operation(
        "multi_head_attention",
        "attention",
        "projected attention with several heads",
        "1706.03762",
        (1, 3),
        attributes(HEADS, DIM, CAUSAL, BIAS),
        projected_shape,
        projection_parameters,
    ),
    Operation(
        "cross_attention",
        "attention",
        "projected attention of queries to a memory",
        "1706.03762",
        (2, 3),
        attributes(HEADS, DIM, BIAS),
        projected_shape,
        projection_parameters,
    ),
    Operation(
        "additive_attention",
        "attention",
        "attention with scores vᵀ·tanh(W q + U k), no biases, v of `units`",
        "1409.0473",
        (1, 3),
        attributes(SCORE_UNITS),
        _additive_shape,
        _additive_parameters,
    ),
    Operation(
        "feed_forward",
        "attention",
        "two dense layers over the last axis: to `units` with the activation, and to `dim`",
        "1706.03762",
        (1, 1),
        attributes(HIDDEN, DIM, HIDDEN_ACTIVATION, BIAS),
        _feed_forward_shape,
        _feed_forward_parameters,
    ),
    Operation(
        "grouped_query_attention",
        "attention",
        "projected attention with several heads, neighbouring ones of which share keys and values",
        "2305.13245",
        (1, 3),
        attributes(HEADS, KEY_HEADS, DIM, CAUSAL, BIAS),
        _grouped_shape,
        _grouped_parameters,
    ),
)
