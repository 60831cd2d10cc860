"""Ligatures of TeX's bitmap fonts, whose characters have no names but their codes in the Cork encoding.

A PDF made from such fonts gives "Shu\\x1fe" for "Shuffle": without this, words lose letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

LIGATURES = {"\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl"}


def spelled(chars: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The characters of a span, with the codes of ligatures beside a letter as the letters that they are.

    Args:
        chars: as PyMuPDF gives them, the text of each under "c".
    """
    return [_named(chars, at) for at in range(len(chars))]


def _named(chars: Sequence[Mapping[str, Any]], at: int) -> Mapping[str, Any]:
    code = chars[at]["c"]
    if code not in LIGATURES:
        return chars[at]
    beside = [chars[place]["c"] for place in (at - 1, at + 1) if 0 <= place < len(chars)]
    return {**chars[at], "c": LIGATURES[code]} if any(text.isalpha() for text in beside) else chars[at]
