"""Windows printed as a list: the (1, 64) of "Conv (1, 64), 8 filters" is a kernel, that of "Conv (64, 3)" is not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from extract.labels.draft import LARGEST_KERNEL, Draft
from extract.labels.families import family, rank
from extract.labels.items import Item, Named, Number, Setting
from graph import Dim

LONGEST_LINE = 100
"""The longest window along one axis that is printed with a one for the other: those of signals are long."""

LARGEST_DEPTHWISE = 63
"""The largest kernel of depthwise convolutions, which are few sums even where it is large; always odd."""

_SIZED = {"pad": ("padding", 64), "roi_pool": ("kernel", 32)}
"""What a size says of operations that are neither a convolution nor a pool over all of a map, and the largest.

It is the rim that is put around, or how many cells a region is pooled to; greater sizes are those of what comes out.
"""

_KEEPING_WIDTH = ("depthwise_conv2d", "separable_conv2d")
"""Convolutions whose first number is no count of filters."""


def along_one_axis(dims: Sequence[Dim]) -> bool:
    """Whether a pair is a window along one axis: 1×25, (C, 1)."""
    return len(dims) == 2 and 1 in dims and all(isinstance(dim, str) or dim <= LONGEST_LINE for dim in dims)


def is_deep_window(dims: Sequence[Dim]) -> bool:
    """Whether three sides are a square window with the colours of a picture behind it: "7×7×3"."""
    side, other, depth = dims
    return side == other and depth == 3 and isinstance(side, int) and 5 <= side <= LARGEST_KERNEL


def own_size(draft: Draft, dims: Sequence[Dim]) -> str | None:
    """What two sides behind a pad or the pool of a region say of it; None where they are a shape, or of others."""
    key, largest = _SIZED.get(draft.op, ("", 0))
    fits = len(dims) == 2 and all(isinstance(dim, int) and dim <= largest for dim in dims)
    return key if fits and key not in draft.attrs else None


def turned_again(draft: Draft, dims: Sequence[Dim]) -> bool:
    """Whether a pair is the window of a second convolution that goes along the other axis: "conv 5×1, 1×5"."""
    kernel = draft.attrs.get("kernel")
    if family(draft.op) != "convolution" or not isinstance(kernel, tuple) or len(dims) != 2:
        return False
    return along_one_axis(dims) and set(dims) != {1} and tuple(dims) == kernel[::-1]


def is_large_kernel(op: str, dims: Sequence[Dim]) -> bool:
    """Whether a size behind a depthwise convolution is its kernel, however large: "DW Conv 31×31"."""
    odd = all(isinstance(dim, int) and dim % 2 == 1 and dim <= LARGEST_DEPTHWISE for dim in dims)
    return op == "depthwise_conv2d" and len(dims) == 2 and odd


def is_apart_in_time(dims: Sequence[Dim]) -> bool:
    """Whether letters are those of a window in space, or of one in time: "1×d×d", "t×1×1"; a tensor's are capitals."""
    first, second, third = dims
    if second != third:
        return False
    letter = second if first == 1 else first if second == 1 else ""
    return isinstance(letter, str) and letter[:1] in tuple("dkmstw") and letter.islower()


def is_window(draft: Draft, dims: tuple[Dim, ...], behind: Sequence[Item]) -> bool:
    """Whether a pair of numbers in brackets behind a convolution is its kernel, rather than filters and kernel.

    Args:
        draft: the convolution.
        dims: the numbers.
        behind: the items after the bracket, of which one may tell the filters.
    """
    if family(draft.op) != "convolution" or rank(draft.op) != 2 or len(dims) != 2 or draft.has_kernel:
        return False
    if draft.op in _KEEPING_WIDTH:
        return along_one_axis(dims)
    widths = "filters" in draft.attrs or _tells_filters(behind)
    if dims[0] == 1 and isinstance(dims[1], int) and dims[1] > 1:
        # "Conv2d(1, 64)" may take one channel in.
        return widths or dims[1] <= LARGEST_KERNEL
    return widths and (
        along_one_axis(dims) or all(isinstance(dim, int) and dim <= LARGEST_KERNEL for dim in dims)
    )


def _tells_filters(behind: Sequence[Item]) -> bool:
    own = list(takewhile(lambda item: not isinstance(item, Named), behind))
    named = any(isinstance(item, Setting) and item.key in ("filters", "c", "units") for item in own)
    numbers = [item.value for item in own if isinstance(item, Number) and item.sign == ""]
    return named or any(isinstance(value, str) or value > LARGEST_KERNEL for value in numbers)


def is_sized_behind(draft: Draft, items: Sequence[Item]) -> bool:
    """Whether a convolution's window is told by name behind its arguments, before the next layer: "Conv2d(16, 3) K=3"."""
    own = takewhile(lambda item: not isinstance(item, Named), items)
    sized = any(isinstance(item, Setting) and item.key == "kernel" for item in own)
    return family(draft.op) == "convolution" and sized
