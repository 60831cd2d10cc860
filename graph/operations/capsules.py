"""Capsules: vectors whose length is a probability (1710.09829)."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import ShapeError
from graph.model import Node, Shape
from graph.operations import dims
from graph.operations.convolution import BIAS, kernel_spec, padding_spec, stride_spec, window_shape
from graph.operations.rules import channels, expect_rank, flag, integer, known, per_axis
from graph.operations.spec import AttributeSpec, Operation, attributes

SOURCE = "1710.09829"
SQUASH = "squash(v) = v·|v| / (1 + |v|²)"
DIM = AttributeSpec("dim", "int", "numbers of a capsule", 8, "capsules of eight")
TYPES = AttributeSpec("types", "int", "capsules at each cell", 32, "32 types of capsules")
CAPSULES = AttributeSpec("capsules", "int", "capsules out", 10, "ten capsules")
WIDE = AttributeSpec("dim", "int", "numbers of a capsule out", 16, "capsules of sixteen")
ROUNDS = AttributeSpec("rounds", "int", "rounds of routing", 3, "three rounds of routing")


def _primary_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    cells = dims.product(window_shape(node, inputs[0], 2))
    return ((dims.times(cells, integer(node, TYPES)), integer(node, DIM)),)


def _primary_parameters(node: Node, inputs: Sequence[Shape]) -> int:
    high, wide = per_axis(node, kernel_spec(2), 2)
    filters = integer(node, TYPES) * integer(node, DIM)
    return high * wide * channels(inputs[0]) * filters + (filters if flag(node, BIAS) else 0)


def _capsule_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    expect_rank(inputs[0], 2, "capsules, numbers")
    if integer(node, ROUNDS) < 1:
        raise ShapeError("routing needs at least one round")
    return ((integer(node, CAPSULES), integer(node, WIDE)),)


def _capsule_parameters(node: Node, inputs: Sequence[Shape]) -> int:
    incoming = known(inputs[0][0], "the number of capsules that come in") * channels(inputs[0])
    return incoming * integer(node, CAPSULES) * integer(node, WIDE)


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "primary_capsule",
        "capsules",
        "convolution to types·dim filters; each cell's filters cut into `types` vectors of `dim`, rows first; "
        f"{SQUASH}",
        SOURCE,
        (1, 1),
        attributes(TYPES, DIM, kernel_spec(2), stride_spec(2), padding_spec(2), BIAS),
        _primary_shape,
        _primary_parameters,
    ),
    Operation(
        "capsule",
        "capsules",
        "each capsule i times a trained matrix for each capsule j; routed by agreement: logits b_ij begin at "
        "zero; each "
        f"round v_j = squash(sum over i of softmax over j of b_ij · u_ij), then b_ij grows by u_ij·v_j; {SQUASH}; "
        "no bias",
        SOURCE,
        (1, 1),
        attributes(CAPSULES, WIDE, ROUNDS),
        _capsule_shape,
        _capsule_parameters,
    ),
    Operation(
        "squash",
        "capsules",
        SQUASH + " over the last axis",
        SOURCE,
        (1, 1),
        attributes(),
        lambda node, inputs: (inputs[0],),
    ),
    Operation(
        "vector_length",
        "capsules",
        "root of the sum of squares over the last axis, which is dropped",
        SOURCE,
        (1, 1),
        attributes(),
        lambda node, inputs: (inputs[0][:-1],),
    ),
)
