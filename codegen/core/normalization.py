"""Normalisation: what is normalised over which axes, with weights of one number a channel."""

from __future__ import annotations

from math import prod

from codegen.core.builder import Builder, known
from codegen.core.shaping import reshape
from codegen.core.steps import Tensor, Weight
from codegen.errors import Unsupported


def _scale_and_bias(channels: int, scale: bool = True, bias: bool = True) -> list[Weight]:
    weights = [Weight("weight", (channels,), "scale")] if scale else []
    return weights + ([Weight("bias", (channels,), "bias")] if bias else [])


def batch_norm(b: Builder, x: Tensor, eps: float = 1e-5, scale: bool = True, bias: bool = True) -> Tensor:
    """Channels normalised by running statistics (arXiv:1502.03167)."""
    weights = []
    if x.shape is not None:
        channels = x.shape[-1]
        weights = _scale_and_bias(channels, scale, bias)
        weights += [
            Weight("running_mean", (channels,), "mean"),
            Weight("running_var", (channels,), "variance"),
        ]
    return b.add("batch_norm", [x], x.shape, weights, eps=eps, scale=scale, bias=bias)


def layer_norm(b: Builder, x: Tensor, eps: float = 1e-5, scale: bool = True, bias: bool = True) -> Tensor:
    """Each position's channels normalised (arXiv:1607.06450); the last axis only."""
    channels = known(x, "layer_norm")[-1]
    weights = _scale_and_bias(channels, scale, bias)
    return b.add("layer_norm", [x], x.shape, weights, eps=eps, scale=scale, bias=bias)


def rms_norm(b: Builder, x: Tensor, eps: float = 1e-6, scale: bool = True) -> Tensor:
    """Each position's channels divided by their root mean square (arXiv:1910.07467)."""
    channels = known(x, "rms_norm")[-1]
    weights = _scale_and_bias(channels, scale, bias=False)
    return b.add("rms_norm", [x], x.shape, weights, eps=eps, scale=scale)


def group_norm(
    b: Builder, x: Tensor, groups: int, eps: float = 1e-5, scale: bool = True, bias: bool = True
) -> Tensor:
    """Groups of channels normalised over space (arXiv:1803.08494); one channel a group is instance norm."""
    channels = known(x, "group_norm")[-1]
    if channels % groups:
        raise Unsupported(f"{channels} channels do not divide into {groups} groups")
    weights = _scale_and_bias(channels, scale, bias)
    return b.add("group_norm", [x], x.shape, weights, groups=groups, eps=eps, scale=scale, bias=bias)


def lrn(b: Builder, x: Tensor, size: int, alpha: float, beta: float, k: float) -> Tensor:
    """Local response normalisation over `size` channels, alpha divided by size (Caffe's and PyTorch's form).

    Frameworks have it for images; whatever else comes in is laid out as one, channels kept.
    """
    shape = known(x, "lrn")
    if size % 2 == 0:
        raise Unsupported(f"a window of {size} channels has no middle that frameworks agree on")
    *space, channels = shape
    image = (prod(space[:-1]), space[-1] if space else 1, channels)
    y = b.add("lrn", [reshape(b, x, image)], image, size=size, alpha=alpha, beta=beta, k=k)
    return reshape(b, y, shape)


def unit_norm(b: Builder, x: Tensor) -> Tensor:
    """Each position's channels divided by their Euclidean length."""
    known(x, "unit_norm")
    return b.add("unit_norm", [x], x.shape, eps=1e-12)
