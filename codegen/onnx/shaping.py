"""What moves numbers. Shapes are channels last in the program and channels first in the model."""

from __future__ import annotations

from codegen.core.layout import first_axis, to_first, to_last
from codegen.core.steps import Shape, Step
from codegen.onnx.context import Context, emits


@emits("flatten")
def flatten(c: Context, step: Step, x: list[str]) -> str:
    """In the model's own order where only dense layers read it, channels last otherwise."""
    value = x[0] if step.flag("free") else c.last(x[0], step.rank)
    return c.node("Flatten", [value], axis=1)


@emits("reshape")
def reshape(c: Context, step: Step, x: list[str]) -> str:
    """Numbers in the order of channels last."""
    shape = step.ints("to")
    return c.first(c.reshape(c.last(x[0], step.rank), shape), len(shape))


@emits("transpose")
def transpose(c: Context, step: Step, x: list[str]) -> str:
    """One Transpose that holds the changes of layout too."""
    order = (0, *(axis + 1 for axis in step.ints("order")))
    rank = len(order) - 1
    last = to_last(rank)
    return c.transpose(x[0], [last[order[axis]] for axis in to_first(rank)])


@emits("concat")
def concat(c: Context, step: Step, x: list[str]) -> str:
    """Behind each other."""
    return c.node("Concat", x, axis=first_axis(step.integer("axis"), step.rank or 1))


@emits("split")
def split(c: Context, step: Step, x: list[str]) -> list[str]:
    """Parts of stated sizes."""
    sizes = step.ints("sizes")
    axis = first_axis(step.integer("axis"), step.rank or 1)
    return c.nodes_out("Split", [x[0], c.ints(sizes)], len(sizes), axis=axis)


@emits("crop")
def crop(c: Context, step: Step, x: list[str]) -> str:
    """A Slice of the axes that are cut."""
    starts, stops = step.ints("starts"), step.ints("stops")
    shape: Shape = step.in_shapes[0] or ()
    cut = [n for n in range(len(shape)) if (starts[n], stops[n]) != (0, shape[n])]
    axes = [first_axis(n, len(shape)) for n in cut]
    places = (c.ints([starts[n] for n in cut]), c.ints([stops[n] for n in cut]), c.ints(axes))
    return c.node("Slice", [x[0], *places])


@emits("pad")
def pad(c: Context, step: Step, x: list[str]) -> str:
    """Rows added at both ends."""
    pads = ((0, 0), *step.pairs("pads"))
    ordered = [pads[axis] for axis in to_first(len(pads) - 1)]
    amounts = c.ints([b for b, _ in ordered] + [e for _, e in ordered])
    inputs = [x[0], amounts]
    if step.text("mode") == "constant":
        inputs.append(c.constant(step.number("value")))
    return c.node("Pad", inputs, mode=step.text("mode"))


@emits("resize")
def resize(c: Context, step: Step, x: list[str]) -> str:
    """Repeated or interpolated at half-pixel centres."""
    size, nearest = step.ints("size"), step.text("mode") == "nearest"
    axes = list(range(1, len(size) + 1)) if len(size) < 2 else list(range(2, len(size) + 2))
    how = {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
    if not nearest:
        how = {"mode": "linear", "coordinate_transformation_mode": "half_pixel"}
    return c.node("Resize", [x[0], "", "", c.ints(size)], axes=axes, **how)


@emits("depth_to_space")
def depth_to_space(c: Context, step: Step, x: list[str]) -> str:
    """Pixel shuffle."""
    return c.node("DepthToSpace", x, blocksize=step.integer("block"), mode="CRD")


@emits("space_to_depth")
def space_to_depth(c: Context, step: Step, x: list[str]) -> str:
    """The inverse of pixel shuffle; ai.onnx SpaceToDepth orders the channels another way."""
    height, width, channels = step.in_shapes[0] or (1, 1, 1)
    block = step.integer("block")
    y = c.reshape(x[0], (channels, height // block, block, width // block, block))
    y = c.transpose(y, (0, 1, 3, 5, 2, 4))
    return c.reshape(y, (channels * block**2, height // block, width // block))


@emits("channel_shuffle")
def channel_shuffle(c: Context, step: Step, x: list[str]) -> str:
    """Channels cut into groups and dealt out in turn."""
    shape = step.in_shapes[0] or ()
    groups, space = step.integer("groups"), shape[:-1]
    y = c.last(x[0], step.rank)
    y = c.reshape(y, (*space, groups, shape[-1] // groups))
    rank = len(space) + 1
    y = c.transpose(y, (*range(rank), rank + 1, rank))
    return c.first(c.reshape(y, shape), step.rank)


@emits("reverse")
def reverse(c: Context, step: Step, x: list[str]) -> str:
    """A Slice with a step backwards."""
    axis = first_axis(0, step.rank or 1)
    return c.node("Slice", [x[0], c.ints([-1]), c.ints([-(2**62)]), c.ints([axis]), c.ints([-1])])
