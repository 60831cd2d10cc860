"""What is only remarked behind a layer: in brackets what it is there for, or how an attention weighs its inputs."""

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


def without_weighing(items: list[Item]) -> list[Item]:
    """Items without the softmax by which what stands before it weighs its inputs: "Temporal pooling, softmax over T"."""
    for at in range(1, len(items) - 1):
        item, behind = items[at], items[at + 1]
        weighs = isinstance(item, Named) and item.meaning.op == "softmax"
        over = isinstance(behind, Other) and behind.text.lower() in ("over", "across", "along")
        before = [each for each in items[:at] if isinstance(each, Named)]
        if weighs and over and len(before) == 1 and family(before[0].meaning.op) in ("attention", "pool"):
            last = items[at - 1]
            parted = isinstance(last, Separator) and last.kind in ("comma", "dash", "open")
            return items[: at - parted]
    return items


def _is_plain(item: Item) -> bool:
    """Whether an item is a word that names no operation."""
    return isinstance(item, Other) or (isinstance(item, Named) and family(item.meaning.op) == "tensor")


def _is_layer(items: Sequence[Item]) -> bool:
    """Whether items are one operation and values of it."""
    named = [item for item in items if isinstance(item, Named)]
    valued = any(is_value(item) for item in items)
    return len(named) == 1 and family(named[0].meaning.op) != "tensor" and valued
