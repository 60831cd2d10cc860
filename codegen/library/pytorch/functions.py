"""What PyTorch has no function for."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def frozen(layer: nn.Module, *names: str) -> nn.Module:
    """A layer with some of its parameters fixed: a bias at zero, a weight at one."""
    for name in names:
        parameter = layer.get_parameter(name).requires_grad_(False)
        nn.init.constant_(parameter, 0.0 if name.startswith("bias") else 1.0)
    return layer


def mask_later(scores: Tensor) -> Tensor:
    """Scores with 1e9 taken off where a position would see a later one."""
    mask = torch.full(scores.shape[-2:], -1e9, device=scores.device).triu(1)
    return scores + mask


def attend(q: Tensor, k: Tensor, v: Tensor, heads: int, causal: bool = False) -> Tensor:
    """Scaled dot-product attention of (batch, length, width) tensors in heads."""
    q, k, v = (t.unflatten(-1, (heads, -1)).transpose(1, 2) for t in (q, k, v))
    y = F.scaled_dot_product_attention(q, k, v, is_causal=causal)
    return y.transpose(1, 2).flatten(2)


def mean_pool(
    x: Tensor,
    padding: tuple[int, ...],
    kernel: int | tuple[int, ...],
    stride: int | tuple[int, ...],
) -> Tensor:
    """Average pooling with padding that differs at the ends and is not counted."""
    pool = (F.avg_pool1d, F.avg_pool2d, F.avg_pool3d)[x.ndim - 3]
    total = pool(F.pad(x, padding), kernel, stride)
    share = pool(F.pad(torch.ones_like(x[:1, :1]), padding), kernel, stride)
    return total / share
