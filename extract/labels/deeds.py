"""What is done, by the word for it, and in brackets by which layers: "Mask estimation (Conv1D, sigmoid)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels.families import family
from extract.labels.items import Item, Named, Other, Separator, is_value

_DEED = re.compile(r"(?:tion|sion|ing|ment)$", re.IGNORECASE)
"""How the word for something that is done ends: estimation, mixing, refinement."""


def told_in_brackets(items: Sequence[Item]) -> list[Item]:
    """The layers in the brackets behind the name of what is done by them; without layers there, the name as a block's.

    The data that it is done to are no node then: neither the features of "Feature fusion (concat)", nor those of
    "Feature extraction (backbone)".
    """
    opened = next((at for at, item in enumerate(items) if _is(item, "open")), 0)
    if not opened or not _is(items[-1], "close") or not _names_deed(items[:opened]):
        return list(items)
    inside = list(items[opened + 1 : -1])
    named = [item for item in inside if isinstance(item, Named)]
    if any(isinstance(item, Separator) and item.kind in ("open", "close") for item in inside):
        return list(items)
    if not named:
        words = (
            Other(each.text, "unknown", each.start, each.end) if isinstance(each, Named) else each
            for each in items
        )
        return list(words)
    layers = all(family(item.meaning.op) != "tensor" for item in named)
    known = all(
        isinstance(item, (Named, Separator)) or is_value(item) or _is_function(item) for item in inside
    )
    return inside if layers and known else list(items)


def _names_deed(front: Sequence[Item]) -> bool:
    """Whether words end with one for what is done, and name nothing but data before it."""
    last = front[-1]
    if len(front) < 2 or not isinstance(last, Other) or not _DEED.search(last.text):
        return False
    words = all(isinstance(item, (Named, Other)) for item in front)
    named = [item for item in front if isinstance(item, Named)]
    return (
        words
        and bool(named)
        and all(item.meaning.op == "mask" or family(item.meaning.op) == "tensor" for item in named)
    )


def _is(item: Item, kind: str) -> bool:
    return isinstance(item, Separator) and item.kind == kind


def _is_function(item: Item) -> bool:
    return isinstance(item, Other) and item.role in ("function", "modifier")
