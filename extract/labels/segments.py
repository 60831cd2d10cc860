"""Cutting a label's items into parts that stand for one operation or block each, and clearing what is no part
of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels.families import family
from extract.labels.items import Item, Named, Number, Other, Repeat, Separator, Setting, Size

_REFERENCE = re.compile(
    r"[(,]?\s*\b(?:as|see|cf\.?|shown)?\s*(?:in\s+)?(?:fig(?:ure|\.)?|table|tab\.|section|sec\.|eqn?\.)\s*\d+\
    w?\)?",
    re.IGNORECASE,
)
_COMPLEMENT = frozenset(
    [
        "of",
        "for",
        "over",
        "along",
        "to",
        "from",
        "per",
        "at",
        "via",
        "using",
        "between",
        "in",
        "across",
        "from",
        "within",
        "on",
        "along",
        "by",
    ]
)


def without_references(text: str) -> str:
    """The text without "as in Figure 4" and the like."""
    return _REFERENCE.sub("", text).strip(" ,")


def split(items: Sequence[Item]) -> list[list[Item]]:
    """Parts between arrows, semicolons, + and &, brackets kept whole."""
    parts: list[list[Item]] = [[]]
    depth = 0
    for item in items:
        if isinstance(item, Separator):
            depth += (item.kind == "open") - (item.kind == "close")
            if item.kind in ("then", "plus") and depth <= 0:
                parts.append([])
                continue
        parts[-1].append(item)
    return [part for part in parts if part]


def without_formula(items: list[Item]) -> list[Item]:
    """Items without an equation that follows a name: "Softmax Y = softmax(WH)" is a softmax."""
    for at, item in enumerate(items):
        if isinstance(item, Other) and item.text == "=" and at:
            left = at - 1
            while (
                left > 0
                and isinstance(items[left - 1], (Number, Separator))
                and isinstance(items[left], Number)
            ):
                left -= 1
            if any(isinstance(before, Named) or _is_word(before) for before in items[:left]):
                return items[:left]
    return items


def _is_word(item: Item) -> bool:
    return isinstance(item, Other) and len(item.text) > 2


def without_complements(items: list[Item]) -> list[Item]:
    """Items without what a preposition adds after an operation: "max-pool along time" is a max-pool."""
    out: list[Item] = []
    dropping = False
    for item in items:
        if isinstance(item, Other):
            if (
                item.role == "function"
                and item.text.lower() in _COMPLEMENT
                and any(isinstance(i, Named) for i in out)
            ):
                dropping = True
            if dropping:
                continue
        elif isinstance(item, Named) and dropping:
            continue
        else:
            dropping = False
        out.append(item)
    return out


def _is_index(item: Item) -> bool:
    return isinstance(item, Number) and item.touching and item.sign in ("", "-", "_")


def without_layer_name(items: list[Item]) -> list[Item]:
    """Items without a leading name of the layer, where what the layer is follows: "conv1_1 3×3 conv", "C1.
    (3×3, 32)"."""
    if len(items) < 2:
        return items
    first = items[0]
    if isinstance(first, Named) and (first.index or first.weak):
        for following in items[1:]:
            if isinstance(following, Named):
                same = family(following.meaning.op) == family(first.meaning.op)
                return items[1:] if same or following.prefix else items
            if (
                isinstance(following, Other)
                and following.role in ("unknown", "block")
                and len(following.text) > 3
            ):
                return items[1:]
            if isinstance(following, Separator) and following.kind in ("comma", "open"):
                return items
        return items
    if isinstance(first, Other) and len(first.text) <= 3 and first.role in ("unknown", "modifier"):
        rest = items[1:]
        if rest and _is_index(rest[0]):
            rest = rest[1:]
        while rest and isinstance(rest[0], Separator) and rest[0].kind == "dash":
            rest = rest[1:]
        named = rest and isinstance(rest[0], (Named, Size))
        opened = (
            len(rest) > 1
            and isinstance(rest[0], Separator)
            and rest[0].kind == "open"
            and isinstance(rest[1], Size)
        )
        if len(rest) < len(items) - 1 and (named or opened):
            return rest
    return items


def has_words(items: Sequence[Item]) -> bool:
    """Whether any item is a word that is neither a function word nor a value."""
    return any(isinstance(i, Named) or (isinstance(i, Other) and i.role != "function") for i in items)


def is_value(item: Item) -> bool:
    """Whether an item is a size, number, setting or repeat."""
    return isinstance(item, (Size, Number, Setting, Repeat))
