"""Activations and arithmetic."""

from __future__ import annotations

from codegen.core import elementwise, pooling, shaping
from codegen.core.builder import Builder, known
from codegen.core.steps import Tensor
from codegen.errors import Unsupported
from codegen.lowering.table import Settings, lowers
from graph.operations import REGISTRY

PLAIN = {
    "relu", "relu6", "selu", "silu", "hard_swish", "sigmoid", "hard_sigmoid", "tanh", "softplus", "softsign", "mish",
    "exp", "log", "sqrt", "abs", "negative", "square", "log_sigmoid", "hard_tanh", "tanh_shrink", "sin", "cos",
}  # fmt: skip
ALIASES = {"swish": "silu", "hard_silu": "hard_swish", "logistic": "sigmoid", "hardswish": "hard_swish"}


def apply_function(b: Builder, x: Tensor, word: str) -> Tensor:
    """The activation of this name. Raises Unsupported for a name that nobody knows."""
    name = ALIASES.get(word.lower(), word.lower())
    if name in ("", "linear", "none", "identity"):
        return x
    if name == "softmax":
        return elementwise.softmax(b, x)
    if name == "leaky_relu":
        return elementwise.activation(b, x, name, 0.01)
    if name == "elu":
        return elementwise.activation(b, x, name, 1.0)
    if name in PLAIN or name == "gelu":
        return elementwise.activation(b, x, name)
    if name == "prelu":
        return elementwise.prelu(b, x)
    raise Unsupported(f"the activation {word[:40]!r} is not known")


