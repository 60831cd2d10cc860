"""Pooling and reductions."""

from __future__ import annotations

from collections.abc import Sequence

from codegen.core.builder import Builder, known
from codegen.core.convolution import Pads, window
from codegen.core.steps import Shape, Tensor
from codegen.errors import Unsupported


def pool(b: Builder, x: Tensor, mode: str, kernel: Shape, stride: Shape, pads: Pads) -> Tensor:
    """The greatest ("max") or mean ("avg") of each window; padding is never counted."""
    shape = None
    if x.shape is not None:
        *space, channels = x.shape
        if len(space) != len(kernel):
            raise Unsupported(f"a {len(kernel)}-d pooling does not fit an input of shape {x.shape}")
        shape = (*map(window, space, kernel, stride, pads), channels)
    return b.add("pool", [x], shape, mode=mode, kernel=kernel, stride=stride, pads=pads)


def global_pool(b: Builder, x: Tensor, mode: str, keep: bool = False) -> Tensor:
    """The greatest or mean of each channel over all of space; `keep` leaves axes of length 1."""
    shape = x.shape
    if shape is not None:
        shape = (*((1,) * (len(shape) - 1) if keep else ()), shape[-1])
    return b.add("global_pool", [x], shape, mode=mode, keep=keep)


def adaptive_pool(b: Builder, x: Tensor, mode: str, size: Shape) -> Tensor:
    """Space cut into `size` equal bins, each pooled; the size must divide the input's."""
    *space, _ = known(x, "adaptive_pool")
    if any(n % s for n, s in zip(space, size, strict=True)):
        raise Unsupported(f"bins of {size} do not divide an input of {tuple(space)}")
    step = tuple(n // s for n, s in zip(space, size, strict=True))
    return pool(b, x, mode, step, step, ((0, 0),) * len(step))


def reduce(b: Builder, x: Tensor, mode: str, axes: Sequence[int], keep: bool = False) -> Tensor:
    """ "mean", "sum", "max" or "min" over axes (counted without batch, channels last)."""
    shape = known(x, "reduce")
    gone = {axis % len(shape) for axis in axes}
    left = tuple(1 if n in gone else dim for n, dim in enumerate(shape) if keep or n not in gone)
    return b.add("reduce", [x], left, mode=mode, axes=tuple(sorted(gone)), keep=keep)
