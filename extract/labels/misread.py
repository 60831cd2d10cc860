"""Labels as they were read from images: letters that look alike are put right where a word for an operation is meant."""

from __future__ import annotations

import re
from functools import cache

from extract.labels.vocabulary import PHRASES, sections, squash

_FAMILIES = (
    "activation",
    "attention",
    "convolution",
    "dense",
    "normalisation",
    "pooling",
    "recurrent",
    "shape",
)

SHORTEST = 4
"""Fewest letters of a word that is known by what it looks like."""

LONG = 7
"""Letters of a word in which two may be misread, and thin ones too many."""

_ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        *("il", "i1", "l1", "lt", "it", "ij", "lj", "ft", "tf", "l/", "i/", "rt"),
        *("o0", "oc", "oe", "ce", "uo", "ao", "ae", "g9", "gq", "g6", "b6", "b8", "b3", "s5", "s8", "z2"),
        *("nr", "nm", "mr", "nu", "nh", "hb", "uv", "vy", "vr", "vw"),
    )
)
"""Letters and digits that models of type take for each other in small type."""

_ROUND = frozenset("aceou")
"""Letters that look alike by which words of a few letters differ, and"""

_SLIM = frozenset("filt")
"""others by which the shortest do: "Ceil", "cell"."""

_TOKEN = re.compile(rf"[A-Za-z0-9]{{{SHORTEST},}}")
_PART = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")

_REPEATED = re.compile(r"^[Xx]\s?(?=(?:[NMR]|[KLN]\d)$)|(?<=[A-Za-z]{3}\s)[Xx](?=[NMKLR]\d?$)")
"""A cross before the letter of a count; x_L may be a tensor."""

_COUNTED = re.compile(r"^([NMK])X$")
"""A count before its cross."""

_OPENED = re.compile(r"^\[\s?(?=[A-Za-z]{2}[^\],]*$)")
_CLOSED = re.compile(r"^([^\[\],]*[A-Za-z]{3})\s?[\[\]]$")
"""A bracket at an end that has no partner: the rim of the box that a label stands in."""

_ARROWS = re.compile(
    r"^(?:→?[▲▼▶◀†‡]|↑)\s*(?=\w)(?!up|down|\d+$|[×x]\s?\d)|(?<=\w)\s*(?:[▲▼▶◀†‡]|↑)$", re.IGNORECASE
)
"""Heads of arrows that end beside a label."""


@cache
def _words() -> frozenset[str]:
    """Words of the phrases for operations, in small letters."""
    found = {
        word.lower()
        for family in _FAMILIES
        for _, phrases in sections(family)
        for phrase in phrases
        for word in re.findall(r"[A-Za-z0-9]+", phrase)
    }
    return frozenset(word for word in found if len(word) >= SHORTEST and not word.isdecimal())


@cache
def _by_length() -> dict[int, tuple[str, ...]]:
    words = sorted(_words())
    return {size: tuple(w for w in words if len(w) == size) for size in {len(w) for w in words}}


_REGION = re.compile(r"\bRol(?=s?\b|\s?[A-Z])")
"""The short name of a region of interest, whose last letter is read as a small l."""


def mended(text: str) -> str:
    """A label with what images are misread by again and again put right.

    Args:
        text: as a model of type read it.
    """
    if text == ":":
        return "⋮"
    text = _CLOSED.sub(r"\1", _OPENED.sub("", _ARROWS.sub("", text)))
    text = _REGION.sub("RoI", _COUNTED.sub(r"\1×", _REPEATED.sub("×", text)))
    return _TOKEN.sub(lambda found: _mended_token(found.group()), text)


@cache
def _mended_token(token: str) -> str:
    """A word, or one of several written together, as the word of the vocabulary that it looks like."""
    if _known(token):
        return token
    whole = _mended_word(token)
    if whole != token:
        return whole
    parts = _PART.findall(token)
    if len(parts) < 2:
        return token
    return "".join(part if len(part) < SHORTEST or _known(part) else _mended_word(part) for part in parts)


def _known(token: str) -> bool:
    # A word with its number.
    small = token.lower().rstrip("0123456789") or token
    return (
        len(small) < SHORTEST
        or small in _words()
        or squash(small) in PHRASES
        or (small.endswith("s") and small[:-1] in _words())
    )


def _mended_word(word: str) -> str:
    """A word as the only one of the vocabulary that it looks like; itself where there is none or several."""
    small = word.lower()
    size = len(small)
    found = [w for w in _by_length().get(size, ()) if _looks_like(small, w)]
    if not found and size > SHORTEST:
        found = [w for w in _by_length().get(size - 1, ()) if _has_one_more(small, w)]
    if not found:
        # r and n close together are an m, and an m may be read as both.
        found = [
            w
            for other in {small.replace("rn", "m"), small.replace("m", "rn")} - {small}
            for w in _by_length().get(len(other), ())
            if w == other
        ]
    return _in_case(word, found[0]) if len(found) == 1 else word


def _looks_like(word: str, known: str) -> bool:
    """Whether a word differs from one of its length by a letter or two that look alike."""
    wrong = [(a, b) for a, b in zip(word, known, strict=True) if a != b]
    if not 0 < len(wrong) <= (2 if len(known) >= LONG else 1):
        return False
    telling = [_ROUND] * (len(known) <= SHORTEST + 1) + [_SLIM] * (len(known) == SHORTEST)
    return all(
        frozenset(pair) in _ALIKE and not any(letters.issuperset(pair) for letters in telling)
        for pair in wrong
    )


def _has_one_more(word: str, known: str) -> bool:
    """Whether a word is another with a letter read twice, or with a thin one that a rim was read as."""
    for at, letter in enumerate(word):
        if word[:at] + word[at + 1 :] != known:
            continue
        doubled = letter in word[max(at - 1, 0) : at] + word[at + 1 : at + 2]
        last = at == len(word) - 1
        if doubled or (letter in "ijl" and (last or len(known) >= LONG)):
            return True
    return False


def _in_case(word: str, known: str) -> str:
    """A word of the vocabulary, as large and small as what was read."""
    letters = [char for char in word if char.isalpha()]
    if len(letters) > 1 and all(char.isupper() for char in letters):
        return known.upper()
    small = sum(char.islower() for char in letters)
    if len(word) == len(known) and small < len(letters) - 1:
        return "".join(k.upper() if w.isupper() else k for w, k in zip(word, known, strict=True))
    return known.capitalize() if word[:1].isupper() else known
