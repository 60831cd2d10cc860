"""Signs of TeX's fonts that a PDF names by the keys of an Apple keyboard, whose symbols have the same codes.

Formulas that are pasted into drawings on a Mac come out so: θ as a check mark, × as the arrow of a tabulator key.
Without this, kernels lose their sign and names of variables are marks. What has a code of printable ASCII comes out as
that character, which fonts of signs and of letters in formulas don't hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

KEYS = dict(
    zip("⇥⇤⌤⇧⌃⌥⌦↵✏⇣⌘✓◆⌫⇠⇡⇢⎋⌧", (2, 3, 4, 5, 6, 7, 10, 11, *range(15, 20), *range(23, 29)), strict=True)
)
"""Codes of the symbols of keys. Source: Apple's table of its keyboard encoding (KEYBOARD.TXT of the Unicode
Consortium's mappings)."""

LETTERS = {
    **dict(zip(range(11), "ΓΔΘΛΞΠΣΥΦΨΩ", strict=True)),
    **dict(zip(range(11, 34), "αβγδεζηθικλμνξπρστυφχψω", strict=True)),
}
"""Letters of formulas by code. Source: D. Knuth, The TeXbook, appendix F, as are all of these tables."""

SIGNS = {
    **dict(zip(range(28), "−·×∗÷⋄±∓⊕⊖⊗⊘⊙○∘•≍≡⊆⊇≤≥⪯⪰∼≈⊂⊃", strict=True)),
    **dict(zip(range(33, 48), "→↑↓↔↗↘≃⇐⇒⇑⇓⇔↖↙∝", strict=True)),
    **dict(zip(range(48, 58), "′∞∈∋△▽/↦∀∃", strict=True)),
    **dict(zip(range(94, 112), "∧∨⊢⊣⌊⌋⌈⌉{}⟨⟩|‖↕⇕\\≀", strict=True)),
    **dict(zip(range(112, 116), "√⨿∇∫", strict=True)),
}
"""Signs by code."""

TYPE = {**dict(zip(range(11), "ΓΔΘΛΞΠΣΥΦΨΩ", strict=True)), 11: "ff", 15: "ffl"}
"""Capitals and ligatures of a roman font by code."""

LARGE = {2: "[", 3: "]", 4: "⌊", 5: "⌋", 6: "⌈", 7: "⌉", 10: "⟨", 11: "⟩", 16: "(", 17: ")", 18: "(", 19: ")"}
"""Large brackets by code."""

FONTS = (
    (re.compile(r"^CMMIB?\d"), LETTERS, "!"),
    (re.compile(r"^CMB?SY\d"), SIGNS, '!"#$0123789^_bcdefghijkpr'),
    (re.compile(r"^CMEX\d"), LARGE, ""),
    (re.compile(r"^CM(R|B|BX|TI|SS|SSBX|SL|CSC|TT)\d"), TYPE, ""),
)
"""Kinds of fonts by their names, what their codes print, and the ASCII characters that none of their signs is."""


def without_keys(chars: Sequence[Mapping[str, Any]], font: str) -> list[Mapping[str, Any]]:
    """The characters of a span, with the symbols of keys as what the font prints at their codes.

    Args:
        chars: as PyMuPDF gives them, the text of each under "c".
        font: name of their font, without the mark of a subset.
    """
    for kind, prints, foreign in FONTS:
        if kind.match(font):
            return [_printed(char, prints, foreign) for char in chars]
    return list(chars)


def _printed(char: Mapping[str, Any], prints: Mapping[int, str], foreign: str) -> Mapping[str, Any]:
    text = char["c"]
    code = KEYS.get(text, ord(text) if len(text) == 1 and text in foreign else None)
    return {**char, "c": prints[code]} if code is not None and code in prints else char
