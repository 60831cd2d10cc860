"""Quantities of the world in a label: rates, spans of time and depths of bits, which set nothing of a layer."""

from __future__ import annotations

import re

_NUMBER = r"\d+(?:[.,]\d+)?(?:\s?[-–]\s?\d+(?:[.,]\d+)?)?"

_UNIT = r"(?:[kMG]?Hz|kbps|fps|FPS|[mµun]?s|secs?|seconds?|mins?|minutes?|hours?|hrs?|bits?(?!\w))"

_QUANTITY = re.compile(
    rf"(?:^|(?<=[\s(,]))(?:\bat\s|@\s?)?(?:\d+\s?[×x]\s?)?{_NUMBER}[\s-]?{_UNIT}(?!\s?[=:_]|[\w/²³^-])(?:\s(?:mono|stereo)\b)?"
    r"(?:\s?[,×x](?=\s))?"
)
"""A number with a unit of frequency, time or storage: "16 kHz", "4 × 5 s", "at 30 fps"; "24 kHz mono" tells of channels,
too, and a sign for times behind it leads to the next side."""

_EMPTY = re.compile(r"\(\s*[,;]?\s*\)|[,;(@]\s*$")


def without_quantities(text: str) -> str:
    """A cleaned label without the rates and spans of time that it gives: "ECG" of "ECG, 500 Hz".

    A number of seconds or of samples a second tells of the data; as a layer's setting it would be one that no layer has.
    """
    plain = _EMPTY.sub("", _QUANTITY.sub(" ", text))
    return " ".join(plain.split()) if plain != text else text
