"""What a generated file holds of its own where PyTorch has no such thing, by name."""

from __future__ import annotations

HELPERS = {
    "frozen": '''
def frozen(layer: nn.Module, *names: str) -> nn.Module:
    """A layer with some of its parameters fixed: a bias at zero, a weight at one."""
    for name in names:
        parameter = layer.get_parameter(name).requires_grad_(False)
        nn.init.constant_(parameter, 0.0 if name.startswith("bias") else 1.0)
    return layer
''',
    "Sinusoid": '''
class Sinusoid(nn.Module):
    """Sines and cosines of positions, (1, length, width)."""

    def __init__(self, length: int, width: int) -> None:
        super().__init__()
        place = torch.arange(length)[:, None]
        column = torch.arange(width)
        angle = place / 10000 ** (2 * (column // 2) / width)
        table = torch.where(column % 2 == 0, angle.sin(), angle.cos())
        self.register_buffer("table", table[None], persistent=False)

    def forward(self) -> Tensor:
        return self.table
''',
    "ChannelScale": '''
class ChannelScale(nn.Module):
    """One trained factor and one trained term for each channel."""

    def __init__(
        self, channels: int, axes: int = 0, scale: bool = True, bias: bool = True
    ) -> None:
        super().__init__()
        shape = (channels, *(1,) * axes)
        self.weight = nn.Parameter(torch.ones(shape)) if scale else None
        self.bias = nn.Parameter(torch.zeros(shape)) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        if self.weight is not None:
            x = x * self.weight
        return x if self.bias is None else x + self.bias
''',
    "GaussianNoise": '''
class GaussianNoise(nn.Module):
    """Gaussian noise added while training."""

    def __init__(self, deviation: float) -> None:
        super().__init__()
        self.deviation = deviation

    def forward(self, x: Tensor) -> Tensor:
        return x + torch.randn_like(x) * self.deviation if self.training else x
''',
    "GaussianDropout": '''
class GaussianDropout(nn.Module):
    """Numbers multiplied by Gaussian noise around one while training."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.deviation = (rate / (1 - rate)) ** 0.5

    def forward(self, x: Tensor) -> Tensor:
        noise = 1 + torch.randn_like(x) * self.deviation
        return x * noise if self.training else x
''',
    "DropPath": '''
class DropPath(nn.Module):
    """The whole branch left out at random while training, an example each."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        one = torch.ones(x.shape[0], *(1,) * (x.ndim - 1), device=x.device)
        return x * F.dropout(one, self.rate, self.training)
''',
    "mask_later": '''
def mask_later(scores: Tensor) -> Tensor:
    """Scores with 1e9 taken off where a position would see a later one."""
    mask = torch.full(scores.shape[-2:], -1e9, device=scores.device).triu(1)
    return scores + mask
''',
    "attend": '''
def attend(q: Tensor, k: Tensor, v: Tensor, heads: int, causal: bool = False) -> Tensor:
    """Scaled dot-product attention of (batch, length, width) tensors in heads."""
    q, k, v = (t.unflatten(-1, (heads, -1)).transpose(1, 2) for t in (q, k, v))
    y = F.scaled_dot_product_attention(q, k, v, is_causal=causal)
    return y.transpose(1, 2).flatten(2)
''',
    "mean_pool": '''
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
''',
}  # fmt: skip
