"""Pooling: over windows, over everything, and to a fixed number of bins.

Average pooling leaves the padding out of the mean (TensorFlow's and Keras's rule; `count_include_pad=False`
in PyTorch; `count_include_pad=0` in ONNX). Max pooling takes padding as minus infinity.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from graph.errors import ShapeError
from graph.model import Node, Shape, Value
from graph.operations import dims, windows
from graph.operations.rules import expect_rank, flag, known, per_axis, setting
from graph.operations.spec import AttributeSpec, Operation, attributes

KERAS = "https://keras.io/api/layers/pooling_layers/"
CEIL = AttributeSpec(
    "ceil",
    "bool",
    "whether a last window may hang over the end (it must start inside)",
    False,
    "sizes are rounded down",
)


@cache
def window_spec(axes: int) -> AttributeSpec:
    return AttributeSpec(
        "kernel", "ints", "window, one size an axis", (2,) * axes, "window of two", axes=axes
    )


@cache
def step_spec(axes: int) -> AttributeSpec:
    kernel = window_spec(axes)

    def as_kernel(node: Node, _: Sequence[Shape]) -> Value:
        return per_axis(node, kernel, axes)

    return AttributeSpec(
        "stride", "ints", "step of the window", None, "stride equals the window", derive=as_kernel, axes=axes
    )


def _dividing(length: object, kernel: int, stride: int) -> tuple[int, int]:
    half = (kernel - 1) // 2
    if not isinstance(length, int):
        return half, half
    if kernel == length > 3:
        return 0, 0
    steps = max(length // stride, 1)
    # The fewest cells that give so many steps, shared out to both sides, the odd one behind.
    fewest = max(kernel - length + stride * (steps - 1), kernel - length, 0)
    front, behind = fewest // 2, fewest - fewest // 2
    if behind < kernel and front <= kernel // 2 and (length + fewest - kernel) // stride + 1 == steps:
        return front, behind
    return half, half


@cache
def pool_padding_spec(axes: int) -> AttributeSpec:
    def dividing(node: Node, inputs: Sequence[Shape]) -> Value:
        if not inputs or len(inputs[0]) != axes + 1:
            return None
        kernel, stride = per_axis(node, window_spec(axes), axes), per_axis(node, step_spec(axes), axes)
        return windows.flat_pads(
            [_dividing(n, k, s) for n, k, s in zip(inputs[0][:axes], kernel, stride, strict=True)]
        )

    return AttributeSpec(
        "padding",
        "any",
        'cells around the input: "same", "valid", or numbers (graph.operations.windows)',
        None,
        "pooling divides the size by its stride, rounded down; a window over the whole map is not padded",
        derive=dividing,
    )


def pool(kind: str, axes: int, name: str) -> Operation:
    """Max or average pooling over windows of `axes` spatial axes."""

    def shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
        lengths = windows.spatial(inputs[0], axes)
        kernel, stride = per_axis(node, window_spec(axes), axes), per_axis(node, step_spec(axes), axes)
        value = setting(node, pool_padding_spec(axes), inputs)
        pads = windows.pads(value, lengths, kernel, stride, (1,) * axes)
        if any(max(p) >= k for p, k in zip(pads, kernel, strict=True)):
            raise ShapeError(f"padding {pads} is as wide as the window {kernel}")
        ceil = flag(node, CEIL)
        out = tuple(
            windows.window_length(n, k, s, 1, p, ceil=ceil)
            for n, k, s, p in zip(lengths, kernel, stride, pads, strict=True)
        )
        return ((*out, inputs[0][-1]),)

    return Operation(
        name,
        "pooling",
        f"{kind} of each window over {axes} spatial axes"
        + ("; padding is left out of the mean" if kind == "mean" else "; padding counts as minus infinity"),
        KERAS,
        (1, 1),
        attributes(window_spec(axes), step_spec(axes), pool_padding_spec(axes), CEIL),
        shape,
    )


KEEP = AttributeSpec(
    "keep_dims", "bool", "whether the pooled axes stay, one long", False, "pooled axes are dropped"
)


def _global_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    shape = inputs[0]
    if len(shape) < 2:
        raise ShapeError("global pooling needs at least one axis before the channels")
    kept: Shape = (1,) * (len(shape) - 1) if flag(node, KEEP) else ()
    return ((*kept, shape[-1]),)


def _global(kind: str, name: str) -> Operation:
    return Operation(
        name,
        "pooling",
        f"{kind} over all axes but the channels, for any number of axes",
        KERAS,
        (1, 1),
        attributes(KEEP),
        _global_shape,
    )


SIZE = AttributeSpec("size", "ints", "bins of height and width", (7, 7), "seven by seven bins", axes=2)
REDUCTION = AttributeSpec(
    "kind", "text", "mean or maximum of a bin", "avg", "adaptive pooling averages", choices=("avg", "max")
)


def _bins_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    expect_rank(inputs[0], 3, "height, width, channels")
    return ((*per_axis(node, SIZE, 2), inputs[0][-1]),)


LEVELS = AttributeSpec(
    "levels", "ints", "bins along a side, one number a level", (4, 2, 1), "pyramid of 4×4, 2×2 and 1×1 bins"
)


def _pyramid_shape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    expect_rank(inputs[0], 3, "height, width, channels")
    value = setting(node, LEVELS)
    levels = value if isinstance(value, tuple) else (value,)
    bins = sum(known(level, "a level") ** 2 for level in levels)
    return ((dims.times(inputs[0][-1], bins),),)


BIN_RULE = "bin i of b over n cells spans floor(i·n/b) to ceil((i+1)·n/b)"

OPERATIONS: tuple[Operation, ...] = (
    pool("maximum", 2, "max_pool"),
    pool("mean", 2, "avg_pool"),
    pool("maximum", 1, "max_pool1d"),
    pool("mean", 1, "avg_pool1d"),
    pool("maximum", 3, "max_pool3d"),
    pool("mean", 3, "avg_pool3d"),
    _global("mean", "global_avg_pool"),
    _global("maximum", "global_max_pool"),
    Operation(
        "roi_pool",
        "pooling",
        f"maximum of size[0] by size[1] bins of one region, the whole map; {BIN_RULE}",
        "1504.08083",
        (1, 1),
        attributes(SIZE),
        _bins_shape,
    ),
    Operation(
        "adaptive_pool",
        "pooling",
        f"mean or maximum of size[0] by size[1] bins of the map; {BIN_RULE}",
        "https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html",
        (1, 1),
        attributes(SIZE, REDUCTION),
        _bins_shape,
    ),
    Operation(
        "spatial_pyramid_pool",
        "pooling",
        "maximum of l by l bins for each level l in turn, all flattened (row, column, channel) and "
        f"joined; {BIN_RULE}",
        "1406.4729",
        (1, 1),
        attributes(LEVELS),
        _pyramid_shape,
    ),
)
