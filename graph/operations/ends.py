"""Where a graph begins and ends, and what stands for tensors or for things unexplained."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import ShapeError
from graph.model import Node, Shape
from graph.operations.convolution import kernel_spec, stride_spec
from graph.operations.pooling import window_spec
from graph.operations.rules import first_input, known, setting
from graph.operations.spec import AttributeSpec, Operation, attributes

HOUSE = "docs/operations.md"
SHAPE = AttributeSpec("shape", "ints", "shape without batch, channels last", required=True)
INTEGERS = AttributeSpec("integers", "bool", "whether it holds ids of an embedding", False, "real numbers")


def _input_shape(node: Node, _: Sequence[Shape]) -> tuple[Shape, ...]:
    value = setting(node, SHAPE)
    if isinstance(value, tuple):
        return (tuple(item if isinstance(item, str) else known(item, "shape") for item in value),)
    if node.output_shape is not None:
        return (node.output_shape,)
    raise ShapeError("the shape of the input is not known")


NAME = AttributeSpec("name", "text", "what the paper calls it", "")
FILTERS = AttributeSpec("filters", "int", "output channels, where it is a convolution")
UNITS = AttributeSpec("units", "int", "features out, where it is dense")
POOL_STRIDE = AttributeSpec("stride", "ints", "step of the window", axes=2)
PADDING = AttributeSpec("padding", "any", "as of the pooling or convolution it stands for")


def _block_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    # A printed shape in letters says less than the shape that comes in.
    stated = node.output_shape
    if stated is not None and all(isinstance(dim, int) for dim in stated):
        if len(stated) == len(inputs[0]):
            return (stated,)
        if len(stated) == len(inputs[0]) - 1:
            return ((*stated, inputs[0][-1]),)
    return first_input(node, inputs)


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "input",
        "ends",
        "a tensor that comes from outside",
        HOUSE,
        (0, 0),
        attributes(SHAPE, INTEGERS),
        _input_shape,
    ),
    Operation(
        "output",
        "ends",
        "a tensor that goes outside; its input unchanged",
        HOUSE,
        (1, 1),
        attributes(),
        first_input,
    ),
    Operation(
        "feature_map",
        "ends",
        "a tensor that is drawn; its input unchanged",
        HOUSE,
        (1, 1),
        attributes(),
        first_input,
    ),
    Operation(
        "loss",
        "ends",
        "where training compares; outside training its first input unchanged",
        HOUSE,
        (1, None),
        attributes(),
        first_input,
    ),
    Operation(
        "block",
        "ends",
        "something the paper names and does not explain; its shape is the printed one, else "
        "that of its first input; it cannot be built",
        HOUSE,
        (1, None),
        attributes(NAME),
        _block_shape,
    ),
    Operation(
        "weight",
        "generic",
        "a layer with weights of unnamed kind: completion makes it conv2d, conv1d or dense",
        HOUSE,
        (1, 1),
        attributes(FILTERS, UNITS, kernel_spec(2), stride_spec(2)),
        first_input,
    ),
    Operation(
        "pool",
        "generic",
        "pooling of unnamed kind: completion makes it max_pool or global_avg_pool",
        HOUSE,
        (1, 1),
        attributes(window_spec(2), POOL_STRIDE, PADDING),
        first_input,
    ),
    Operation(
        "norm",
        "generic",
        "normalisation of unnamed kind: completion makes it layer_norm in sequences, batch_norm else",
        HOUSE,
        (1, 1),
        attributes(),
        first_input,
    ),
    Operation(
        "activation",
        "generic",
        "an activation of unnamed kind: completion makes it relu",
        HOUSE,
        (1, 1),
        attributes(),
        first_input,
    ),
)
