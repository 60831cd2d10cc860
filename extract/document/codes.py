"""Ligatures and the dash of TeX's bitmap fonts, whose characters have no names but their codes in the Cork encoding.

A PDF made from such fonts gives "Shu\\x1fe" for "Shuffle": without this, words lose letters, and the dash of a cell
that says nothing is taken for what it says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

LIGATURES = {"\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl"}
DASHES = {"\x15": ("–", 0.46, 0.55), "\x16": ("—", 0.9, 1.2)}
"""Codes of the dashes, each with the least and the greatest width that it has in sizes of the type.

Fonts of brackets have others there, which are as wide as the shorter one.
"""
_BRACKETS = re.compile(r"CMEX|MathExt|Extension", re.I)
"""Fonts of tall brackets by their names."""


def spelled(chars: Sequence[Mapping[str, Any]], size: float, font: str = "") -> list[Mapping[str, Any]]:
    """The characters of a span, with the codes of ligatures beside a letter, and of a wide dash, as what they print.

    Args:
        chars: as PyMuPDF gives them, the text of each under "c".
        size: of their type, in points.
        font: its name, as far as it has one.
    """
    if _BRACKETS.search(font):
        return list(chars)
    return [_named(chars, at, size) for at in range(len(chars))]


def _named(chars: Sequence[Mapping[str, Any]], at: int, size: float) -> Mapping[str, Any]:
    code = chars[at]["c"]
    if code in DASHES:
        dash, least, most = DASHES[code]
        x0, _, x1, _ = chars[at]["bbox"]
        return {**chars[at], "c": dash} if least * size < x1 - x0 < most * size else chars[at]
    if code not in LIGATURES:
        return chars[at]
    beside = [chars[place]["c"] for place in (at - 1, at + 1) if 0 <= place < len(chars)]
    return {**chars[at], "c": LIGATURES[code]} if any(text.isalpha() for text in beside) else chars[at]
