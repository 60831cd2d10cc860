"""Layers with weights: convolutions, dense layers, embeddings, normalisation."""

from __future__ import annotations

import numpy as np

from codegen.core.steps import Step
from codegen.onnx.context import Context, emits, swapped


def _pads(pairs: tuple[tuple[int, int], ...]) -> list[int]:
    return [begin for begin, _ in pairs] + [end for _, end in pairs]


def _bias(c: Context, step: Step) -> list[str]:
    return [c.weight("bias")] if step.flag("bias") else []


@emits("conv")
@swapped
def conv(c: Context, step: Step, x: list[str]) -> str:
    """ai.onnx Conv."""
    return c.node(
        "Conv", [x[0], c.weight("weight"), *_bias(c, step)],
        kernel_shape=step.ints("kernel"), strides=step.ints("stride"), dilations=step.ints("dilation"),
        pads=_pads(step.pairs("pads")), group=step.integer("groups"),
    )  # fmt: skip


@emits("conv_transpose")
@swapped
def conv_transpose(c: Context, step: Step, x: list[str]) -> str:
    """ai.onnx ConvTranspose; a result that grows at the end is output padding."""
    trims = step.pairs("trims")
    return c.node(
        "ConvTranspose", [x[0], c.weight("weight"), *_bias(c, step)],
        kernel_shape=step.ints("kernel"), strides=step.ints("stride"), dilations=step.ints("dilation"),
        pads=_pads(tuple((max(b, 0), max(e, 0)) for b, e in trims)),
        output_padding=[max(-e, 0) for _, e in trims], group=step.integer("groups"),
    )  # fmt: skip


@emits("dense")
def dense(c: Context, step: Step, x: list[str]) -> str:
    """Gemm on vectors, MatMul on sequences, a convolution of size 1 on maps."""
    rank = step.rank or 1
    if rank == 1:
        return c.node("Gemm", [x[0], c.weight("weight"), *_bias(c, step)], transB=1)
    if rank == 2:
        y = c.node("MatMul", [x[0], c.weight("weight", ("transpose", (1, 0)))])
        return c.node("Add", [y, c.weight("bias")]) if step.flag("bias") else y
    ones = (1,) * (rank - 1)
    weight = c.weight("weight", ("reshape", (step.integer("units"), -1, *ones)))
    return c.node("Conv", [x[0], weight, *_bias(c, step)], kernel_shape=ones)


@emits("embedding")
def embedding(c: Context, step: Step, x: list[str]) -> str:
    """Rows of a table."""
    return c.first(
        c.node("Gather", [c.weight("weight"), c.last(x[0], step.rank)], axis=0), (step.rank or 0) + 1
    )


@emits("parameter")
def parameter(c: Context, step: Step, x: list[str]) -> str:
    """A learned tensor; repeated for each item of the batch where it is joined to others."""
    shape = step.out_shapes[0] or ()
    value = c.first(c.weight("value", ("reshape", (1, *shape))), len(shape))
    if not step.flag("repeat"):
        return value
    batch = c.node("Shape", [x[0]], start=0, end=1)
    return c.node("Expand", [value, c.node("Concat", [batch, c.ints((1,) * len(shape))], axis=0)])


@emits("sinusoid")
def sinusoid(c: Context, step: Step, x: list[str]) -> str:
    """Sines and cosines of positions, computed in the model from the position's number."""
    length, width = step.integer("length"), step.integer("width")
    place = c.constant(np.arange(length, dtype=np.float32)[:, None])
    rates = 10000.0 ** (-2.0 * (np.arange(width) // 2) / width)
    shift = np.where(np.arange(width) % 2, np.pi / 2, 0.0)
    angle = c.node("Add", [c.node("Mul", [place, c.constant(rates[None])]), c.constant(shift[None])])
    return c.node("Unsqueeze", [c.node("Sin", [angle]), c.ints((0,))])


def _scale(c: Context, step: Step, name: str, flag: str, fill: float) -> str:
    if step.flag(flag):
        return c.weight(name)
    return c.constant(np.full(step.channels or 1, fill))


@emits("batch_norm")
@swapped
def batch_norm(c: Context, step: Step, x: list[str]) -> str:
    """ai.onnx BatchNormalization for inference."""
    scale, bias = _scale(c, step, "weight", "scale", 1.0), _scale(c, step, "bias", "bias", 0.0)
    inputs = [x[0], scale, bias, c.weight("running_mean"), c.weight("running_var")]
    return c.node("BatchNormalization", inputs, epsilon=step.number("eps"))


@emits("layer_norm")
def layer_norm(c: Context, step: Step, x: list[str]) -> str:
    """Over the channels, which are brought last."""
    inputs = [c.last(x[0], step.rank), _scale(c, step, "weight", "scale", 1.0)]
    inputs += [c.weight("bias")] if step.flag("bias") else []
    return c.first(c.node("LayerNormalization", inputs, axis=-1, epsilon=step.number("eps")), step.rank)


@emits("rms_norm")
def rms_norm(c: Context, step: Step, x: list[str]) -> str:
    """Over the channels, which are brought last."""
    inputs = [c.last(x[0], step.rank), _scale(c, step, "weight", "scale", 1.0)]
    return c.first(c.node("RMSNormalization", inputs, axis=-1, epsilon=step.number("eps")), step.rank)


@emits("group_norm")
@swapped
def group_norm(c: Context, step: Step, x: list[str]) -> str:
    """ai.onnx GroupNormalization; a vector is a map of one place."""
    scale, bias = _scale(c, step, "weight", "scale", 1.0), _scale(c, step, "bias", "bias", 0.0)
    value = c.reshape(x[0], (-1, 1)) if step.rank == 1 else x[0]
    y = c.node(
        "GroupNormalization", [value, scale, bias],
        num_groups=step.integer("groups"), epsilon=step.number("eps"),
    )  # fmt: skip
    return c.reshape(y, (-1,)) if step.rank == 1 else y


@emits("lrn")
def lrn(c: Context, step: Step, x: list[str]) -> str:
    """ai.onnx LRN."""
    named = {"alpha": step.number("alpha"), "beta": step.number("beta"), "bias": step.number("k")}
    return c.node("LRN", x, size=step.integer("size"), **named)


@emits("unit_norm")
def unit_norm(c: Context, step: Step, x: list[str]) -> str:
    """Divided by the length over the channels."""
    axis = 1 if (step.rank or 0) > 2 else -1
    return c.node("LpNormalization", x, axis=axis, p=2)


@emits("channel_scale")
def channel_scale(c: Context, step: Step, x: list[str]) -> str:
    """Times and plus one number a channel."""
    move = (
        ("reshape", (-1, *(1,) * max((step.rank or 1) - 1, 0)))
        if (step.rank or 0) > 2
        else ("reshape", (-1,))
    )
    y = c.node("Mul", [x[0], c.weight("weight", move)]) if step.flag("scale") else x[0]
    return c.node("Add", [y, c.weight("bias", move)]) if step.flag("bias") else y
