"""Labels whose parts a middle dot keeps apart: "Road features · 264", "Encoder · 6 layers", "Core · no GRU"."""

from __future__ import annotations

import re

_DOT = r"\s[·•∙]\s"
_SIZED = re.compile(rf"^(?P<name>[A-Za-z][^·•∙|]*?){_DOT}(?P<size>\d{{1,5}})(?:-?d)?(?P<rest>{_DOT}.*)?$")
_COUNTED = re.compile(
    rf"{_DOT}(?P<count>\d+)\s(?P<parts>(?:[A-Za-z-]+\s)?(?:blocks|modules|stages|cells))$", re.IGNORECASE
)
_BEFORE_VALUE = re.compile(rf"(?<=[A-Za-z)\]\d]){_DOT}(?=\d)")
_BEHIND_VALUE = re.compile(rf"(?<=\d){_DOT}(?=[A-Za-z]{{3}})")
_NEGATED = re.compile(
    r"(?:\s?[·•∙,;]\s?|\s)\(?(?:no|without|w/o)\s+(?:[A-Za-z][\w-]*)(?:\s(?:layer|term|loss)s?)?\)?(?=$|\s?[·•∙,;)])"
)


def as_commas(text: str) -> str:
    """The text with commas for dots that part a name from values: "Encoder · 6 layers" tells of an encoder's layers.

    Dots between words and between letters stay: they join names, or multiply. "Core · 4 residual blocks" are four of
    them.
    """
    text = _COUNTED.sub(lambda found: f" {found['parts']} ×{found['count']}", text)
    return _BEHIND_VALUE.sub(", ", _BEFORE_VALUE.sub(", ", text))


def name_and_size(text: str) -> tuple[str, int] | None:
    """A name and, behind a dot, how many numbers come out of what it names; None for all other labels."""
    found = _SIZED.match(text)
    return (found["name"] + (found["rest"] or ""), int(found["size"])) if found else None


def without_negated(text: str) -> str:
    """The text without what it says is not there: "Core · no GRU", "Conv 3×3 without bias"."""
    return _NEGATED.sub("", text)