@lowers(*sorted(PLAIN & set(REGISTRY)))
def plain(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    return elementwise.activation(b, x[0], s.node.op)


@lowers("leaky_relu")
def leaky_relu(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    return elementwise.activation(b, x[0], "leaky_relu", s.number("slope"))


@lowers("elu", "celu")
def elu(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    return elementwise.activation(b, x[0], s.node.op, s.number("alpha"))


@lowers("gelu")
def gelu(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Exact, or by tanh."""
    return elementwise.activation(b, x[0], "gelu_tanh" if s.flag("approximate") else "gelu")


@lowers("prelu")
def prelu(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    return elementwise.prelu(b, x[0])


@lowers("softmax", "log_softmax")
def softmax(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Over the channels; another axis is brought there and back."""
    rank = len(known(x[0], "softmax"))
    stated = s.value("axis") if s.node.op == "softmax" else -1
    axis = (stated if isinstance(stated, int) else -1) % rank
    log = s.node.op == "log_softmax"
    if axis == rank - 1:
        return elementwise.softmax(b, x[0], log)
    order = list(range(rank))
    order[axis], order[-1] = order[-1], order[axis]
    y = elementwise.softmax(b, shaping.transpose(b, x[0], order), log)
    return shaping.transpose(b, y, order)


@lowers("add", "subtract", "multiply", "divide", "maximum", "minimum")
def arithmetic(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Number by number."""
    return elementwise.arithmetic(b, s.node.op, x)


@lowers("concat")
def concat(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Along an axis."""
    axis = s.value("axis")
    return shaping.concat(b, x, axis if isinstance(axis, int) else -1)


@lowers("matmul")
def matmul(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Of two inputs, or of one with itself."""
    left, right = elementwise.equal_ranks(b, [x[0], x[-1]])
    return elementwise.matmul(b, left, right, s.flag("transpose_b"))


@lowers("dot")
def dot(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Products summed over the last axis."""
    with b.scope("Dot", b.source):
        y = elementwise.arithmetic(b, "multiply", x)
        return pooling.reduce(b, y, "sum", [-1], keep=True)


@lowers("mean")
def mean(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Of several inputs, or over all axes but the channels."""
    if len(x) > 1:
        with b.scope("Mean", b.source):
            return elementwise.affine(b, elementwise.arithmetic(b, "add", x), 1 / len(x))
    return pooling.global_pool(b, x[0], "avg") if len(known(x[0], "mean")) > 1 else x[0]


@lowers("scale")
def scale(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Times a constant."""
    return elementwise.affine(b, x[0], s.number("factor"))


@lowers("mask")
def mask(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Minus 1e9 where a position would see a later one."""
    if s.word("kind") != "causal":
        return x[0]
    return elementwise.causal_mask(b, x[0])


@lowers("exponential")
def exponential(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    return elementwise.activation(b, x[0], "exp")


@lowers("soft_shrink", "hard_shrink")
def shrink(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    return elementwise.activation(b, x[0], s.node.op, s.number("lambda"))


@lowers("squareplus")
def squareplus(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """(x + sqrt(x² + 4)) / 2."""
    with b.scope("SquarePlus", b.source):
        root = elementwise.affine(b, elementwise.activation(b, x[0], "square"), offset=4.0)
        both = elementwise.arithmetic(b, "add", [x[0], elementwise.activation(b, root, "sqrt")])
        return elementwise.affine(b, both, 0.5)


@lowers("identity")
def identity(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Nothing."""
    return x[0]


@lowers("glu")
def glu(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """One half gates the other."""
    shape = known(x[0], "glu")
    stated = s.value("axis")
    axis = (stated if isinstance(stated, int) else -1) % len(shape)
    with b.scope("GLU", b.source):
        value, gate = shaping.split(b, x[0], (shape[axis] // 2,) * 2, axis)
        return elementwise.arithmetic(b, "multiply", [value, elementwise.activation(b, gate, "sigmoid")])


@lowers("maxout")
def maxout(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Neighbouring channels as an axis of their own, and its maximum."""
    *space, channels = known(x[0], "maxout")
    pieces = s.integer("pieces")
    with b.scope("Maxout", b.source):
        cut = shaping.reshape(b, x[0], (*space, channels // pieces, pieces))
        return pooling.reduce(b, cut, "max", [-1])


@lowers("crelu")
def crelu(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Both signs rectified, side by side."""
    with b.scope("CReLU", b.source):
        negative = elementwise.activation(b, x[0], "negative")
        return shaping.concat(b, [elementwise.activation(b, v, "relu") for v in (x[0], negative)])


@lowers("spatial_dropout", "gaussian_dropout", "alpha_dropout", "gaussian_noise", "drop_path")
def noise(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Kept with its rate; what is run, for inference, is the input unchanged."""
    name = "deviation" if s.node.op == "gaussian_noise" else "rate"
    return elementwise.noise(b, x[0], s.node.op, s.number(name))


@lowers("rescaling")
def rescaling(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Times and plus a constant."""
    return elementwise.affine(b, x[0], s.number("factor"), s.number("offset"))


@lowers("power")
def power(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """To a fixed exponent."""
    return elementwise.power(b, x[0], s.number("exponent"))


@lowers("reduce_sum", "reduce_max", "reduce_mean")
def reduce(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Over one axis."""
    axis = s.value("axis")
    return pooling.reduce(b, x[0], s.node.op.split("_")[1], [axis if isinstance(axis, int) else 0])


@lowers("reverse")
def reverse(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """The first axis backwards."""
    return shaping.reverse(b, x[0])


@lowers("vector_length")
def vector_length(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Root of the sum of squares."""
    with b.scope("VectorLength", b.source):
        squares = elementwise.activation(b, x[0], "square")
        return elementwise.activation(b, pooling.reduce(b, squares, "sum", [-1]), "sqrt")


@lowers("squash")
def squash(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """v·|v| / (1 + |v|²)."""
    return squashed(b, x[0])


def squashed(b: Builder, x: Tensor) -> Tensor:
    """Vectors along the last axis with lengths between 0 and 1 (arXiv:1710.09829)."""
    with b.scope("Squash", b.source):
        squares = elementwise.activation(b, x, "square")
        total = pooling.reduce(b, squares, "sum", [-1], keep=True)
        length = elementwise.activation(b, total, "sqrt")
        share = elementwise.arithmetic(b, "divide", [length, elementwise.affine(b, total, offset=1.0)])
        return elementwise.arithmetic(b, "multiply", [x, share])
