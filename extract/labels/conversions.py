"""Labels with an arrow that is no step of a chain: conversions of numbers and colours; functions printed as letters."""

from __future__ import annotations

import re

from extract.labels.families import family
from extract.labels.vocabulary import PHRASES, WEAK, squash

_FORM = (
    r"(?:[BT]?FP?\d{1,2}|float\d{1,2}|u?int\d{1,2}|RGB|BGR|HSV|HSL|YUV|YCbCr|CIELAB|Lab|gr[ae]y(?:scale)?)"
)
_CONVERSION = re.compile(rf"\b({_FORM})\s?(?:→|->|⇒)\s?({_FORM})\b", re.IGNORECASE)
_HARD_SIGMA = re.compile(r"\b(hard|h)[-\s]?[σ𝜎]", re.IGNORECASE)
_NON_LINEARITY = re.compile(r"(?<=\d),\s?NL$")
"""Behind the kernel of a convolution: "1×1, NL"; elsewhere the letters may say non-local."""
_SIGMA = re.compile(r"(?P<arrow>→|->)\s?[σ𝜎](?=\s?(?:$|→|->))")


_ATTENDS = re.compile(
    r"^(?P<one>[A-Za-z]+) ?(?:→|->|⇒) ?(?P<other>[A-Za-z]+) (?=(?P<kind>[A-Za-z-]+ )?(?:attn\.?|att\.|attention)$)",
    re.IGNORECASE,
)
"""What one of two attends to by the other, and the word for how, before that for attention."""


def without_conversions(text: str) -> str:
    """The text with the word for the arrow of a conversion: "ONNX FP32 → INT8" is one thing that is done.

    So is what one of two attends to by the other: "Token → image attention".
    """
    between = _ATTENDS.match(text)
    if between is not None and not _names_layer(between["one"]):
        return ("" if between["kind"] else "cross ") + text[between.end() :]
    return _CONVERSION.sub(r"\1 to \2", text)


def _names_layer(word: str) -> bool:
    meaning = PHRASES.get(squash(word))
    return meaning is not None and family(meaning.op) not in ("tensor", "block") and squash(word) not in WEAK


def with_sigmas(text: str) -> str:
    """The text with the names of functions that are printed as letters: "1×1 → σ", "FC, hard-σ", "3×3, NL"."""
    text = _NON_LINEARITY.sub(", nonlinearity", _HARD_SIGMA.sub("hard sigmoid", text))
    return _SIGMA.sub(r"\g<arrow> sigmoid", text)
