"""Dense layers, embeddings and positions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from graph.errors import ShapeError
from graph.model import Dim, Node, Shape, Value
from graph.operations.rules import (
    channels,
    channels_of_input,
    expect_rank,
    flag,
    integer,
    known,
    setting,
    word,
)
from graph.operations.spec import AttributeSpec, Operation, attributes

UNITS = AttributeSpec(
    "units",
    "int",
    "features out",
    None,
    "width kept: as many units as input features",
    required=True,
    derive=channels_of_input,
)
BIAS = AttributeSpec("bias", "bool", "whether a bias is added", True, "a bias is added")


def _dense_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    if not inputs[0]:
        raise ShapeError("a dense layer needs at least one axis")
    return ((*inputs[0][:-1], integer(node, UNITS, inputs)),)


def _dense_parameters(node: Node, inputs: Sequence[Shape]) -> int:
    units = integer(node, UNITS, inputs)
    return channels(inputs[0]) * units + (units if flag(node, BIAS) else 0)


VOCABULARY = AttributeSpec("vocabulary", "int", "number of different words", 10_000, "vocabulary of 10,000")
DIM = AttributeSpec("dim", "int", "features of a word", 128, "embedding of 128")


def _embedding_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    return ((*inputs[0], integer(node, DIM)),)


def _embedding_parameters(node: Node, _: Sequence[Shape]) -> int:
    return integer(node, VOCABULARY) * integer(node, DIM)


POSITION_KIND = AttributeSpec(
    "kind",
    "text",
    "sinusoidal (no parameters) or learned (one number each)",
    "sinusoidal",
    "positions are sinusoidal",
    choices=("sinusoidal", "learned"),
)
POSITION_SHAPE = AttributeSpec(
    "shape",
    "ints",
    "length and features of the table, where nothing comes in",
    None,
    "shape of what it is added to",
)


def _table(node: Node, inputs: Sequence[Shape]) -> tuple[Dim, Dim]:
    if inputs:
        expect_rank(inputs[0], 2, "length, features")
        return inputs[0][0], inputs[0][1]
    value = setting(node, POSITION_SHAPE)
    if not isinstance(value, tuple) or len(value) != 2:
        raise ShapeError("the length and features of the positions are not known")
    return known(value[0], "the length"), known(value[1], "the features")


def _position_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    return (_table(node, inputs),)


def _position_parameters(node: Node, inputs: Sequence[Shape]) -> int:
    if word(node, POSITION_KIND) != "learned":
        return 0
    length, features = _table(node, inputs)
    return known(length, "the length") * known(features, "the features")


LAYERS = AttributeSpec(
    "units",
    "ints",
    "features after each layer",
    None,
    "one hidden layer as wide as its input",
    required=True,
    derive=lambda node, inputs: _as_wide(inputs),
)
ACTIVATION = AttributeSpec(
    "activation", "text", "activation between the layers; none after the last", "relu", "ReLU between layers"
)


def _as_wide(inputs: Sequence[Shape]) -> Value:
    width = inputs[0][-1] if inputs and inputs[0] else None
    return None if width is None else (width, width)


def widths(node: Node, inputs: Sequence[Shape]) -> tuple[int, ...]:
    """Features after each layer of an `mlp`."""
    value = setting(node, LAYERS, inputs)
    items = value if isinstance(value, tuple) else (value,)
    if not items:
        raise ShapeError("an mlp needs at least one layer")
    return tuple(known(item, "units") for item in items)


def _mlp_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    if not inputs[0]:
        raise ShapeError("an mlp needs at least one axis")
    return ((*inputs[0][:-1], widths(node, inputs)[-1]),)


def _mlp_parameters(node: Node, inputs: Sequence[Shape]) -> int:
    sizes = (channels(inputs[0]), *widths(node, inputs))
    bias = 1 if flag(node, BIAS) else 0
    return sum((before + bias) * after for before, after in pairwise(sizes))


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "dense",
        "dense",
        "x·W + b over the last axis; other axes are kept (flatten stands before where it is meant)",
        "https://keras.io/api/layers/core_layers/dense/",
        (1, 1),
        attributes(UNITS, BIAS),
        _dense_shape,
        _dense_parameters,
    ),
    Operation(
        "embedding",
        "dense",
        "row i of a table for each integer i of the input; ids from 0 to vocabulary - 1",
        "https://keras.io/api/layers/core_layers/embedding/",
        (1, 1),
        attributes(VOCABULARY, DIM),
        _embedding_shape,
        _embedding_parameters,
    ),
    Operation(
        "positional_encoding",
        "dense",
        "with an input x: x plus the table; with none: the table itself. Sinusoidal: feature 2i of "
        "position p is "
        "sin(p / 10000^(2i/dim)), feature 2i+1 the cosine of the same; learned: trained numbers",
        "1706.03762",
        (0, 1),
        attributes(POSITION_KIND, POSITION_SHAPE),
        _position_shape,
        _position_parameters,
    ),
    Operation(
        "mlp",
        "dense",
        "dense layers one after another over the last axis, `activation` between them and none after "
        "the last",
        "1612.00593",
        (1, 1),
        attributes(LAYERS, ACTIVATION, BIAS),
        _mlp_shape,
        _mlp_parameters,
    ),
)
