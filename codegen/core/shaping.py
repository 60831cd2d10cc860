"""What moves numbers and changes none."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from codegen.core.builder import Builder, known
from codegen.core.convolution import Pads
from codegen.core.steps import Shape, Tensor
from codegen.errors import Unsupported


def flatten(b: Builder, x: Tensor) -> Tensor:
    """All axes in one."""
    shape = None if x.shape is None else (prod(x.shape),)
    return x if x.shape is not None and len(x.shape) == 1 else b.add("flatten", [x], shape)


def reshape(b: Builder, x: Tensor, shape: Shape) -> Tensor:
    """The same numbers, channels last, under another shape; one -1 is solved."""
    before = known(x, "reshape")
    if shape.count(-1) == 1:
        rest = -prod(shape)
        shape = tuple(prod(before) // rest if d == -1 else d for d in shape)
    if prod(before) != prod(shape):
        raise Unsupported(f"{before} cannot be reshaped to {shape}")
    return x if before == shape else b.add("reshape", [x], shape, to=shape)


def transpose(b: Builder, x: Tensor, order: Sequence[int]) -> Tensor:
    """Axes in another order (counted without batch, channels last)."""
    shape = known(x, "transpose")
    if sorted(order) != list(range(len(shape))):
        raise Unsupported(f"{tuple(order)} is no order of the axes of {shape}")
    return b.add("transpose", [x], tuple(shape[i] for i in order), order=tuple(order))


def concat(b: Builder, inputs: Sequence[Tensor], axis: int = -1) -> Tensor:
    """Inputs behind each other along an axis."""
    if len(inputs) == 1:
        return inputs[0]
    shapes = [t.shape for t in inputs if t.shape is not None]
    shape = None
    if len(shapes) == len(inputs):
        first = shapes[0]
        axis %= len(first)
        if any(
            len(s) != len(first) or s[:axis] + s[axis + 1 :] != first[:axis] + first[axis + 1 :]
            for s in shapes
        ):
            raise Unsupported(f"shapes {', '.join(map(str, shapes))} do not fit along axis {axis}")
        shape = (*first[:axis], sum(s[axis] for s in shapes), *first[axis + 1 :])
    return b.add("concat", inputs, shape, axis=axis)


def split(b: Builder, x: Tensor, sizes: Shape, axis: int = -1) -> list[Tensor]:
    """Parts of these sizes along an axis."""
    shape = known(x, "split")
    axis %= len(shape)
    if sum(sizes) != shape[axis]:
        raise Unsupported(f"parts of {sizes} do not add up to {shape[axis]}")
    if len(sizes) == 1:
        return [x]
    shapes = [(*shape[:axis], size, *shape[axis + 1 :]) for size in sizes]
    return b.add_many("split", [x], shapes, sizes=sizes, axis=axis)


def crop(b: Builder, x: Tensor, starts: Shape, stops: Shape) -> Tensor:
    """The part between starts and stops, one of each an axis."""
    shape = known(x, "crop")
    if any(not 0 <= a < z <= n for a, z, n in zip(starts, stops, shape, strict=True)):
        raise Unsupported(f"the part {starts} to {stops} is not within {shape}")
    if all(a == 0 for a in starts) and stops == shape:
        return x
    return b.add(
        "crop", [x], tuple(z - a for a, z in zip(starts, stops, strict=True)), starts=starts, stops=stops
    )


def pad(b: Builder, x: Tensor, pads: Pads, mode: str = "constant", value: float = 0.0) -> Tensor:
    """Rows added at both ends of each axis; mode "constant" or "reflect"."""
    shape = known(x, "pad")
    if not any(any(p) for p in pads):
        return x
    grown = tuple(n + p[0] + p[1] for n, p in zip(shape, pads, strict=True))
    return b.add("pad", [x], grown, pads=pads, mode=mode, value=value)


def resize(b: Builder, x: Tensor, size: Shape, mode: str = "nearest") -> Tensor:
    """Space brought to a size: "nearest" takes pixel floor(i·n/m), "bilinear" samples at half-pixel centres."""
    shape = known(x, "resize")
    if len(size) != len(shape) - 1:
        raise Unsupported(f"a size of {size} does not fit an input of shape {shape}")
    if size == shape[:-1]:
        return x
    if mode == "nearest" and any(s % n for n, s in zip(shape, size, strict=False)):
        return _taken(b, x, size)
    if mode == "bilinear" and len(size) == 1:
        # Frameworks interpolate images: a sequence is one that is a single pixel wide.
        wide = resize(b, reshape(b, x, (shape[0], 1, shape[1])), (size[0], 1), mode)
        return reshape(b, wide, (size[0], shape[1]))
    return b.add("resize", [x], (*size, shape[-1]), size=size, mode=mode)


def _taken(b: Builder, x: Tensor, size: Shape) -> Tensor:
    """Nearest pixels where the new size is no multiple: frameworks round in several ways, picking rows in one."""
    with b.scope("Resize", b.source):
        for axis, wanted in enumerate(size):
            shape = known(x, "resize")
            rows = []
            for n in range(wanted):
                place = n * shape[axis] // wanted
                starts = tuple(place if a == axis else 0 for a in range(len(shape)))
                stops = tuple(place + 1 if a == axis else d for a, d in enumerate(shape))
                rows.append(crop(b, x, starts, stops))
            x = concat(b, rows, axis)
    return x


def depth_to_space(b: Builder, x: Tensor, block: int) -> Tensor:
    """Channels moved into space, pixel shuffle's order of channels (arXiv:1609.05158)."""
    height, width, channels = known(x, "depth_to_space")
    if channels % block**2:
        raise Unsupported(f"{channels} channels do not divide into blocks of {block}×{block}")
    return b.add("depth_to_space", [x], (height * block, width * block, channels // block**2), block=block)


def space_to_depth(b: Builder, x: Tensor, block: int) -> Tensor:
    """Space moved into channels: the inverse of depth_to_space."""
    height, width, channels = known(x, "space_to_depth")
    if height % block or width % block:
        raise Unsupported(f"{height}×{width} does not divide into blocks of {block}×{block}")
    return b.add("space_to_depth", [x], (height // block, width // block, channels * block**2), block=block)


def channel_shuffle(b: Builder, x: Tensor, groups: int) -> Tensor:
    """Channels of all groups dealt out in turn (arXiv:1707.01083)."""
    shape = known(x, "channel_shuffle")
    if shape[-1] % groups:
        raise Unsupported(f"{shape[-1]} channels do not divide into {groups} groups")
    return b.add("channel_shuffle", [x], shape, groups=groups)


def reverse(b: Builder, x: Tensor) -> Tensor:
    """The first axis backwards."""
    return b.add("reverse", [x], known(x, "reverse"))
