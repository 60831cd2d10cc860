"""Kernels printed behind the norm and activation that follow their convolution: "Conv + BN + ReLU, 3×3"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.labels.draft import Draft
from extract.labels.families import family, rank
from extract.labels.unnamed import is_kernel


def unsized_convolution(found: Sequence[Draft], draft: Draft) -> Draft | None:
    """The convolution before an activation with a size behind it, which is its kernel: "Conv + ReLU, 3×3"."""
    size = draft.shape or ()
    wide = len(size) == 3 and size[0] == size[1] and is_kernel(size)
    if family(draft.op) != "activation" or not (wide or len(size) == 2) or not is_kernel(size):
        return None
    behind = (other for other in reversed(found) if family(other.op) not in ("norm", "activation"))
    other = next(behind, None)
    sized = other is None or family(other.op) != "convolution" or rank(other.op) != 2 or other.has_kernel
    return None if sized else other
