"""Giving any value to an operation."""

from __future__ import annotations

from extract.labels.attach import give_number, give_size
from extract.labels.draft import LARGEST_INDEX, Draft
from extract.labels.families import family
from extract.labels.items import Item, Number, Repeat, Setting, Size
from extract.labels.named_settings import give_setting


def give(draft: Draft, item: Item) -> bool:
    """Fills the slot that a value has in an operation; False where it has none."""
    if isinstance(item, Size):
        return give_size(draft, item)
    if isinstance(item, Number):
        if _numbers_layer(draft, item):
            draft.index = draft.index or str(item.value)
            return True
        return give_number(draft, item)
    if isinstance(item, Setting):
        return give_setting(draft, item)
    if isinstance(item, Repeat):
        if family(draft.op) == "tensor" and draft.shape and isinstance(item.count, int):
            # "4760 sensors × 2 channels"
            draft.shape = (*draft.shape, item.count)
            return True
        if family(draft.op) == "upsample" and "scale" not in draft.attrs and isinstance(item.count, int):
            draft.attrs["scale"] = item.count
        else:
            draft.repeat = item.count
        return True
    return False


def _numbers_layer(draft: Draft, item: Number) -> bool:
    """Whether a small number only tells layers apart, as in "LSTM 2" and "Pool 1": none is so narrow."""
    if not isinstance(item.value, int) or item.sign not in ("", "-", "_"):
        return False
    kind = family(draft.op)
    if draft.name.lower().endswith("head"):
        # A head's width is the number of classes.
        return False
    return (kind in ("recurrent", "mlp") and item.value <= LARGEST_INDEX) or (
        kind == "pool" and item.value == 1
    )
