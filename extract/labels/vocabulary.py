"""The words for operations, as papers print them, read from the files in `words/`.

A phrase is looked up without its blanks, hyphens and capitals, so "Batch Norm", "batch-norm", "BatchNorm" and
"batch_norm" are one entry. The longest phrase wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files

from graph import FrozenMap, Value

_FAMILIES = (
    "convolution",
    "dense",
    "pooling",
    "normalisation",
    "activation",
    "arithmetic",
    "shape",
    "recurrent",
    "attention",
    "terminals",
    "modules",
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase names: an operation and the attributes that the phrase itself states."""

    op: str
    attrs: Mapping[str, Value] = field(default_factory=FrozenMap)


def squash(text: str) -> str:
    """A phrase without blanks, hyphens and capitals."""
    return "".join(char for char in text.lower() if char.isalnum())


def sections(name: str) -> Iterator[tuple[str, list[str]]]:
    """The sections of a word file: heading and phrases. Raises FileNotFoundError where the package lacks it.
    The sections of a word file: heading and phrases. Raises FileNotFoundError where the package lacks it."""
    text = (files(__package__) / "words" / f"{name}.txt").read_text(encoding="utf-8")
    for section in text.split("\n[")[1:]:
        heading, _, body = section.partition("]")
        yield heading, [phrase for phrase in (part.strip() for part in body.split(",")) if phrase]


def _attribute(text: str) -> tuple[str, Value]:
    name, _, raw = text.partition("=")
    if raw == "true":
        return name, True
    if not raw.isdecimal():
        return name, raw
    number = int(raw)
    return name, (number, number) if name in ("kernel", "stride") else number


def _phrases() -> dict[str, Meaning]:
    table: dict[str, Meaning] = {}
    for family in (*_FAMILIES, "languages"):
        for heading, phrases in sections(family):
            op, *settings = heading.split()
            meaning = Meaning(op, FrozenMap(_attribute(setting) for setting in settings))
            for phrase in phrases:
                table.setdefault(squash(phrase), meaning)
    return table


WORDS = frozenset(
    word.lower()
    for family in _FAMILIES
    for _, phrases in sections(family)
    for phrase in phrases
    for word in phrase.split()
)
"""The single words of all phrases, in small letters."""

_ROLES = dict(sections("roles"))

PHRASES: Mapping[str, Meaning] = _phrases()
"""What each squashed phrase means."""

PREFIXES = frozenset(key[:size] for key in PHRASES for size in range(1, len(key) + 1))
"""Every beginning of a phrase, so that a search can stop early."""

FUNCTION_WORDS = frozenset(_ROLES["function"])
MODIFIERS = frozenset(_ROLES["modifier"])
BLOCK_HEADS = frozenset(_ROLES["block"])
WEAK = frozenset(squash(word) for word in _ROLES["weak"])
