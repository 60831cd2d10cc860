"""Settings behind the last of several operations that only the convolution before it can have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.labels.draft import LARGEST_INDEX, LARGEST_KERNEL, Draft
from extract.labels.families import family
from extract.labels.give import give
from extract.labels.items import Item, Named, Number, Separator, Setting, Size

_KEYS = frozenset(["kernel", "stride", "dilation", "d", "p", "groups", "filters", "c"])
"""Settings that a convolution has, and neither a norm nor an activation."""

_KEEPING = frozenset(["norm", "activation"])

_WIDE = frozenset(["convolution", "dense"])
"""Families of layers with a width."""

_COUNTING = frozenset(["group_norm", "leaky_relu"])
"""Norms and activations that have a number of their own."""


def _without_maps(drafts: Sequence[Draft], part: list[Item]) -> list[Item]:
    """A part without filters and window behind an activation, which go to the convolution: "Conv + ReLU, 64@10×10"."""
    layer = next((draft for draft in reversed(drafts) if family(draft.op) not in _KEEPING), None)
    if layer is None or family(layer.op) != "convolution" or len(part) < 4:
        return part
    name, *_, count, sign, size = part
    activates = isinstance(name, Named) and family(name.meaning.op) in _KEEPING
    if not activates or not isinstance(count, Number) or not isinstance(size, Size):
        return part
    if not (isinstance(sign, Separator) and sign.text == "@") or layer.attrs.keys() & {"kernel", "filters"}:
        return part
    give(layer, size)
    layer.attrs["filters"] = count.value
    return part[:-3]


def convolution_settings(drafts: Sequence[Draft], part: list[Item]) -> list[Item]:
    """A part of a label without the settings of the convolution that an earlier part names, which get them.

    "Conv1D + ReLU + BN (k=5, d=1)" prints the kernel behind all that is done.

    Args:
        drafts: of the parts before; the last convolution among them may be changed.
        part: the items of the part.
    """
    part = _without_maps(drafts, part)
    names = [item for item in part if isinstance(item, Named)]
    if not names and drafts and family(drafts[-1].op) == "convolution" and all(map(_is_setting, part)):
        # "Conv1D + Dilation 4", "Conv 3×3 → 64 ch", "1×1 Conv → 256-d"
        wide = [replace(i, key="filters") if isinstance(i, Setting) and i.key == "dim" else i for i in part]
        return [item for item in wide if not give(drafts[-1], item)]
    if not names or not all(family(item.meaning.op) in _KEEPING for item in names):
        return part
    before = [draft for draft in drafts if family(draft.op) == "convolution"]
    if before:
        part = [
            item
            for item in part
            if not (isinstance(item, Setting) and item.key in _KEYS and give(before[-1], item))
        ]
    return _without_widths(drafts, part, names[-1])


def _is_setting(item: Item) -> bool:
    return isinstance(item, Setting) and (item.key in _KEYS or item.key == "dim")


def _without_widths(drafts: Sequence[Draft], part: list[Item], name: Named) -> list[Item]:
    """A part without the width, or the stride, of the layer before: "5×5 conv + ReLU, 32", "FC + ReLU (1024)"."""
    layer = next((draft for draft in reversed(drafts) if family(draft.op) not in _KEEPING), None)
    if layer is None or family(layer.op) not in _WIDE or name.meaning.op in _COUNTING:
        return part
    out: list[Item] = []
    for at, item in enumerate(part):
        before = part[at - 1] if at else None
        apart = isinstance(before, Separator) and before.kind in ("comma", "open")
        if item.start < name.start:
            out.append(item)
        elif (isinstance(item, Size) and _is_window(layer, item)) or _belongs(layer, item, apart=apart):
            give(layer, item)
        else:
            out.append(item)
    return out


def _is_window(layer: Draft, item: Size) -> bool:
    """Whether a size is the kernel of a convolution that has none yet."""
    small = all(isinstance(dim, int) and dim <= LARGEST_KERNEL for dim in item.dims)
    return family(layer.op) == "convolution" and not layer.has_kernel and small and not item.listed


def _belongs(layer: Draft, item: Item, *, apart: bool) -> bool:
    """Whether a value is the width of a layer that has none yet, or its stride."""
    strided = isinstance(item, Number) and item.sign == "/" and family(layer.op) == "convolution"
    return strided or (_is_width(item, apart=apart) and not _has_width(layer))


def _is_width(item: Item, *, apart: bool) -> bool:
    if isinstance(item, Setting):
        return item.key in ("units", "filters")
    wide = isinstance(item, Number) and isinstance(item.value, int) and item.value > LARGEST_INDEX
    return wide or (
        apart and isinstance(item, Number) and item.sign == "" and not isinstance(item.value, float)
    )


def _has_width(draft: Draft) -> bool:
    return bool(draft.attrs.keys() & {"filters", "units"}) or any(
        isinstance(value, str) or value > LARGEST_INDEX for value in draft.unnamed
    )
