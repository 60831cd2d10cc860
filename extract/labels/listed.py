"""Labels that go on behind a comma or semicolon: with settings of the operation before, or with what follows a block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.labels.families import family
from extract.labels.items import Item, Named, Other, Separator, is_value
from extract.labels.vocabulary import BLOCK_HEADS

_FOLLOWING = frozenset(["activation", "norm", "dropout", "pool", "upsample"])
"""Families of operations that are done with what comes out of a block; layers behind its name tell what is in it."""


def with_semicolons_as_commas(items: Sequence[Item]) -> list[Item]:
    """Items with a comma for each semicolon that parts a setting from what has it: "3×3 conv; 64; /1"."""
    ends = [at for at, item in enumerate(items) if _parts(item)]
    out = list(items)
    for at, end in pairwise([*ends, len(items)]):
        item = items[at]
        behind = [other for other in items[at + 1 : end] if not isinstance(other, Separator)]
        named = any(isinstance(other, Named) for other in items[:at])
        if (
            isinstance(item, Separator)
            and item.text == ";"
            and named
            and behind
            and all(map(is_value, behind))
        ):
            out[at] = replace(item, kind="comma")
    return out


def _parts(item: Item) -> bool:
    return isinstance(item, Separator) and item.parts


def with_blocks_apart(items: Sequence[Item]) -> list[Item]:
    """Items with an arrow for the comma between a block and what is done behind it: "ResBlock (512), Upsample (2)"."""
    commas = [at for at, item in enumerate(items) if isinstance(item, Separator) and item.kind == "comma"]
    if len(commas) != 1 or any(map(_parts, items)):
        return list(items)
    (at,) = commas
    before, behind = items[:at], [item for item in items[at + 1 :] if isinstance(item, (Named, Other))]
    words = [item for item in before if isinstance(item, (Named, Other))]
    last = words[-1] if words else None
    headed = isinstance(last, Other) and (last.role == "block" or _is_block_name(last.text))
    opened = sum(_opens(item) for item in before)
    if (
        not headed
        or opened
        or any(isinstance(word, Named) and word.meaning.op != "block" for word in words[:-1])
    ):
        return list(items)
    first = behind[0] if behind else None
    alone = isinstance(first, Named) and len(behind) == 1 and family(first.meaning.op) in _FOLLOWING
    if not alone:
        return list(items)
    comma = items[at]
    assert isinstance(comma, Separator)
    return [*before, replace(comma, kind="then"), *items[at + 1 :]]


def without_additions(items: Sequence[Item]) -> list[Item]:
    """Items without what a sign that touches it adds to a block: "Down · 256 +attn" is one block.

    A sign with blanks on both sides, or on none, joins two things.
    """
    if len(items) < 3:
        return list(items)
    *before, sign, added = items
    plus = isinstance(sign, Separator) and sign.text == "+" and sign.end == added.start
    if not plus or before[-1].end == sign.start or not isinstance(added, (Named, Other)):
        return list(items)
    named = [item for item in before if isinstance(item, Named)]
    words = any(isinstance(item, Other) and any(map(str.isalpha, item.text)) for item in before)
    stage = bool(named) and any(map(is_value, before))
    return before if all(item.weak for item in named) and (words or stage) else list(items)


def _opens(item: Item) -> int:
    return (item.kind == "open") - (item.kind == "close") if isinstance(item, Separator) else 0


def _is_block_name(text: str) -> bool:
    return text.lower() in BLOCK_HEADS or text.lower().endswith(("block", "blk", "blocks"))
