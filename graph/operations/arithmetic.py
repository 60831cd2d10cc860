"""Elementwise arithmetic, joins and matrix products.

Shapes are channels last and aligned at the channels, so that a vector (C,) joins a map (H, W, C) channel by
channel, as (1, 1, C) does; a framework with channels first must add the axes itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import ShapeError
from graph.model import Node, Shape, Value
from graph.operations import dims
from graph.operations.rules import broadcast, first_input, flag, shape_text
from graph.operations.spec import AttributeSpec, Operation, attributes

KERAS = "https://keras.io/api/layers/merging_layers/"
AXIS = AttributeSpec(
    "axis",
    "int",
    "axis that is joined, without batch, channels last; -1 the channels",
    -1,
    "joined along the channels",
)


def _broadcast(_: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    return (broadcast(inputs),)


def axis_of(node: Node, spec: AttributeSpec, shape: Shape) -> int:
    """An axis attribute as an index from 0. Raises ShapeError where the shape has no such axis."""
    value = node.value(spec.name)
    axis = value if isinstance(value, int) else spec.default
    if not isinstance(axis, int) or not -len(shape) <= axis < len(shape):
        raise ShapeError(f"{shape_text(shape)} has no axis {axis}")
    return axis % len(shape)


def _concat(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    first = inputs[0]
    axis = axis_of(node, AXIS, first)
    for other in inputs[1:]:
        if len(other) != len(first) or any(
            a != b for i, (a, b) in enumerate(zip(first, other, strict=True)) if i != axis
        ):
            raise ShapeError(
                f"{shape_text(first)} and {shape_text(other)} cannot be joined along axis {axis}"
            )
    joined = dims.total(shape[axis] for shape in inputs)
    return ((*first[:axis], joined, *first[axis + 1 :]),)


def _fits_only_transposed(_: Node, inputs: Sequence[Shape]) -> Value:
    left, right = inputs[0], inputs[-1]
    return len(right) > 1 and left[-1] != right[-2] and left[-1] == right[-1]


TRANSPOSE = AttributeSpec(
    "transpose_b",
    "bool",
    "whether the second factor is transposed",
    False,
    "transposed where only that fits",
    derive=_fits_only_transposed,
)


def _matmul(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    left, right = inputs[0], inputs[-1]
    if len(left) < 2 or len(right) < 2:
        raise ShapeError(f"a matrix product needs two axes: {shape_text(left)} and {shape_text(right)}")
    inner, outer = right[-2], right[-1]
    if flag(node, TRANSPOSE, inputs):
        inner, outer = outer, inner
    if left[-1] != inner:
        raise ShapeError(f"{shape_text(left)} and {shape_text(right)} have no matrix product")
    return ((*broadcast((left[:-2], right[:-2])), left[-2], outer),)


def _dot(_: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    if inputs[0] != inputs[1]:
        raise ShapeError(f"{shape_text(inputs[0])} and {shape_text(inputs[1])} have no inner product")
    return ((*inputs[0][:-1], 1),)


def _mean(_: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    if len(inputs) > 1:
        return (broadcast(inputs),)
    return (inputs[0][-1:],)


FACTOR = AttributeSpec("factor", "float", "number multiplied by", 1.0, "factor of one")
MASK = AttributeSpec(
    "kind",
    "text",
    "causal: minus 1e9 above the diagonal of the last two axes; none: nothing is changed",
    "none",
    "a mask acts on square scores alone",
    choices=("causal", "none"),
    derive=lambda node, inputs: _mask_kind(inputs),
)


def _mask_kind(inputs: Sequence[Shape]) -> Value:
    return "causal" if len(inputs[0]) > 1 and inputs[0][-1] == inputs[0][-2] else "none"


OFFSET = AttributeSpec("offset", "float", "number added", 0.0, "offset of zero")
EXPONENT = AttributeSpec("exponent", "float", "exponent", 2.0, "squared")
REDUCED = AttributeSpec("axis", "int", "axis, without batch; -1 the channels", 0, "over the first axis")
NUMPY = "https://numpy.org/doc/stable/reference/"


def _reduced(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    axis = axis_of(node, REDUCED, inputs[0])
    return ((*inputs[0][:axis], *inputs[0][axis + 1 :]),)


def _elementwise(name: str, summary: str, most: int | None) -> Operation:
    return Operation(name, "arithmetic", summary, KERAS, (2, most), attributes(), _broadcast)


OPERATIONS: tuple[Operation, ...] = (
    _elementwise("add", "sum of all inputs", None),
    _elementwise("subtract", "first input minus second", 2),
    _elementwise("multiply", "product of all inputs, elementwise", None),
    _elementwise("divide", "first input over second, elementwise", 2),
    _elementwise("maximum", "greatest of all inputs, elementwise", None),
    _elementwise("minimum", "least of all inputs, elementwise", None),
    Operation(
        "concat",
        "arithmetic",
        "inputs one after another along `axis`, in the order of the edges",
        KERAS,
        (1, None),
        attributes(AXIS),
        _concat,
    ),
    Operation(
        "matmul",
        "arithmetic",
        "matrix product over the last two axes; one input alone is multiplied by itself",
        "https://numpy.org/doc/stable/reference/generated/numpy.matmul.html",
        (1, 2),
        attributes(TRANSPOSE),
        _matmul,
    ),
    Operation(
        "dot",
        "arithmetic",
        "inner product of two inputs over the last axis, one long",
        KERAS,
        (2, 2),
        attributes(),
        _dot,
    ),
    Operation(
        "mean",
        "arithmetic",
        "of several inputs: their mean, elementwise; of one: its mean over all axes but the last",
        KERAS,
        (1, None),
        attributes(),
        _mean,
    ),
    Operation(
        "scale",
        "arithmetic",
        "multiplied by one fixed number",
        "1706.03762",
        (1, 1),
        attributes(FACTOR),
        first_input,
    ),
    Operation(
        "mask",
        "arithmetic",
        "causal: 1e9 is subtracted above the diagonal of the last two axes; none: unchanged",
        "1706.03762",
        (1, 1),
        attributes(MASK),
        first_input,
    ),
    Operation(
        "rescaling",
        "arithmetic",
        "x·factor + offset with fixed numbers",
        "https://keras.io/api/layers/preprocessing_layers/",
        (1, 1),
        attributes(FACTOR, OFFSET),
        first_input,
    ),
    Operation(
        "power", "arithmetic", "x to a fixed exponent", NUMPY, (1, 1), attributes(EXPONENT), first_input
    ),
    Operation(
        "reduce_sum",
        "arithmetic",
        "sum over one axis, which is dropped",
        NUMPY,
        (1, 1),
        attributes(REDUCED),
        _reduced,
    ),
    Operation(
        "reduce_max",
        "arithmetic",
        "maximum over one axis, which is dropped",
        NUMPY,
        (1, 1),
        attributes(REDUCED),
        _reduced,
    ),
    Operation(
        "reduce_mean",
        "arithmetic",
        "mean over one axis, which is dropped",
        NUMPY,
        (1, 1),
        attributes(REDUCED),
        _reduced,
    ),
)
