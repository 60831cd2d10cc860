"""Giving any value to an operation."""

from __future__ import annotations

from extract.labels.attach import give_number, give_size
from extract.labels.draft import Draft
from extract.labels.families import family
from extract.labels.items import Item, Number, Repeat, Setting, Size
from extract.labels.named_settings import give_setting


def give(draft: Draft, item: Item) -> bool:
    """Fills the slot that a value has in an operation; False where it has none."""
    if isinstance(item, Size):
        return give_size(draft, item)
    if isinstance(item, Number):
        return give_number(draft, item)
    if isinstance(item, Setting):
        return give_setting(draft, item)
    if isinstance(item, Repeat):
        if family(draft.op) == "upsample" and "scale" not in draft.attrs and isinstance(item.count, int):
            draft.attrs["scale"] = item.count
        else:
            draft.repeat = item.count
        return True
    return False
