"""Equations in labels: "h_1 = f(W_0 h_0 + b_0)" is a layer, in "Fusion F = F_a + α·F_b" it says what the fusion does."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.labels.brackets import is_closed

_INDEX = r"(?:[_^](?:\{[^{}]*\}|\w+|['*]))"
_LETTER = rf"[ˆ˜¯~∆Δ∂]?(?<![^\W\d_])[^\W\d_][\u0300-\u036f'′]*{_INDEX}*(?![^\W_]|[_^])"
"""A letter, with or without accents and indices, by itself."""

_COMPUTES = re.compile(
    rf"\S\s?[⊙⊗∗·∘⊕∑Σ∥‖√]\s?\S|{_LETTER}\s?[+*]\s?(?:{_LETTER}|[(A-Z])|\)\s?[+*]\s?{_LETTER}"
    rf"|{_LETTER}\s?[-−]\s?{_LETTER}|(?<!\w)(?![N𝒩U𝒰]\s?\()[^\W\d_]\w*\s?\([^()]*{_LETTER}"
)
"""A right side that computes something: sums and products of letters, and functions of them, but no distribution."""

_EQUATION = re.compile(
    rf"(?<!\S)(?P<left>{_LETTER}(?:\s?\([^()]*\))?|KV|QK)\s?(?:=|:=|←)\s?(?=[^=\s])(?!\d+(?:[\s,;)]|$))"
)
"""A left side with its sign; a letter with its number is a setting."""

_CALL = re.compile(r"^(?P<function>[^\W\d_]\w*)\s?\((?P<inner>.*)\)$")
_AFFINE = re.compile(rf"^W{_INDEX}*\s?[^\W\d_]{_INDEX}*\s?\+\s?b{_INDEX}*$")
"""A matrix times something, and a bias: what a dense layer computes."""

_WORD = re.compile(r"[^\W\d_]{3}")
_OPENING, _CLOSING = "([", ")]"


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation in a label.

    Attributes:
        name: the words before it, "" where there are none.
        left: the letter that stands for what comes out.
        right: what it computes.
    """

    name: str
    left: str
    right: str

    @property
    def function(self) -> str:
        """The function that all of the right side is an application of; "" where it is none."""
        call = _CALL.match(self.right)
        return call["function"] if call and is_closed(call["inner"]) else ""

    @property
    def affine(self) -> bool:
        """Whether it computes what a dense layer does, with or without a function of that."""
        call = _CALL.match(self.right)
        return _AFFINE.match(call["inner"] if call and self.function else self.right) is not None


def equation_in(text: str) -> Equation | None:
    """The equation in a cleaned, one-line label; None where there is none.

    A letter with its value, as in "k = 3" or "C = C_1", is a setting; what stands in brackets are settings too.
    """
    for found in _EQUATION.finditer(text):
        before, right = text[: found.start()], text[found.end() :]
        inside = sum(map(before.count, _OPENING)) > sum(map(before.count, _CLOSING))
        if inside or "→" in right or not _COMPUTES.search(right):
            continue
        name = before.rstrip(" :;,-–|·")
        following = _EQUATION.search(right)
        right = right[: following.start()] if following else right
        return Equation(name if _WORD.search(name) else "", found["left"], right.strip(" ,;"))
    return None
