"""Small readers that all facts share: operations in a phrase, kinds of layer, ordinals, names of networks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.labels.families import family
from extract.labels.items import Named
from extract.labels.scan import scan

LAYER = (
    r"(?:convolution(?:al)?(?: layers?)?|convolutions|conv\.?(?: layers?)?|separable ?convolution(?: layers?)?"
    r"|convolutional layers?|fully[- ]connected(?: \(FC\))?(?: layers?)?|FC layers?|hidden layers?|weight layers?"
    r"|linear layers?|dense layers?|layers?)"
)
"""A kind of layer, for use within other patterns; case is to be ignored."""

_ORDINALS = {
    word: number
    for number, words in enumerate(
        ["first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th",
         "ninth 9th", "tenth 10th", "eleventh 11th", "twelfth 12th"],
        1,
    )
    for word in words.split()
}  # fmt: skip
_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
        ],
        1,
    )
}
ORDINAL = r"(?:" + "|".join([*_ORDINALS, "last", "final"]) + ")"
COUNT = r"(?:" + "|".join(_NUMBERS) + r"|\d+)"
_NETWORK = re.compile(r"\b(?:[A-Z]{2,}|[A-Z][a-z]+[A-Z][A-Za-z]*)(?:-?[A-Za-z]+)*-\d+[A-Za-z]?\b")
_QUOTES = re.compile(r"[\"'“”‘’`]+")
_NAMES = frozenset(["batch_norm", "layer_norm", "group_norm", "instance_norm", "lrn", "dropout"])


def unquoted(text: str) -> str:
    """A text in one line, without its quotation marks."""
    return _QUOTES.sub("", " ".join(text.split()))


def operations_in(
    text: str, kinds: Iterable[str] = ("norm", "activation", "dropout", "pool")
) -> tuple[str, ...]:
    """The operations that a phrase names, in order, of the given families; a name explained by its
    abbreviation counts once."""
    wanted = frozenset(kinds)
    found: list[str] = []
    for item in scan(text):
        if not isinstance(item, Named) or family(item.meaning.op) not in wanted:
            continue
        op = item.meaning.op
        if op == "activation" and found and family(found[-1]) == "activation":
            continue
        if item.weak and op not in _NAMES:
            continue
        if not found or found[-1] != op:
            found.append(op)
    return tuple(found)


def families_in(text: str) -> tuple[str, ...]:
    """The kinds of layer that a phrase speaks of: "all convolutional and fully-connected layers"."""
    low = text.lower()
    found = []
    if "conv" in low:
        found.append("convolution")
    if "fully" in low or re.search(r"\bfc\b|\blinear\b|\bdense layer", low):
        found.append("dense")
    if not found and re.search(r"\blayers?\b", low):
        found = ["convolution", "dense"]
    return tuple(found)


def ordinals_in(text: str) -> tuple[int, ...]:
    """The numbers of "first and second", "5th and 6th", "last"; -1 for the last."""
    found = []
    for word in re.findall(r"[a-z0-9]+", text.lower()):
        if word in _ORDINALS:
            found.append(_ORDINALS[word])
        elif word in ("last", "final"):
            found.append(-1)
    return tuple(found)


def count(text: str) -> int:
    """A number in digits or words; 0 where it is none."""
    low = text.lower()
    return int(low) if low.isdecimal() else _NUMBERS.get(low, 0)


def networks_in(text: str) -> tuple[str, ...]:
    """Names of networks that a sentence mentions, such as a capitalised word with a number of layers."""
    return tuple(dict.fromkeys(_NETWORK.findall(text)))
