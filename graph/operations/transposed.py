"""Transposed convolutions ("deconvolution", "up-convolution").

Out length = (n - 1)·stride + dilation·(kernel - 1) + 1 - padding in front - padding behind + output_padding.
The full result is computed, the padding is cropped from both ends, and `output_padding` cells are kept at the
end that PyTorch keeps there. "same" gives n·stride and crops floor((reach - stride) / 2) in front as
TensorFlow does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import prod

from graph.errors import ShapeError
from graph.model import Node, Shape, Value
from graph.operations import windows
from graph.operations.convolution import BIAS, FILTERS, GROUPS, KERAS, dilation_spec, kernel_spec
from graph.operations.rules import channels, flag, integer, known, per_axis, setting
from graph.operations.spec import AttributeSpec, Operation, attributes


@cache
def upstride_spec(axes: int) -> AttributeSpec:
    return AttributeSpec("stride", "ints", "growth of each axis", (2,) * axes, "doubled size", axes=axes)


def _geometry(node: Node, axes: int) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    return (
        per_axis(node, kernel_spec(axes), axes),
        per_axis(node, upstride_spec(axes), axes),
        per_axis(node, dilation_spec(axes), axes),
    )


def _surplus(node: Node, axes: int) -> tuple[int, ...]:
    """Cells that each axis has beyond length × stride before cropping; negative where there are too few."""
    kernel, stride, dilation = _geometry(node, axes)
    return tuple(windows.reach(k, d) - s for k, s, d in zip(kernel, stride, dilation, strict=True))


@cache
def transposed_padding_spec(axes: int) -> AttributeSpec:
    def scaled(node: Node, _: Sequence[Shape]) -> Value:
        return tuple(max(-(-surplus // 2), 0) for surplus in _surplus(node, axes))

    return AttributeSpec(
        "padding",
        "any",
        'cells cropped from the result: "same", "valid", or numbers',
        None,
        "a transposed convolution multiplies the size by its stride",
        derive=scaled,
    )


@cache
def output_padding_spec(axes: int) -> AttributeSpec:
    def rest(node: Node, inputs: Sequence[Shape]) -> Value:
        # A padding that was printed stands alone; only the conventional one is rounded up and corrected here.
        stated = node.attributes.get("padding")
        if stated is not None and stated.origin != "default":
            return None
        padding = setting(node, transposed_padding_spec(axes), inputs)
        cells = padding if isinstance(padding, tuple) else (padding,) * axes
        if isinstance(padding, str) or len(cells) != axes:
            return None
        return tuple(
            max(2 * known(cell, "padding") - surplus, 0)
            for cell, surplus in zip(cells, _surplus(node, axes), strict=True)
        )

    return AttributeSpec(
        "output_padding",
        "ints",
        "cells added at the end of each axis",
        (0,) * axes,
        "a transposed convolution multiplies the size by its stride",
        derive=rest,
        axes=axes,
    )


def transposed_pads(node: Node, inputs: Sequence[Shape], axes: int) -> windows.Pads:
    """Cells cropped (in front, behind) of each axis; behind is negative where `output_padding` adds to the
    result.
    """
    value = setting(node, transposed_padding_spec(axes), inputs)
    surplus = _surplus(node, axes)
    if value == "same":
        front = tuple(max(cells, 0) // 2 for cells in surplus)
        return tuple((f, cells - f) for f, cells in zip(front, surplus, strict=True))
    if value == "causal":
        raise ShapeError("a transposed convolution has no causal padding")
    kernel, stride, dilation = _geometry(node, axes)
    plain = windows.pads(value, inputs[0][:axes], kernel, stride, dilation)
    extra = setting(node, output_padding_spec(axes), inputs)
    cells = extra if isinstance(extra, tuple) else (extra,) * axes
    if len(cells) == 1:
        cells = cells * axes
    if len(cells) != axes:
        raise ShapeError(f"output_padding has {len(cells)} numbers where the input has {axes} spatial axes")
    return tuple(
        (front, behind - known(cell, "output_padding"))
        for (front, behind), cell in zip(plain, cells, strict=True)
    )


def transposed(axes: int) -> Operation:
    """A transposed convolution over `axes` spatial axes."""

    def shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
        lengths = windows.spatial(inputs[0], axes)
        kernel, stride, dilation = _geometry(node, axes)
        crop = transposed_pads(node, inputs, axes)
        out = tuple(
            windows.transposed_length(n, k, s, d, c, 0)
            for n, k, s, d, c in zip(lengths, kernel, stride, dilation, crop, strict=True)
        )
        return ((*out, integer(node, FILTERS, inputs)),)

    def parameters(node: Node, inputs: Sequence[Shape]) -> int:
        incoming, filters = channels(inputs[0]), integer(node, FILTERS, inputs)
        groups = integer(node, GROUPS)
        if groups < 1 or incoming % groups or filters % groups:
            raise ShapeError(f"{groups} groups do not divide {incoming} input channels and {filters} filters")
        taps = prod(per_axis(node, kernel_spec(axes), axes))
        return taps * incoming * (filters // groups) + (filters if flag(node, BIAS) else 0)

    return Operation(
        f"conv_transpose{axes}d",
        "convolution",
        f"transposed convolution over {axes} spatial axes; out = (n - 1)·stride + reach - padding + "
        "output_padding",
        KERAS,
        (1, 1),
        attributes(
            FILTERS,
            kernel_spec(axes),
            upstride_spec(axes),
            transposed_padding_spec(axes),
            output_padding_spec(axes),
            dilation_spec(axes),
            GROUPS,
            BIAS,
        ),
        shape,
        parameters,
    )


OPERATIONS: tuple[Operation, ...] = tuple(transposed(axes) for axes in (1, 2, 3))
