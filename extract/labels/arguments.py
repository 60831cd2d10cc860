"""Bare numbers in the order of a framework's arguments."""

from __future__ import annotations

from extract.labels.draft import LARGEST_KERNEL, Draft
from extract.labels.families import spread
from graph import Dim

_ARGUMENTS = ("filters", "kernel", "stride", "padding")


def _greater(first: Dim | float, second: Dim | float) -> bool:
    return isinstance(first, str) or (not isinstance(second, str) and first > second)


def positional(draft: Draft, values: tuple[Dim | float, ...]) -> None:
    """Arguments in a framework's order: (in, out, kernel, stride, padding) or (out, kernel, stride,
    padding)."""
    if len(values) == 3 and values[0] == values[1] and isinstance(values[0], int) and values[0] <= 13:
        draft.attrs["kernel"], draft.attrs["filters"] = values[:2], values[2]
        return
    small = [isinstance(value, (int, float)) and value <= LARGEST_KERNEL for value in values]
    strided = len(values) > 2 and isinstance(values[2], (int, float)) and values[2] <= 4
    kernel_second = strided and values[1] in (1, 2, 3, 4, 5, 6, 7, 9, 11) and _greater(values[0], values[1])
    with_input = len(values) == 5 or (len(values) in (3, 4) and not kernel_second)
    if len(values) == 2:
        with_input = not small[1]
    for name, value in zip(("", *_ARGUMENTS) if with_input else _ARGUMENTS, values, strict=False):
        if name in ("kernel", "stride"):
            draft.attrs[name] = spread(draft.op, value)
        elif name:
            draft.attrs[name] = value
