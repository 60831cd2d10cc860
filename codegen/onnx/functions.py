"""Layers without weights that work on numbers: activations, arithmetic, pooling, attention."""

from __future__ import annotations

from functools import reduce as fold

import numpy as np

from codegen.core.layout import first_axis
from codegen.core.steps import Step
from codegen.errors import Unsupported
from codegen.onnx.context import Context, emits, swapped

DIRECT = {
    "relu": "Relu", "selu": "Selu", "sigmoid": "Sigmoid", "tanh": "Tanh", "softplus": "Softplus",
    "softsign": "Softsign", "mish": "Mish", "exp": "Exp", "log": "Log", "sqrt": "Sqrt", "abs": "Abs",
    "negative": "Neg", "hard_swish": "HardSwish", "sin": "Sin", "cos": "Cos",
}  # fmt: skip
WITH_ALPHA = {"leaky_relu": "LeakyRelu", "elu": "Elu", "celu": "Celu", "threshold": "ThresholdedRelu"}


@emits("activation")
def activation(c: Context, step: Step, x: list[str]) -> str:
    """One node where ONNX has the function, a few where it has not."""
    function = step.text("function")
    if function in DIRECT:
        return c.node(DIRECT[function], x)
    if function in WITH_ALPHA:
        return c.node(WITH_ALPHA[function], x, alpha=step.number("alpha"))
    match function:
        case "relu6":
            return c.node("Clip", [x[0], c.constant(0.0), c.constant(6.0)])
        case "hard_tanh":
            return c.node("Clip", [x[0], c.constant(-1.0), c.constant(1.0)])
        case "clipped_relu":
            return c.node("Clip", [x[0], c.constant(0.0), c.constant(step.number("alpha"))])
        case "gelu" | "gelu_tanh":
            return c.node("Gelu", x, approximate="tanh" if function == "gelu_tanh" else "none")
        case "silu":
            return c.node("Mul", [x[0], c.node("Sigmoid", x)])
        case "hard_sigmoid":
            return c.node("HardSigmoid", x, alpha=1 / 6, beta=0.5)
        case "square":
            return c.node("Mul", [x[0], x[0]])
        case "log_sigmoid":
            return c.node("Neg", [c.node("Softplus", [c.node("Neg", x)])])
        case "tanh_shrink":
            return c.node("Sub", [x[0], c.node("Tanh", x)])
        case "soft_shrink":
            return c.node("Shrink", x, bias=step.number("alpha"), lambd=step.number("alpha"))
        case "hard_shrink":
            return c.node("Shrink", x, bias=0.0, lambd=step.number("alpha"))
    raise Unsupported(f"ONNX has no {function}")


@emits("softmax")
def softmax(c: Context, step: Step, x: list[str]) -> str:
    """Over the channels."""
    axis = first_axis(-1, step.rank or 1)
    return c.node("LogSoftmax" if step.flag("log") else "Softmax", x, axis=axis)


@emits("prelu")
def prelu(c: Context, step: Step, x: list[str]) -> str:
    """One slope a channel."""
    ones = (1,) * ((step.rank or 1) - 1) if (step.rank or 0) > 2 else ()
    return c.node("PRelu", [x[0], c.weight("weight", ("reshape", (-1, *ones)))])


@emits("dropout")
def dropout(c: Context, step: Step, x: list[str]) -> str:
    """Nothing outside training; the rate is kept in the node."""
    return c.node("Dropout", [x[0], c.constant(step.number("rate"))])


JOINS = {"add": "Add", "subtract": "Sub", "multiply": "Mul", "divide": "Div"}


@emits("add", "subtract", "multiply", "divide")
def arithmetic(c: Context, step: Step, x: list[str]) -> str:
    """Pair by pair, from the left."""
    return fold(lambda a, b: c.node(JOINS[step.op], [a, b]), x)


