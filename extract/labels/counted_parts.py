"""Counts of parts before their name: "8 encoder layers", "N residual blocks", "two FC layers", "7 recurrent layers"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels.families import family
from extract.labels.items import Item, Named, Number, Other, Repeat, Size
from extract.labels.model import Role

_PARTS = re.compile(
    r"(?:\w*blocks|layers|stages|modules|cells|units|stacks|convs|convolutions)$", re.IGNORECASE
)
"""The last word of what is counted."""

_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "twelve": 12}
_LETTERS = re.compile(r"[BKLMNR]")

LARGEST_COUNT = 15
"""From more than this on a number before a convolution with its kernel counts filters."""

MOST = 48
"""More parts than this in a row are no count."""


def count_of_parts(part: Sequence[Item]) -> Repeat | None:
    """How often the parts that a label names in the plural stand in a row; None where its first item is no count.

    A number before a name of one thing tells it from others of its kind.
    """
    words = [item for item in part if isinstance(item, (Named, Other))]
    if (
        len(words) == 2
        and isinstance(words[1], Named)
        and family(words[1].meaning.op) in ("convolution", "dense")
    ):
        # "Two 3×3 Conv"
        number = _WORDS.get(words[0].text.lower()) if words[0] is part[0] else None
        if number is not None and part[1].start - part[0].end == 1:
            return Repeat(number, part[0].start, part[0].end, True)
    if len(part) < 2 or not words or not _PARTS.search(words[-1].text) or words[-1] is part[0]:
        return None
    first = part[0]
    if isinstance(first, Number) and not first.sign and isinstance(first.value, int):
        counted = isinstance(part[1], Other) and 1 < first.value <= MOST
        return Repeat(first.value, first.start, first.end, True) if counted else None
    if not isinstance(first, Other) or part[1].start - first.end != 1:
        return None
    if (number := _WORDS.get(first.text.lower())) is not None:
        return Repeat(number, first.start, first.end, True)
    return Repeat(first.text, first.start, first.end, True) if _LETTERS.fullmatch(first.text) else None


def with_counts(part: list[Item], role: Role) -> list[Item]:
    """A part with the count before what it names made a repeat: "7 recurrent layers", "8 encoder blocks".

    In a table's cell the number in "2 conv" is the row's own and is dropped, unless the word layers follows.
    """
    if role == "cell" and len(part) > 2 and _numbers_row(part[0], part[1], part[2]):
        return part[2:]
    if (count := count_of_parts(part)) is not None:
        return [count, *part[1:]]
    if len(part) < 2 or not isinstance(part[0], Number) or not isinstance(part[1], Named) or part[0].sign:
        return part
    number, named = part[0], part[1]
    if not isinstance(number.value, int) or number.value > 24 or family(named.meaning.op) == "upsample":
        return part
    if number.value > LARGEST_COUNT and any(isinstance(item, Size) for item in part):
        # "16 conv 8×8" is one convolution.
        return part
    if family(named.meaning.op) == "pool" and not named.plural and number.value > 1 and role != "cell":
        # "3 max-pool": the window of the one.
        return part
    if number.value == 1 or (role == "cell" and not named.plural):
        return part[1:]
    return [Repeat(number.value, number.start, number.end, True), *part[1:]]


def _numbers_row(first: Item, second: Item, third: Item) -> bool:
    """ "Output 8 full": the row's name and number before its operation."""
    tensor = isinstance(first, Named) and family(first.meaning.op) == "tensor"
    return tensor and isinstance(second, Number) and not second.sign and isinstance(third, Named)
