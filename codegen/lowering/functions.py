"""Activations and arithmetic."""

from __future__ import annotations

from codegen.core import elementwise, pooling, shaping
from codegen.core.builder import Builder, known
from codegen.core.steps import Tensor
from codegen.errors import Unsupported
from codegen.lowering.table import Settings, lowers

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


@lowers(*sorted(PLAIN))
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