@emits("maximum", "minimum")
def extreme(c: Context, step: Step, x: list[str]) -> str:
    """Max and Min take any number of inputs."""
    return c.node("Max" if step.op == "maximum" else "Min", x)


@emits("affine")
def affine(c: Context, step: Step, x: list[str]) -> str:
    """Times and plus a constant."""
    factor, offset = step.number("factor"), step.number("offset")
    y = x[0] if factor == 1 else c.node("Mul", [x[0], c.constant(factor)])
    return y if offset == 0 else c.node("Add", [y, c.constant(offset)])


@emits("matmul")
def matmul(c: Context, step: Step, x: list[str]) -> str:
    """Over the last two axes, channels last."""
    rank = max(len(shape or ()) for shape in step.in_shapes)
    left, right = (c.last(v, rank) for v in x)
    if step.flag("transpose"):
        order = list(range(rank + 1))
        order[-2:] = order[:-3:-1]
        right = c.transpose(right, order)
    return c.first(c.node("MatMul", [left, right]), rank)


@emits("causal_mask")
def causal_mask(c: Context, step: Step, x: list[str]) -> str:
    """1e9 taken off above the diagonal of the last two axes."""
    *_, rows, columns = step.in_shapes[0] or (1, 1)
    mask = c.constant(np.triu(np.full((rows, columns), -1e9, np.float32), 1))
    return c.first(c.node("Add", [c.last(x[0], step.rank), mask]), step.rank)


@emits("attention")
def attention(c: Context, step: Step, x: list[str]) -> str:
    """ai.onnx Attention."""
    heads = step.integer("heads")
    return c.node("Attention", x, q_num_heads=heads, kv_num_heads=heads, is_causal=int(step.flag("causal")))


@emits("pool")
@swapped
def pool(c: Context, step: Step, x: list[str]) -> str:
    """MaxPool or AveragePool; padding is not counted."""
    pairs = step.pairs("pads")
    pads = [begin for begin, _ in pairs] + [end for _, end in pairs]
    op = "MaxPool" if step.text("mode") == "max" else "AveragePool"
    return c.node(op, x, kernel_shape=step.ints("kernel"), strides=step.ints("stride"), pads=pads)


@emits("global_pool")
def global_pool(c: Context, step: Step, x: list[str]) -> str:
    """A reduction over all axes of space."""
    rank = step.rank or 1
    axes = c.ints(range(1, rank) if rank < 3 else range(2, rank + 1))
    op = "ReduceMax" if step.text("mode") == "max" else "ReduceMean"
    return c.node(op, [x[0], axes], keepdims=int(step.flag("keep")))


REDUCTIONS = {"mean": "ReduceMean", "sum": "ReduceSum", "max": "ReduceMax", "min": "ReduceMin"}


@emits("reduce")
def reduce(c: Context, step: Step, x: list[str]) -> str:
    """Over axes counted channels last."""
    axes = c.ints([axis + 1 for axis in step.ints("axes")])
    keep = int(step.flag("keep"))
    y = c.node(REDUCTIONS[step.text("mode")], [c.last(x[0], step.rank), axes], keepdims=keep)
    return c.first(y, len(step.out_shapes[0] or ()))


@emits("noise")
def noise(c: Context, step: Step, x: list[str]) -> str:
    """Nothing outside training."""
    return c.node("Identity", x)


@emits("power")
def power(c: Context, step: Step, x: list[str]) -> str:
    """Pow."""
    return c.node("Pow", [x[0], c.constant(step.number("exponent"))])


@emits("neighbours")
def neighbours(c: Context, step: Step, x: list[str]) -> str:
    """Where the adjacency is above zero."""
    return c.node("Where", [c.node("Greater", [x[1], c.constant(0.0)]), x[0], c.constant(-1e9)])


@emits("to_float")
def to_float(c: Context, step: Step, x: list[str]) -> str:
    """Cast."""
    return c.node("Cast", x, to=1)
