"""Labels with an arrow that is no step of a chain: conversions of numbers and colours, and a sigma by its letter."""

from __future__ import annotations

import re

_FORM = (
    r"(?:[BT]?FP?\d{1,2}|float\d{1,2}|u?int\d{1,2}|RGB|BGR|HSV|HSL|YUV|YCbCr|CIELAB|Lab|gr[ae]y(?:scale)?)"
)
_CONVERSION = re.compile(rf"\b({_FORM})\s?(?:→|->|⇒)\s?({_FORM})\b", re.IGNORECASE)
_SIGMA = re.compile(r"(?P<arrow>→|->)\s?[σ𝜎](?=\s?(?:$|→|->))")


def without_conversions(text: str) -> str:
    """The text with the word for the arrow of a conversion: "ONNX FP32 → INT8" is one thing that is done."""
    return _CONVERSION.sub(r"\1 to \2", text)


def with_sigmas(text: str) -> str:
    """The text with the name of the function whose letter ends a chain or stands in it: "1×1 → σ"."""
    return _SIGMA.sub(r"\g<arrow> sigmoid", text)
