"""Names of a network's ends beside another name: which of the two only describes the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extract.labels.items import Item, Named, Other, Separator, is_value


def describing(first: Named, second: Named, between: Sequence[Item]) -> Literal["first", "second"] | None:
    """Which of two names, the first an input's or output's, only describes the other; None where neither does.

    An "input slice" or "input mask" is what goes in. Of "5-class object prediction" the second name is the head.
    Behind "output layer" stands what that layer does.
    """
    if first.meaning.op not in ("input", "output"):
        return None
    if not between and second.text.lower() in ("slice", "mask", "crop"):
        return "second"
    parted = any(isinstance(item, Separator) and item.kind not in ("dash", "open") for item in between)
    if parted:
        return None
    if first.text.lower() == "output" and second.meaning.op == "input" and not between:
        return "second"
    if first.meaning.op == second.meaning.op == "output" and not any(is_value(item) for item in between):
        return "first"
    worded = any(isinstance(item, Other) and item.role != "function" for item in between)
    return "first" if first.text.lower().endswith("layer") and not worded else None
