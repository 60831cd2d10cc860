"""Glyphs of tall brackets.

TeX's extension fonts hang them below their origin and give boxes that say nothing of their height, so that it is
taken from the font's metrics (Computer Modern's `cmex10`, which the others follow). Other systems put them together
from the pieces that Unicode has at U+239B and on, or from Adobe's at U+F8EB and on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right"]
Part = Literal["whole", "top", "middle", "bottom"]

EXTENSION_FONT = re.compile(
    r"cmex|mathex|mtextra|euex|txex|pxex|extension|lmex|xits.*size|newtxex|ptmri.*ex", re.I
)


@dataclass(frozen=True, slots=True)
class Delimiter:
    """A glyph of a tall bracket: its side, which part it is, and how far it hangs below its origin in type sizes."""

    side: Side
    part: Part
    depth: float


def _tex() -> dict[str, Delimiter]:
    found: dict[str, Delimiter] = {}
    sides: tuple[Side, Side] = ("left", "right")
    # First code of each pair (left, right) in cmex10, for square brackets, parentheses and braces.
    wholes = {
        1.2: (0x02, 0x00, 0x08),
        1.8: (0x68, 0x10, 0x6E),
        2.4: (0x14, 0x12, 0x1A),
        3.0: (0x22, 0x20, 0x28),
    }
    for depth, codes in wholes.items():
        for code in codes:
            for offset, side in enumerate(sides):
                found[chr(code + offset)] = Delimiter(side, "whole", depth)
    pieces: tuple[tuple[Part, float, tuple[int, int, int]], ...] = (
        ("top", 1.8, (0x32, 0x30, 0x38)),
        ("bottom", 1.8, (0x34, 0x40, 0x3A)),
        ("middle", 0.6, (0x36, 0x42, 0x3C)),
    )
    for part, depth, codes in pieces:
        for code in codes:
            for offset, side in enumerate(sides):
                found[chr(code + offset)] = Delimiter(side, part, depth)
    return found


def _pieces() -> dict[str, Delimiter]:
    found: dict[str, Delimiter] = {}
    names: tuple[tuple[str, Side, Part], ...] = (
        ("\u239b\u23a1\u23a7\uf8eb\uf8ee\uf8f1", "left", "top"),
        ("\u239c\u23a2\u23aa\u23a8\uf8ec\uf8ef\uf8f2", "left", "middle"),
        ("\u239d\u23a3\u23a9\uf8ed\uf8f0\uf8f3", "left", "bottom"),
        ("\u239e\u23a4\u23ab\uf8f6\uf8f9\uf8fc", "right", "top"),
        ("\u239f\u23a5\u23ac\uf8f7\uf8fa\uf8fd", "right", "middle"),
        ("\u23a0\u23a6\u23ad\uf8f8\uf8fb\uf8fe", "right", "bottom"),
    )
    for glyphs, side, part in names:
        for glyph in glyphs:
            found[glyph] = Delimiter(side, part, 0.6 if part == "middle" else 1.8)
    return found


TEX = _tex()
PIECES = _pieces()


def delimiter(text: str, font: str) -> Delimiter | None:
    """What part of a tall bracket a character is; None for any other."""
    if text in PIECES:
        return PIECES[text]
    if not EXTENSION_FONT.search(font):
        return None
    if text in TEX:
        return TEX[text]
    if text in "[({":
        return Delimiter("left", "whole", 2.4)
    if text in "])}":
        return Delimiter("right", "whole", 2.4)
    return None


def is_tall(text: str, font: str) -> bool:
    """Whether a character is part of a tall bracket."""
    return delimiter(text, font) is not None
