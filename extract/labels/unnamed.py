"""Parts of a label that are values only: a kernel is a convolution, anything larger a tensor's shape."""

from __future__ import annotations

from collections.abc import Sequence

from extract.labels.draft import Draft
from extract.labels.give import give
from extract.labels.items import Item, Number, Separator, Setting, Size, is_value
from extract.labels.ranks import ranked
from extract.labels.sizes import without_accents
from extract.labels.windows import is_apart_in_time

_WINDOWS = frozenset("nkmKM")
"""Letters that stand for the length of a window."""

_EXTENTS = frozenset("HhNTtCcDdLWB")
"""Letters that stand for the extents of a tensor."""


_TOLD_BY_SETTING = {"keep": "dropout", "padding": "pad"}
"""Operations that are meant where one of their settings is all that is printed."""


def unnamed(items: Sequence[Item], *, volume: bool) -> list[Draft]:
    """A part of values only: kernels are convolutions ("3×3, 64, /2"), anything larger is a feature map's
    shape."""
    drafts = ranked(items)
    if drafts:
        return drafts
    if len(items) == 1 and isinstance(items[0], Setting) and items[0].key in _TOLD_BY_SETTING:
        # What share of units a dropout keeps is said of nothing else: "keep prob 0.6".
        drafts = [Draft(_TOLD_BY_SETTING[items[0].key], start=items[0].start, end=items[0].end)]
        give(drafts[0], items[0])
        return drafts
    items = _paired(items)
    numbers = [item for item in items if isinstance(item, Number)]
    sizes = [item for item in items if isinstance(item, Size)]
    settings = [item for item in items if isinstance(item, Setting)]
    if volume or not _is_convolution(sizes, numbers, settings):
        return _tensor(items, sizes, numbers, settings, volume)
    for item in items:
        if isinstance(item, Size) and not (drafts and item.listed):
            last = drafts[-1] if drafts else None
            multiplied = last is not None and last.has_kernel and "filters" not in last.attrs
            if last is not None and multiplied and len(item.dims) == 2 and _is_multiple(item):
                last.attrs["filters"] = item.dims[0] * item.dims[1]  # type: ignore[operator]
                continue
            if last is None or (last.has_kernel and ("filters" in last.attrs or is_kernel(item.dims))):
                drafts.append(Draft("conv2d", start=item.start, end=item.end))
        if is_value(item):
            if not drafts:
                drafts.append(Draft("conv2d", start=item.start, end=item.end))
            give(drafts[-1], item)
    for draft in drafts:
        if draft.has_kernel and "filters" not in draft.attrs and len(draft.unnamed) == 1 and _apart(items):
            # What has no name has no index either: "1, 5×5".
            draft.attrs["filters"] = draft.unnamed.pop()
    return drafts


def _apart(items: Sequence[Item]) -> bool:
    """Whether a number stands first, before a size, with no more than a comma or an "@" between them."""
    behind = items[1] if len(items) > 1 else None
    return isinstance(items[0], Number) and (
        isinstance(behind, Size)
        or (isinstance(behind, Separator) and (behind.kind == "comma" or behind.text == "@"))
    )


def _paired(items: Sequence[Item]) -> Sequence[Item]:
    """Two equal small numbers side by side as the size that they are in a drawing: "3 3"."""
    if len(items) >= 2 and isinstance(items[0], Number) and isinstance(items[1], Number):
        first, second = items[0], items[1]
        if first.value == second.value and isinstance(first.value, int) and 1 <= first.value <= 13:
            return [Size((first.value, first.value), first.start, second.end), *items[2:]]
    return items


def _is_multiple(item: Size) -> bool:
    first, second = item.dims
    return isinstance(first, int) and isinstance(second, int) and first > 13 and second <= 13


def is_kernel(dims: tuple[object, ...]) -> bool:
    return all(isinstance(dim, str) or (isinstance(dim, int) and dim <= 13) for dim in dims[:2])


def _may_be_kernel(dims: tuple[object, ...]) -> bool:
    """Whether letters of two sides can be those of a kernel: k×k, or 1×n of a window along one axis.

    All other letters name extents of a tensor: N×3, 1×C, T×d.
    """
    letters = [dim for dim in dims if isinstance(dim, str)]
    if not letters:
        return True
    if len(letters) == 1:
        return 1 in dims and letters[0] in _WINDOWS
    return dims[0] == dims[1] and without_accents(letters[0])[-1:] not in _EXTENTS


def _is_convolution(sizes: Sequence[Size], numbers: Sequence[Number], settings: Sequence[Setting]) -> bool:
    if sizes:
        dims = sizes[0].dims
        if len(dims) == 2:
            return is_kernel(dims) and _may_be_kernel(dims)
        if len(dims) == 3 and is_apart_in_time(dims):
            return True
        if len(dims) == 3 and isinstance(dims[0], int):
            many = len(sizes) > 1 or bool(settings) or any(n.sign == "/" for n in numbers)
            cube = all(isinstance(dim, int) and dim <= 7 for dim in dims)
            return cube or (dims[0] == dims[1] and (dims[0] == 3 or (many and dims[0] <= 11)))
        return len(dims) == 4 and is_kernel(dims) and dims[0] == dims[1]
    keys = {setting.key for setting in settings}
    if keys & {"kernel", "stride"} and keys <= {
        "kernel",
        "stride",
        "filters",
        "p",
        "padding",
        "dilation",
        "groups",
        "c",
    }:
        return True
    small = [n.value for n in numbers if isinstance(n.value, int) and n.value <= 13 and n.sign == ""]
    return len(numbers) >= 2 and len(small) >= 2 and small[:2] == [small[0]] * 2 and len(numbers) == 2


def _tensor(
    items: Sequence[Item],
    sizes: Sequence[Size],
    numbers: Sequence[Number],
    settings: Sequence[Setting],
    volume: bool,
) -> list[Draft]:
    if not sizes and not settings and len(numbers) == 1 and not volume:
        draft = Draft("dense")
        give(draft, numbers[0])
    elif not sizes and len(settings) == 1 and settings[0].key == "units" and not volume:
        draft = Draft("dense")
        give(draft, settings[0])
    else:
        entry = len(items) == 1 and len(settings) == 1 and settings[0].key == "dim"
        draft = Draft("input" if entry else "feature_map")
        spatial = tuple(dim for size in sizes[:1] for dim in size.dims)
        counts = tuple(n.value for n in numbers if not isinstance(n.value, float))
        widths = tuple(
            s.value
            for s in settings
            if s.key in ("filters", "dim", "units", "c") and isinstance(s.value, (int, str))
        )
        if spatial and len(spatial) == 2:
            draft.shape = (*spatial, *counts[:1], *widths[:1])
        elif spatial:
            give(draft, sizes[0])
        else:
            give(draft, Size((*counts, *widths), 0, 0))
    return [draft]
