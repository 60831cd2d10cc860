"""Activations, arithmetic between tensors, and what leaves shapes alone."""

from __future__ import annotations

from collections.abc import Sequence

from codegen.core.builder import Builder, known
from codegen.core.shaping import reshape
from codegen.core.steps import Shape, Tensor, Weight
from codegen.errors import Unsupported

FUNCTIONS = (
    "relu", "relu6", "leaky_relu", "elu", "selu", "gelu", "gelu_tanh", "silu", "hard_swish", "sigmoid",
    "hard_sigmoid", "tanh", "softplus", "softsign", "mish", "exp", "log", "sqrt", "abs", "negative", "square",
    "celu", "hard_tanh", "log_sigmoid", "threshold", "sin", "cos", "clipped_relu", "tanh_shrink", "soft_shrink",
    "hard_shrink",
)  # fmt: skip
"""Functions of one number. hard_sigmoid is clip(x / 6 + 1/2, 0, 1); hard_swish is x times it."""

OPERATORS = ("add", "subtract", "multiply", "divide", "maximum", "minimum")


def activation(b: Builder, x: Tensor, function: str, alpha: float = 0.0) -> Tensor:
    """A function of each number; `alpha` is the slope of leaky_relu, the scale of elu and celu, the threshold."""
    if function not in FUNCTIONS:
        raise Unsupported(f"the activation {function!r} is not known")
    return b.add("activation", [x], x.shape, function=function, alpha=alpha)


def softmax(b: Builder, x: Tensor, log: bool = False) -> Tensor:
    """Softmax over the last axis, or its logarithm."""
    known(x, "softmax")
    return b.add("softmax", [x], x.shape, log=log)


def prelu(b: Builder, x: Tensor) -> Tensor:
    """max(0, x) + a·min(0, x), one learned a a channel (arXiv:1502.01852)."""
    channels = known(x, "prelu")[-1]
    return b.add("prelu", [x], x.shape, [Weight("weight", (channels,), "scale")])


def dropout(b: Builder, x: Tensor, rate: float) -> Tensor:
    """Numbers dropped at this rate while training; nothing otherwise."""
    return b.add("dropout", [x], x.shape, rate=rate)


def broadcast(shapes: Sequence[Shape]) -> Shape:
    """The shape of an elementwise result; raises Unsupported where the shapes do not fit."""
    rank = max(map(len, shapes))
    padded = [(1,) * (rank - len(s)) + s for s in shapes]
    result = []
    for dims in zip(*padded, strict=True):
        sizes = {d for d in dims if d != 1}
        if len(sizes) > 1:
            raise Unsupported(f"shapes {', '.join(map(str, shapes))} do not fit each other")
        result.append(sizes.pop() if sizes else 1)
    return tuple(result)


def arithmetic(b: Builder, operator: str, inputs: Sequence[Tensor]) -> Tensor:
    """Inputs joined number by number, shapes broadcast; a lower rank is filled with axes in front."""
    if len(inputs) == 1:
        return inputs[0]
    inputs = equal_ranks(b, inputs)
    shapes = [t.shape for t in inputs]
    known_shapes = [s for s in shapes if s is not None]
    shape = broadcast(known_shapes) if len(known_shapes) == len(shapes) else None
    return b.add(operator, inputs, shape)


def equal_ranks(b: Builder, inputs: Sequence[Tensor]) -> list[Tensor]:
    """Inputs of lower rank with axes of length 1 in front, so that channels stay last in all."""
    rank = max(len(t.shape or ()) for t in inputs)
    result = []
    for t in inputs:
        missing = rank - len(t.shape or ())
        result.append(reshape(b, t, ((1,) * missing + t.shape)) if t.shape is not None and missing else t)
    return result


def causal_mask(b: Builder, x: Tensor) -> Tensor:
    """Minus 1e9 above the diagonal of the last two axes."""
    shape = known(x, "causal_mask")
    if len(shape) < 2:
        raise Unsupported(f"a causal mask is over (queries, keys), not {shape}")
    return b.add("causal_mask", [x], shape)


def affine(b: Builder, x: Tensor, factor: float = 1.0, offset: float = 0.0) -> Tensor:
    """factor · x + offset, both constant."""
    if (factor, offset) == (1, 0):
        return x
    return b.add("affine", [x], x.shape, factor=factor, offset=offset)


def channel_scale(b: Builder, x: Tensor, scale: bool = True, bias: bool = True) -> Tensor:
    """x · weight + bias with one learned number of each a channel."""
    channels = known(x, "channel_scale")[-1]
    weights = [Weight("weight", (channels,), "scale")] if scale else []
    weights += [Weight("bias", (channels,), "bias")] if bias else []
    return b.add("channel_scale", [x], x.shape, weights, scale=scale, bias=bias)


def matmul(b: Builder, x: Tensor, y: Tensor, transpose: bool = False) -> Tensor:
    """Matrix product of the last two axes; `transpose` turns the second."""
    left, right = known(x, "matmul"), known(y, "matmul")
    if len(left) < 2 or len(right) < 2:
        raise Unsupported(f"matmul needs matrices, not {left} and {right}")
    rows, inner = (right[-1], right[-2]) if transpose else (right[-2], right[-1])
    if left[-1] != rows:
        raise Unsupported(f"matmul of {left} and {right} does not fit")
    return b.add(
        "matmul", [x, y], (*broadcast([left[:-2], right[:-2]]), left[-2], inner), transpose=transpose
    )


def attention(b: Builder, q: Tensor, k: Tensor, v: Tensor, heads: int, causal: bool = False) -> Tensor:
    """Scaled dot-product attention of (length, width) tensors, width split into heads (arXiv:1706.03762)."""
    queries, keys, values = (known(t, "attention") for t in (q, k, v))
    if not len(queries) == len(keys) == len(values) == 2:
        raise Unsupported(f"attention is over sequences, not {queries}")
    if queries[1] != keys[1] or keys[0] != values[0]:
        raise Unsupported(f"queries {queries}, keys {keys} and values {values} do not fit")
    if queries[1] % heads or values[1] % heads:
        raise Unsupported(f"a width of {queries[1]} does not divide into {heads} heads")
    return b.add("attention", [q, k, v], (queries[0], values[1]), heads=heads, causal=causal)


NOISES = ("spatial_dropout", "gaussian_dropout", "alpha_dropout", "gaussian_noise", "drop_path")


def noise(b: Builder, x: Tensor, kind: str, rate: float) -> Tensor:
    """One of NOISES, which acts while training; nothing otherwise."""
    return b.add("noise", [x], x.shape, kind=kind, rate=rate)


def power(b: Builder, x: Tensor, exponent: float) -> Tensor:
    """Each number to a fixed exponent."""
    return b.add("power", [x], x.shape, exponent=exponent)


def neighbours(b: Builder, scores: Tensor, adjacency: Tensor) -> Tensor:
    """Scores where the adjacency is above zero, -1e9 elsewhere; both (nodes, nodes)."""
    if known(scores, "neighbours") != known(adjacency, "neighbours"):
        raise Unsupported(f"scores {scores.shape} and adjacency {adjacency.shape} do not fit")
    return b.add("neighbours", [scores, adjacency], scores.shape)


def to_float(b: Builder, x: Tensor) -> Tensor:
    """Integers as real numbers."""
    return b.add("to_float", [x], x.shape)
