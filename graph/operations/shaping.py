"""Operations that move values without computing: flattening, cropping, growing, shuffling.

Order is always that of channels-last tensors, rows first: `flatten` of (H, W, C) puts channel c of row y,
column x at (y·W + x)·C + c. Frameworks with channels first transpose before they flatten or reshape.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import ShapeError
from graph.model import Dim, Node, Shape, Value
from graph.operations import dims
from graph.operations.arithmetic import axis_of
from graph.operations.rules import (
    channels,
    expect_rank,
    first_input,
    integer,
    known,
    per_axis,
    setting,
    shape_text,
)
from graph.operations.spec import AttributeSpec, Operation, attributes

KERAS = "https://keras.io/api/layers/reshaping_layers/"
TORCH = "https://docs.pytorch.org/docs/stable/nn.html"


def _flatten(_: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    return ((dims.product(inputs[0]),),)


SHAPE = AttributeSpec("shape", "ints", "new shape without batch; -1 once for what is left", required=True)


def _reshape(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    value = setting(node, SHAPE)
    if value is None:
        raise ShapeError("the new shape is not known")
    wanted = tuple(known(item, "shape") for item in (value if isinstance(value, tuple) else (value,)))
    cells = dims.product(inputs[0])
    fixed = dims.product(item for item in wanted if item != -1)
    if isinstance(cells, int) and isinstance(fixed, int):
        free = wanted.count(-1)
        if free > 1 or fixed == 0 or (cells % fixed if free else cells != fixed):
            raise ShapeError(f"{shape_text(inputs[0])} cannot be reshaped to {shape_text(wanted)}")
        return (tuple(cells // fixed if item == -1 else item for item in wanted),)
    return (tuple("…" if item == -1 else item for item in wanted),)


def _swapped(_: Node, inputs: Sequence[Shape]) -> Value:
    rank = len(inputs[0]) if inputs else 0
    return (*range(rank - 2), rank - 1, rank - 2) if rank > 1 else None


AXES = AttributeSpec(
    "axes",
    "ints",
    "old axis of each new one, without batch",
    None,
    "the last two axes are swapped",
    derive=_swapped,
)


def _transpose(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    value = setting(node, AXES, inputs)
    axes = value if isinstance(value, tuple) else ()
    if sorted(known(axis, "axes") for axis in axes) != list(range(len(inputs[0]))):
        raise ShapeError(f"axes {axes} do not reorder {shape_text(inputs[0])}")
    return (tuple(inputs[0][known(axis, "axes")] for axis in axes),)


SPLIT_AXIS = AttributeSpec(
    "axis", "int", "axis, without batch; -1 the channels", -1, "split along the channels"
)
PARTS = AttributeSpec("parts", "int", "equal parts, one an output", 2, "split in two")


MOST_PARTS = 1024
"""Outputs that a split may have."""


def _split(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    shape, parts = inputs[0], integer(node, PARTS)
    axis = axis_of(node, SPLIT_AXIS, shape)
    length = shape[axis]
    if not 1 <= parts <= MOST_PARTS or (isinstance(length, int) and length % parts):
        raise ShapeError(f"{length} cannot be split in {parts} equal parts")
    part = (*shape[:axis], dims.floor_div(length, parts), *shape[axis + 1 :])
    return (part,) * parts


START = AttributeSpec("start", "int", "first index that is kept", 0, "sliced from the first")
STOP = AttributeSpec(
    "stop",
    "int",
    "first index after those kept",
    None,
    "sliced to the last",
    derive=lambda node, inputs: inputs[0][axis_of(node, SPLIT_AXIS, inputs[0])] if inputs else None,
)


def _slice(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    shape = inputs[0]
    axis = axis_of(node, SPLIT_AXIS, shape)
    start, stop = integer(node, START), integer(node, STOP, inputs)
    length = shape[axis]
    if stop <= start or (isinstance(length, int) and stop > length):
        raise ShapeError(f"{start} to {stop} is no slice of {length}")
    return ((*shape[:axis], stop - start, *shape[axis + 1 :]),)


def _axes_of(shape: Shape) -> int:
    if len(shape) < 2:
        raise ShapeError(f"{shape_text(shape)} has no spatial axis")
    return len(shape) - 1


def border(node: Node, spec: AttributeSpec, inputs: Sequence[Shape]) -> tuple[tuple[int, int], ...]:
    """Cells (in front, behind) of each spatial axis: one number for all, one an axis, or all fronts then all
    ends.
    """
    axes = _axes_of(inputs[0])
    value = setting(node, spec, inputs)
    cells = tuple(known(item, spec.name) for item in (value if isinstance(value, tuple) else (value,)))
    if any(cell < 0 for cell in cells):
        raise ShapeError(f"{spec.name} {cells} is below zero")
    if len(cells) == 1:
        return ((cells[0], cells[0]),) * axes
    if len(cells) == axes:
        return tuple((cell, cell) for cell in cells)
    if len(cells) == 2 * axes:
        return tuple(zip(cells[:axes], cells[axes:], strict=True))
    raise ShapeError(f"{spec.name} has {len(cells)} numbers for {axes} spatial axes")


BORDER = AttributeSpec("padding", "ints", "zeros around each spatial axis", (1,), "one cell on each side")


def _pad(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    sides = border(node, BORDER, inputs)
    shape = inputs[0]
    return ((*(dims.plus(n, a + b) for n, (a, b) in zip(shape[:-1], sides, strict=True)), shape[-1]),)


CROP_SIZE = AttributeSpec(
    "size", "ints", "spatial size that is kept from the middle", None, "size of what it joins"
)
CROPPING = AttributeSpec("cropping", "ints", "cells cut from each spatial axis", (0,), "nothing is cut")


def crop_sides(node: Node, inputs: Sequence[Shape]) -> tuple[tuple[int, int], ...]:
    """Cells that a crop cuts (in front, behind) of each spatial axis; `size` goes before `cropping`.

    Of an odd number of cells one more is cut behind.
    """
    shape = inputs[0]
    axes = _axes_of(shape)
    if node.attributes.get("size") is None:
        return border(node, CROPPING, inputs)
    size = per_axis(node, CROP_SIZE, axes)
    spare = [known(n, "the length that is cropped") - kept for n, kept in zip(shape[:-1], size, strict=True)]
    if any(cells < 0 for cells in spare):
        raise ShapeError(f"{shape_text(shape)} is smaller than the crop {size}")
    return tuple((cells // 2, cells - cells // 2) for cells in spare)


def _crop(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    shape, sides = inputs[0], crop_sides(node, inputs)
    out: tuple[Dim, ...] = tuple(dims.plus(n, -(a + b)) for n, (a, b) in zip(shape[:-1], sides, strict=True))
    if any(isinstance(n, int) and n < 1 for n in out):
        raise ShapeError(f"a crop of {sides} leaves nothing of {shape_text(shape)}")
    return ((*out, shape[-1]),)


SCALE = AttributeSpec("scale", "ints", "growth of each spatial axis", (2,), "doubled size")
MODE = AttributeSpec(
    "mode",
    "text",
    "nearest, or bilinear with half-pixel centres (align_corners false)",
    "nearest",
    "nearest neighbour",
    choices=("nearest", "bilinear"),
)
SMOOTH = AttributeSpec(
    "mode", "text", MODE.help, "bilinear", "bilinear interpolation", choices=("nearest", "bilinear")
)


def _upsample(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    shape = inputs[0]
    scale = per_axis(node, SCALE, _axes_of(shape))
    return ((*(dims.times(n, s) for n, s in zip(shape[:-1], scale, strict=True)), shape[-1]),)


RESIZED = AttributeSpec(
    "size",
    "ints",
    "spatial size after",
    None,
    "doubled size",
    required=True,
    derive=lambda node, inputs: tuple(dims.times(n, 2) for n in inputs[0][:-1]) if inputs else None,
)


def _resize(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    return ((*per_axis(node, RESIZED, _axes_of(inputs[0]), inputs), inputs[0][-1]),)


BLOCK = AttributeSpec("scale", "int", "cells along a side of what becomes or was channels", 2, "scale of two")


def _pixel_shuffle(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    shape, scale = inputs[0], integer(node, BLOCK)
    expect_rank(shape, 3, "height, width, channels")
    width = channels(shape)
    if scale < 1 or width % scale**2:
        raise ShapeError(f"{width} channels are no multiple of {scale}·{scale}")
    return ((dims.times(shape[0], scale), dims.times(shape[1], scale), width // scale**2),)


def _space_to_depth(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    shape, scale = inputs[0], integer(node, BLOCK)
    expect_rank(shape, 3, "height, width, channels")
    if scale < 1 or any(isinstance(n, int) and n % scale for n in shape[:2]):
        raise ShapeError(f"{shape_text(shape)} has no whole cells of {scale}×{scale}")
    height, width = (dims.floor_div(n, scale) for n in shape[:2])
    return ((height, width, dims.times(shape[2], scale**2)),)


SHUFFLE_GROUPS = AttributeSpec("groups", "int", "groups whose channels are interleaved", 2, "two groups")


def _channel_shuffle(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    groups, width = integer(node, SHUFFLE_GROUPS), inputs[0][-1]
    if groups < 1 or (isinstance(width, int) and width % groups):
        raise ShapeError(f"{groups} groups do not divide {width} channels")
    return first_input(node, inputs)


TIMES = AttributeSpec("times", "int", "length of the new axis", 2, "repeated twice", required=True)


def _repeat_vector(node: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    expect_rank(inputs[0], 1, "channels")
    return ((integer(node, TIMES), inputs[0][0]),)


def _one_longer(_: Node, inputs: Sequence[Shape]) -> tuple[Shape, ...]:
    expect_rank(inputs[0], 2, "length, features")
    return ((dims.plus(inputs[0][0], 1), inputs[0][1]),)


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "flatten",
        "shape",
        "all axes as one, rows first and channels last",
        KERAS,
        (1, 1),
        attributes(),
        _flatten,
    ),
    Operation(
        "reshape",
        "shape",
        "the same values in another shape, rows first and channels last",
        KERAS,
        (1, 1),
        attributes(SHAPE),
        _reshape,
    ),
    Operation("transpose", "shape", "axes in another order", KERAS, (1, 1), attributes(AXES), _transpose),
    Operation(
        "split",
        "shape",
        "equal parts along an axis, one at each output port",
        TORCH,
        (1, 1),
        attributes(PARTS, SPLIT_AXIS),
        _split,
    ),
    Operation(
        "slice",
        "shape",
        "indices start to stop - 1 of an axis",
        TORCH,
        (1, 1),
        attributes(SPLIT_AXIS, START, STOP),
        _slice,
    ),
    Operation("pad", "shape", "zeros around the spatial axes", KERAS, (1, 1), attributes(BORDER), _pad),
    Operation(
        "crop",
        "shape",
        "the middle of the spatial axes; of an odd rest one more cell is cut behind",
        KERAS,
        (1, 1),
        attributes(CROP_SIZE, CROPPING),
        _crop,
    ),
    Operation(
        "upsample",
        "shape",
        "spatial axes grown by whole numbers",
        KERAS,
        (1, 1),
        attributes(SCALE, MODE),
        _upsample,
    ),
    Operation(
        "resize",
        "shape",
        "spatial axes interpolated to a size",
        KERAS,
        (1, 1),
        attributes(RESIZED, SMOOTH),
        _resize,
    ),
    Operation(
        "pixel_shuffle",
        "shape",
        "channel c·r² + i·r + j of a cell goes to row i, column j of its r×r cells "
        "(PyTorch's order; ONNX DepthToSpace mode CRD)",
        "1609.05158",
        (1, 1),
        attributes(BLOCK),
        _pixel_shuffle,
    ),
    Operation(
        "space_to_depth",
        "shape",
        "the inverse of pixel_shuffle: row i, column j of r×r cells of channel c goes "
        "to channel c·r² + i·r + j (PyTorch's PixelUnshuffle)",
        TORCH,
        (1, 1),
        attributes(BLOCK),
        _space_to_depth,
    ),
    Operation(
        "channel_shuffle",
        "shape",
        "channels seen as (groups, n) are transposed to (n, groups)",
        "1707.01083",
        (1, 1),
        attributes(SHUFFLE_GROUPS),
        _channel_shuffle,
    ),
    Operation(
        "repeat_vector",
        "shape",
        "a vector repeated along a new first axis",
        KERAS,
        (1, 1),
        attributes(TIMES),
        _repeat_vector,
    ),
    Operation("reverse", "shape", "the first axis backwards", TORCH, (1, 1), attributes(), first_input),
    Operation(
        "class_token",
        "shape",
        "one trained vector put before the first step of (length, features)",
        "2010.11929",
        (1, 1),
        attributes(),
        _one_longer,
        lambda node, inputs: channels(inputs[0]),
    ),
)
