"""An operation while its values are being gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph import Dim, Shape, Value

LARGEST_KERNEL = 13
"""A lone number above this beside a convolution counts filters; papers hardly print wider kernels alone."""

LARGEST_INDEX = 12
"""A number that touches a name ("conv5") counts layers up to this, and is a setting above it ("fc4096")."""


@dataclass
class Draft:
    """An operation while its values are being gathered."""

    op: str
    attrs: dict[str, Value] = field(default_factory=dict)
    index: str = ""
    repeat: Dim | None = None
    shape: Shape | None = None
    name: str = ""
    prefix: str = ""
    start: int = 0
    end: int = 0
    unnamed: list[Dim | float] = field(default_factory=list)

    @property
    def has_kernel(self) -> bool:
        """Whether the kernel is known."""
        return "kernel" in self.attrs
