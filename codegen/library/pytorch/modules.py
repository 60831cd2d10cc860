"""What PyTorch has no module for."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


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


class GaussianNoise(nn.Module):
    """Gaussian noise added while training."""

    def __init__(self, deviation: float) -> None:
        super().__init__()
        self.deviation = deviation

    def forward(self, x: Tensor) -> Tensor:
        return x + torch.randn_like(x) * self.deviation if self.training else x


class GaussianDropout(nn.Module):
    """Numbers multiplied by Gaussian noise around one while training."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.deviation = (rate / (1 - rate)) ** 0.5

    def forward(self, x: Tensor) -> Tensor:
        noise = 1 + torch.randn_like(x) * self.deviation
        return x * noise if self.training else x


class DropPath(nn.Module):
    """The whole branch left out at random while training, an example each."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        one = torch.ones(x.shape[0], *(1,) * (x.ndim - 1), device=x.device)
        return x * F.dropout(one, self.rate, self.training)
