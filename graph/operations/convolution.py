"""Convolutions over one, two and three axes.

Weights in every framework's own order, numerically the same: cross-correlation, as all frameworks compute it.
Bias is one number for each filter.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import prod

from graph.errors import ShapeError
from graph.model import Node, Shape, Value
from graph.operations import windows
from graph.operations.rules import channels, flag, integer, per_axis, setting
from graph.operations.spec import AttributeSpec, Operation, attributes


def _usual_filters(_: Node, inputs: Sequence[Shape]) -> Value:
    width = inputs[0][-1] if inputs and inputs[0] else None
    return 64 if isinstance(width, int) and width <= MOST_IMAGE_CHANNELS else width


MOST_IMAGE_CHANNELS = 4
"""Channels up to which a map is taken for an image, whose first convolution widens it."""

FILTERS = AttributeSpec(
    "filters",
    "int",
    "output channels",
    None,
    "width kept: as many filters as input channels, 64 behind up to 4",
    required=True,
    derive=_usual_filters,
)
GROUPS = AttributeSpec("groups", "int", "groups of channels convolved apart", 1, "one group")
BIAS = AttributeSpec("bias", "bool", "whether a bias is added", True, "a bias is added")


@cache
def kernel_spec(axes: int) -> AttributeSpec:
    return AttributeSpec(
        "kernel", "ints", "window, one size an axis", (3,) * axes, "kernel of three", axes=axes
    )


@cache
def stride_spec(axes: int) -> AttributeSpec:
    return AttributeSpec("stride", "ints", "step of the window", (1,) * axes, "stride of one", axes=axes)


@cache
def dilation_spec(axes: int) -> AttributeSpec:
    return AttributeSpec(
        "dilation", "ints", "distance of the kernel's taps", (1,) * axes, "no dilation", axes=axes
    )


@cache
def padding_spec(axes: int) -> AttributeSpec:
    kernel, stride, dilation = kernel_spec(axes), stride_spec(axes), dilation_spec(axes)

    def half(node: Node, inputs: Sequence[Shape]) -> Value:
        return windows.half_padding(*(per_axis(node, spec, axes) for spec in (kernel, stride, dilation)))

    return AttributeSpec(
        "padding",
        "any",
        'cells around the input: "same", "valid", "causal", or numbers (graph.operations.windows)',
        None,
        "half padding: (reach - 1) // 2 on both sides, one more behind where that keeps the size",
        derive=half,
    )


def window_shape(node: Node, shape: Shape, axes: int) -> Shape:
    """Spatial shape after a convolution over `axes` axes."""
    lengths = windows.spatial(shape, axes)
    kernel = per_axis(node, kernel_spec(axes), axes)
    stride = per_axis(node, stride_spec(axes), axes)
    dilation = per_axis(node, dilation_spec(axes), axes)
    pads = windows.pads(setting(node, padding_spec(axes), (shape,)), lengths, kernel, stride, dilation)
    return tuple(
        windows.window_length(n, k, s, d, p)
        for n, k, s, d, p in zip(lengths, kernel, stride, dilation, pads, strict=True)
    )


def _grouped(node: Node, shape: Shape) -> tuple[int, int, int]:
    incoming, filters = channels(shape), integer(node, FILTERS, (shape,))
    groups = integer(node, GROUPS, (shape,))
    if groups < 1 or incoming % groups or filters % groups:
        raise ShapeError(f"{groups} groups do not divide {incoming} input channels and {filters} filters")
    return incoming, filters, groups


def convolution(axes: int, source: str) -> Operation:
    """A convolution over `axes` spatial axes."""

    def shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
        filters = integer(node, FILTERS, inputs)
        if isinstance(inputs[0][-1] if inputs[0] else None, int):
            _grouped(node, inputs[0])
        return ((*window_shape(node, inputs[0], axes), filters),)

    def parameters(node: Node, inputs: Sequence[Shape]) -> int:
        incoming, filters, groups = _grouped(node, inputs[0])
        taps = prod(per_axis(node, kernel_spec(axes), axes))
        return taps * (incoming // groups) * filters + (filters if flag(node, BIAS) else 0)

    return Operation(
        f"conv{axes}d",
        "convolution",
        f"convolution over {axes} spatial axes, as cross-correlation",
        source,
        (1, 1),
        attributes(
            FILTERS,
            kernel_spec(axes),
            stride_spec(axes),
            padding_spec(axes),
            dilation_spec(axes),
            GROUPS,
            BIAS,
        ),
        shape,
        parameters,
    )


MULTIPLIER = AttributeSpec(
    "multiplier", "int", "output channels for each input channel", 1, "multiplier of one"
)


def _multiplier_of_filters(node: Node, inputs: Sequence[Shape]) -> Value:
    filters = node.value("filters")
    if inputs and inputs[0] and isinstance(inputs[0][-1], int) and isinstance(filters, int):
        if filters % inputs[0][-1]:
            raise ShapeError(f"{filters} filters are no multiple of {inputs[0][-1]} input channels")
        return filters // inputs[0][-1]
    return None


DEPTHWISE_MULTIPLIER = AttributeSpec(
    "multiplier",
    "int",
    "output channels for each input channel (filters / input channels)",
    1,
    "multiplier of one",
    derive=_multiplier_of_filters,
)


def depthwise(axes: int, source: str) -> Operation:
    """A convolution of each channel apart; output channel c·multiplier + m comes from input channel c."""
    kernel = kernel_spec(axes)

    def shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
        out = channels(inputs[0]) * integer(node, DEPTHWISE_MULTIPLIER, inputs)
        return ((*window_shape(node, inputs[0], axes), out),)

    def parameters(node: Node, inputs: Sequence[Shape]) -> int:
        out = channels(inputs[0]) * integer(node, DEPTHWISE_MULTIPLIER, inputs)
        return out * (prod(per_axis(node, kernel, axes)) + (1 if flag(node, BIAS) else 0))

    return Operation(
        f"depthwise_conv{axes}d",
        "convolution",
        "each channel convolved apart; output channel c·multiplier + m comes from input channel c",
        source,
        (1, 1),
        attributes(
            DEPTHWISE_MULTIPLIER, kernel, stride_spec(axes), padding_spec(axes), dilation_spec(axes), BIAS
        ),
        shape,
        parameters,
    )


def separable(axes: int, source: str) -> Operation:
    """A depthwise convolution without bias, then a pointwise one with bias; nothing between them."""
    kernel = kernel_spec(axes)

    def shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
        return ((*window_shape(node, inputs[0], axes), integer(node, FILTERS, inputs)),)

    def parameters(node: Node, inputs: Sequence[Shape]) -> int:
        filters = integer(node, FILTERS, inputs)
        middle = channels(inputs[0]) * integer(node, MULTIPLIER)
        taps = prod(per_axis(node, kernel, axes))
        return middle * taps + middle * filters + (filters if flag(node, BIAS) else 0)

    return Operation(
        f"separable_conv{axes}d",
        "convolution",
        "depthwise convolution (kernel, stride, padding, dilation; no bias), then 1-wide convolution "
        "to `filters` "
        "with bias; no activation between them",
        source,
        (1, 1),
        attributes(
            FILTERS, kernel, stride_spec(axes), padding_spec(axes), dilation_spec(axes), MULTIPLIER, BIAS
        ),
        shape,
        parameters,
    )


def _deformable() -> Operation:
    plain = convolution(2, "1703.06211")

    def parameters(node: Node, inputs: Sequence[Shape]) -> int:
        taps = prod(per_axis(node, kernel_spec(2), 2))
        offsets = 2 * taps * (taps * channels(inputs[0]) + 1)
        return plain.parameters(node, inputs) + offsets

    return Operation(
        "deformable_conv2d",
        "convolution",
        "convolution whose taps are moved by offsets; the offsets (2 a tap, order y then x, the same for all "
        "channels) come from an ordinary convolution of the input with the same kernel, stride, padding and "
        "dilation and a bias; values between cells are bilinear, zero outside",
        "1703.06211",
        (1, 1),
        plain.attributes,
        plain.shape,
        parameters,
    )


KERAS = "https://keras.io/api/layers/convolution_layers/"

OPERATIONS: tuple[Operation, ...] = (
    *(convolution(axes, KERAS) for axes in (1, 2, 3)),
    *(depthwise(axes, KERAS) for axes in (1, 2)),
    *(separable(axes, KERAS) for axes in (1, 2)),
    _deformable(),
)
