"""Convolutions and pooling."""

from __future__ import annotations

from codegen.core import convolution, elementwise, normalization, pooling, shaping
from codegen.core.builder import Builder
from codegen.core.steps import Shape, Tensor
from codegen.errors import Unsupported
from codegen.lowering.table import Settings, lowers
from graph.operations import windows
from graph.operations.transposed import transposed_pads


def _space(x: Tensor, axes: int) -> Shape:
    shape = x.shape or ()
    if len(shape) != axes + 1:
        raise Unsupported(f"an operation over {axes} axes does not fit an input of shape {shape}")
    return shape[:-1]


def geometry(s: Settings, x: Tensor, axes: int) -> tuple[Shape, Shape, Shape, windows.Pads]:
    """Kernel, stride, dilation and padding of a window over `axes` axes."""
    kernel, stride = s.axes("kernel", axes), s.axes("stride", axes)
    dilation = s.axes("dilation", axes) if "dilation" in s else (1,) * axes
    pads = windows.pads(s.value("padding"), _space(x, axes), kernel, stride, dilation)
    return kernel, stride, dilation, pads


@lowers("conv1d", "conv2d", "conv3d")
def conv(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    axes = int(s.node.op[4])
    kernel, stride, dilation, pads = geometry(s, x[0], axes)
    groups, bias = s.integer("groups"), s.flag("bias")
    return convolution.conv(b, x[0], s.integer("filters"), kernel, stride, pads, dilation, groups, bias)


@lowers("depthwise_conv1d", "depthwise_conv2d")
def depthwise(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As many groups as channels."""
    axes = int(s.node.op[-2])
    channels = (x[0].shape or (1,))[-1]
    kernel, stride, dilation, pads = geometry(s, x[0], axes)
    filters = channels * s.integer("multiplier")
    return convolution.conv(b, x[0], filters, kernel, stride, pads, dilation, channels, s.flag("bias"))


@lowers("separable_conv1d", "separable_conv2d")
def separable(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Depthwise without bias, then pointwise."""
    axes = int(s.node.op[-2])
    channels = (x[0].shape or (1,))[-1]
    kernel, stride, dilation, pads = geometry(s, x[0], axes)
    with b.scope("SeparableConv", b.source):
        filters = channels * s.integer("multiplier")
        y = convolution.conv(b, x[0], filters, kernel, stride, pads, dilation, channels, bias=False)
        ones = (1,) * axes
        return convolution.conv(b, y, s.integer("filters"), ones, ones, ((0, 0),) * axes, bias=s.flag("bias"))


@lowers("conv_transpose1d", "conv_transpose2d", "conv_transpose3d")
def transposed(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Trimmed as the registry's convention for padding says."""
    axes = int(s.node.op[-2])
    _space(x[0], axes)
    trims = transposed_pads(s.node, s.shapes, axes)
    return convolution.conv_transpose(
        b, x[0], s.integer("filters"), s.axes("kernel", axes), s.axes("stride", axes), trims,
        s.axes("dilation", axes), s.integer("groups"), s.flag("bias"),
    )  # fmt: skip


@lowers("max_pool", "avg_pool", "max_pool1d", "avg_pool1d", "max_pool3d", "avg_pool3d")
def pool(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """A window that hangs over the end is padding at the end."""
    axes = {"1d": 1, "3d": 3}.get(s.node.op[-2:], 2)
    space = _space(x[0], axes)
    kernel, stride = s.axes("kernel", axes), s.axes("stride", axes)
    pads = windows.pads(s.value("padding"), space, kernel, stride, (1,) * axes)
    if s.flag("ceil"):
        pads = tuple(map(_hanging, space, kernel, stride, pads))
    return pooling.pool(b, x[0], s.node.op[:3], kernel, stride, pads)


def _hanging(size: int, kernel: int, stride: int, pad: tuple[int, int]) -> tuple[int, int]:
    places = windows.window_length(size, kernel, stride, 1, pad, ceil=True)
    if not isinstance(places, int):
        raise Unsupported("a pooling that hangs over needs the size of its input")
    return pad[0], max(pad[1], (places - 1) * stride + kernel - size - pad[0])


@lowers("global_avg_pool", "global_max_pool")
def global_pool(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Over all of space."""
    return pooling.global_pool(b, x[0], s.node.op.split("_")[1], s.flag("keep_dims"))


@lowers("adaptive_pool")
def adaptive(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """A pooling where the bins divide the map, bin by bin where they do not."""
    return bins(b, x[0], s.word("kind"), s.axes("size", 2))


@lowers("roi_pool")
def roi(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """The whole map as one region."""
    return bins(b, x[0], "max", s.axes("size", 2))


@lowers("spatial_pyramid_pool")
def pyramid(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Each level's bins flattened, joined."""
    value = s.value("levels")
    levels = value if isinstance(value, tuple) else (value,)
    with b.scope("SpatialPyramidPool", b.source):
        parts = []
        for level in levels:
            pooled = bins(b, x[0], "max", (int(level), int(level)))  # type: ignore[arg-type]
            parts.append(shaping.reshape(b, pooled, (-1,)))
        return shaping.concat(b, parts)


def bins(b: Builder, x: Tensor, mode: str, size: Shape) -> Tensor:
    """Space cut into bins, each pooled; bin i of b over n cells spans floor(i·n/b) to ceil((i+1)·n/b)."""
    space = _space(x, len(size))
    if not any(n % s for n, s in zip(space, size, strict=True)):
        return pooling.adaptive_pool(b, x, mode, size)
    kind = "max" if mode == "max" else "mean"
    with b.scope("AdaptivePool", b.source):
        for axis, count in enumerate(size):
            shape = x.shape or ()
            length, parts = shape[axis], []
            for n in range(count):
                start, stop = n * length // count, -(-(n + 1) * length // count)
                starts = tuple(start if a == axis else 0 for a in range(len(shape)))
                stops = tuple(stop if a == axis else d for a, d in enumerate(shape))
                parts.append(pooling.reduce(b, shaping.crop(b, x, starts, stops), kind, [axis], keep=True))
            x = shaping.concat(b, parts, axis)
    return x


@lowers("upsample")
def upsample(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """To a multiple of the size."""
    space = (x[0].shape or ())[:-1]
    scale = s.axes("scale", len(space))
    return shaping.resize(b, x[0], tuple(n * k for n, k in zip(space, scale, strict=True)), s.word("mode"))


@lowers("resize")
def resize(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """To a size."""
    return shaping.resize(b, x[0], s.axes("size", len(x[0].shape or ()) - 1), s.word("mode"))


@lowers("lrn")
def lrn(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    return normalization.lrn(b, x[0], s.integer("size"), s.number("alpha"), s.number("beta"), s.number("k"))


@lowers("dropout")
def dropout(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """As it stands."""
    return elementwise.dropout(b, x[0], s.number("rate"))
