"""Accents, large signs and fields of TeX's fonts, which PDF files name by code points that mean something else."""

from __future__ import annotations

import re

EXTENSION = re.compile(r"^(CMEX|LMMathExtension|MTEX|TXEX|PXEX)", re.IGNORECASE)
"""Fonts of large signs. Source: D. Knuth, The TeXbook, appendix F, figure 5."""

SIGNS = {
    **dict.fromkeys("XP", "∑"),
    **dict.fromkeys("YQ", "∏"),
    **dict.fromkeys("ML", "⊕"),
    **dict.fromkeys("ON", "⊗"),
    **dict.fromkeys("KJ", "⊙"),
    **dict.fromkeys("bcdefg", ""),
    **dict.fromkeys("\x00\x10\x12", "("),
    **dict.fromkeys("\x01\x11\x13!", ")"),
}
"""What letters of such a font print; wide hats and tildes are accents."""

BLACKBOARD = re.compile(r"^(MSBM|MSYM|BBM|DSROM|DSSERIF|TXSYB|PXSYB)", re.IGNORECASE)
"""Fonts whose capitals are double-struck. Source: the user's guides of AMS fonts, bbm and dsfont."""

FIELDS = {"R": "ℝ", "C": "ℂ", "Z": "ℤ", "N": "ℕ", "E": "𝔼"}

MARKS = frozenset("\u20d6\u20d7\u20e1")
"""Arrows over letters: they have no width, so that their place may be any word's."""


def printed(text: str, font: str) -> str:
    """The text of a character as printed, without the accents over variables.

    Args:
        text: as the PDF file tells.
        font: its name.
    """
    if text in MARKS:
        return ""
    if BLACKBOARD.match(font):
        return FIELDS.get(text, text)
    return SIGNS.get(text, text) if EXTENSION.match(font) else text
