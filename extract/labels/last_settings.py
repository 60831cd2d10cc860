"""Settings behind the last of several operations that only the convolution before it can have."""

from __future__ import annotations

from collections.abc import Sequence

from extract.labels.draft import Draft
from extract.labels.families import family
from extract.labels.give import give
from extract.labels.items import Item, Named, Number, Separator, Setting, Size

_KEYS = frozenset(["kernel", "stride", "dilation", "d", "p", "groups", "filters", "c"])
"""Settings that a convolution has, and neither a norm nor an activation."""

_KEEPING = frozenset(["norm", "activation"])


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
    before = [draft for draft in drafts if family(draft.op) == "convolution"]
    if not names or not before or not all(family(item.meaning.op) in _KEEPING for item in names):
        return part
    return [
        item
        for item in part
        if not (isinstance(item, Setting) and item.key in _KEYS and give(before[-1], item))
    ]
