"""What brackets behind a layer and its settings only remark: what it is there for, and no operation."""

from __future__ import annotations

from collections.abc import Sequence

from extract.labels.families import family
from extract.labels.items import Item, Named, Other, Separator, is_value


def without_remark(items: list[Item]) -> list[Item]:
    """Items without a bracket of words behind a layer with its values: "1×1 Conv (local feature fusion)"."""
    opened = next(
        (at for at, item in enumerate(items) if isinstance(item, Separator) and item.kind == "open"), 0
    )
    last = items[-1] if items else None
    closed = isinstance(last, Separator) and last.kind == "close"
    inner = items[opened + 1 : len(items) - closed]
    if not closed or not opened or len(inner) < 2 or not all(map(_is_plain, inner)):
        return items
    return items[:opened] if _is_layer(items[:opened]) else items


def _is_plain(item: Item) -> bool:
    """Whether an item is a word that names no operation."""
    return isinstance(item, Other) or (isinstance(item, Named) and family(item.meaning.op) == "tensor")


def _is_layer(items: Sequence[Item]) -> bool:
    """Whether items are one operation and values of it."""
    named = [item for item in items if isinstance(item, Named)]
    valued = any(is_value(item) for item in items)
    return len(named) == 1 and family(named[0].meaning.op) != "tensor" and valued
