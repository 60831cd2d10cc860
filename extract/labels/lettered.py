"""Convolutions whose settings are told by their first letters alone: "K3S1C64", "k9n64s1", "K5D2F32"."""

from __future__ import annotations

import re

_CODE = re.compile(r"(?:[KSDCNFPG]\d+){2,}", re.IGNORECASE)
_SETTING = re.compile(r"([A-Z])(\d+)")
_WORDS = {
    "S": "stride {}",
    "D": "dilation {}",
    "P": "padding {}",
    "G": "groups {}",
    "C": "{} filters",
    "N": "{} filters",
    "F": "{} filters",
}
_WIDTHS = frozenset("CNF")
FEWEST_FILTERS = 8
"""A width from here on is one; what has a smaller one beside nothing but its kernel is a name: "C3k2"."""


def lettered(text: str) -> str:
    """A code of settings in words, as the grammar reads them; "" for any other text.

    Without a kernel or a width such letters may be anything.
    """
    if _CODE.fullmatch(text) is None:
        return ""
    pairs = _SETTING.findall(text.upper())
    given = {letter: int(value) for letter, value in pairs}
    width = next((value for letter, value in given.items() if letter in _WIDTHS), 0)
    named = len(pairs) == 2 and width < FEWEST_FILTERS
    if "K" not in given or not width or len(given) < len(pairs) or named:
        return ""
    size = given.pop("K")
    settings = (_WORDS[letter].format(value) for letter, value in given.items())
    return ", ".join([f"conv {size}×{size}", *settings])
