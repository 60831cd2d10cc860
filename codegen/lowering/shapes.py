"""Reshaping, cutting and padding."""

from __future__ import annotations

from codegen.core import shaping
from codegen.core.builder import Builder, known
from codegen.core.steps import Tensor
from codegen.lowering.table import Settings, lowers
from graph.operations.arithmetic import axis_of
from graph.operations.shaping import BORDER, SPLIT_AXIS, border, crop_sides


@lowers("flatten")
def flatten(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """All axes as one."""
    return shaping.flatten(b, x[0])


@lowers("reshape")
def reshape(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Another shape."""
    value = s.value("shape")
    shape = value if isinstance(value, tuple) else (value,)
    return shaping.reshape(b, x[0], tuple(int(n) for n in shape))  # type: ignore[arg-type]


@lowers("transpose")
def transpose(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Another order of axes."""
    value = s.value("axes")
    axes = value if isinstance(value, tuple) else (0,)
    return shaping.transpose(b, x[0], [int(n) for n in axes])  # type: ignore[arg-type]


@lowers("split")
def split(b: Builder, s: Settings, x: list[Tensor]) -> list[Tensor]:
    """Equal parts."""
    shape = known(x[0], "split")
    axis, parts = axis_of(s.node, SPLIT_AXIS, shape), s.integer("parts")
    return shaping.split(b, x[0], (shape[axis] // parts,) * parts, axis)


@lowers("slice")
def slice_(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Some indices of an axis."""
    shape = known(x[0], "slice")
    axis = axis_of(s.node, SPLIT_AXIS, shape)
    starts = tuple(s.integer("start") if n == axis else 0 for n in range(len(shape)))
    stops = tuple(s.integer("stop") if n == axis else d for n, d in enumerate(shape))
    return shaping.crop(b, x[0], starts, stops)


@lowers("crop")
def crop(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Rows cut from the ends of space."""
    shape = known(x[0], "crop")
    sides = (*crop_sides(s.node, s.shapes), (0, 0))
    starts = tuple(before for before, _ in sides)
    stops = tuple(d - behind for d, (_, behind) in zip(shape, sides, strict=True))
    return shaping.crop(b, x[0], starts, stops)


@lowers("pad")
def pad(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Zeros around space."""
    return shaping.pad(b, x[0], (*border(s.node, BORDER, s.shapes), (0, 0)))


@lowers("pixel_shuffle")
def pixel_shuffle(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Channels into space."""
    return shaping.depth_to_space(b, x[0], s.integer("scale"))


@lowers("space_to_depth")
def space_to_depth(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Space into channels."""
    return shaping.space_to_depth(b, x[0], s.integer("scale"))


@lowers("channel_shuffle")
def channel_shuffle(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """Channels dealt out."""
    return shaping.channel_shuffle(b, x[0], s.integer("groups"))


@lowers("repeat_vector")
def repeat_vector(b: Builder, s: Settings, x: list[Tensor]) -> Tensor:
    """A vector joined to itself along a new axis."""
    (width,) = known(x[0], "repeat_vector")
    row = shaping.reshape(b, x[0], (1, width))
    return shaping.concat(b, [row] * s.integer("times"), 0)
