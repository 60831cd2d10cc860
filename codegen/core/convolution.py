"""Convolutions, dense layers and embeddings. Sources: arXiv:1603.07285 for the arithmetic of shapes."""

from __future__ import annotations

from math import prod

from codegen.core.builder import Builder, known
from codegen.core.steps import Shape, Tensor, Weight
from codegen.errors import Unsupported

Pads = tuple[tuple[int, int], ...]


def window(size: int, kernel: int, stride: int, pads: tuple[int, int], dilation: int = 1) -> int:
    """Places that a window has along an axis of `size`, padding in front and behind."""
    return (size + pads[0] + pads[1] - dilation * (kernel - 1) - 1) // stride + 1


def same_pads(size: int, kernel: int, stride: int, dilation: int = 1) -> tuple[int, int]:
    """Padding for ceil(size / stride) places, the odd one behind (SAME_UPPER, as TensorFlow and ONNX have it)."""
    total = max((-(-size // stride) - 1) * stride + dilation * (kernel - 1) + 1 - size, 0)
    return total // 2, total - total // 2


def conv(
    b: Builder,
    x: Tensor,
    filters: int,
    kernel: Shape,
    stride: Shape,
    pads: Pads,
    dilation: Shape | None = None,
    groups: int = 1,
    bias: bool = True,
) -> Tensor:
    """Convolution over the last `len(kernel)` axes before the channels; the input's rank may be unknown."""
    dilation = dilation or (1,) * len(kernel)
    shape, weights = None, []
    if x.shape is not None:
        *space, channels = x.shape
        if len(space) != len(kernel):
            raise Unsupported(f"a {len(kernel)}-d convolution does not fit an input of shape {x.shape}")
        if channels % groups or filters % groups:
            raise Unsupported(f"{channels} channels and {filters} filters do not divide into {groups} groups")
        shape = (*map(window, space, kernel, stride, pads, dilation), filters)
        fan_in = channels // groups * prod(kernel)
        weights = [Weight("weight", (filters, channels // groups, *kernel), "kernel", fan_in)]
        weights += [Weight("bias", (filters,), "bias")] if bias else []
    return b.add(
        "conv", [x], shape, weights,
        filters=filters, kernel=kernel, stride=stride, pads=pads, dilation=dilation, groups=groups, bias=bias,
    )  # fmt: skip


def conv_transpose(
    b: Builder,
    x: Tensor,
    filters: int,
    kernel: Shape,
    stride: Shape,
    trims: Pads,
    dilation: Shape | None = None,
    groups: int = 1,
    bias: bool = True,
) -> Tensor:
    """Transposed convolution. `trims` is cut from both ends of the full result; below 0 it is grown at the end."""
    *space, channels = known(x, "conv_transpose")
    if len(space) != len(kernel):
        raise Unsupported(f"a {len(kernel)}-d convolution does not fit an input of shape {x.shape}")
    if channels % groups or filters % groups:
        raise Unsupported(f"{channels} channels and {filters} filters do not divide into {groups} groups")
    dilation = dilation or (1,) * len(kernel)
    sizes = zip(space, kernel, stride, dilation, strict=True)
    full = [(n - 1) * s + d * (k - 1) + 1 for n, k, s, d in sizes]
    shape = (*(n - t[0] - t[1] for n, t in zip(full, trims, strict=True)), filters)
    weights = [
        Weight("weight", (channels, filters // groups, *kernel), "kernel", channels // groups * prod(kernel))
    ]
    weights += [Weight("bias", (filters,), "bias")] if bias else []
    return b.add(
        "conv_transpose", [x], shape, weights,
        filters=filters, kernel=kernel, stride=stride, trims=trims, dilation=dilation, groups=groups, bias=bias,
    )  # fmt: skip


def dense(b: Builder, x: Tensor, units: int, bias: bool = True) -> Tensor:
    """A linear map of the last axis."""
    shape, weights = None, []
    if x.shape is not None:
        width = x.shape[-1]
        shape = (*x.shape[:-1], units)
        weights = [Weight("weight", (units, width), "kernel", width)]
        weights += [Weight("bias", (units,), "bias")] if bias else []
    return b.add("dense", [x], shape, weights, units=units, bias=bias)


def embedding(b: Builder, x: Tensor, classes: int, width: int) -> Tensor:
    """A row of a table for each integer of the input."""
    shape = None if x.shape is None else (*x.shape, width)
    weights = [Weight("weight", (classes, width), "table", width)]
    return b.add("embedding", [x], shape, weights, classes=classes, width=width)


def parameter(b: Builder, shape: Shape, like: Tensor | None = None, repeat: bool = False) -> Tensor:
    """A learned tensor that depends on no input, the same for every item of the batch.

    `like` is any value with the batch, which frameworks with functional graphs need to hang it on; with `repeat`
    it stands once for each item of that batch, as joining it to others needs.
    """
    fed = [like] if like else []
    return b.add(
        "parameter", fed, shape, [Weight("value", shape, "table", shape[-1])], repeat=repeat and bool(fed)
    )


def sinusoid(b: Builder, length: int, width: int, like: Tensor | None = None) -> Tensor:
    """Sines and cosines of positions (arXiv:1706.03762, 3.5), the same for every item of the batch."""
    return b.add("sinusoid", [like] if like else [], (length, width), length=length, width=width)
