"""A part that nobody explains."""

from __future__ import annotations

from collections.abc import Sequence

from codegen.core.builder import Builder
from codegen.core.steps import Shape, Tensor


def unknown(b: Builder, inputs: Sequence[Tensor], shape: Shape | None, title: str, reason: str) -> Tensor:
    """A placeholder of the stated output shape, if any; it makes the program partial."""
    b.missing.append(reason)
    return b.add("unknown", inputs, shape, title=title, reason=reason)
