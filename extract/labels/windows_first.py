"""Windows in brackets before the number of filters: "conv(4,1,0)-36" has the kernel, stride and padding there."""

from __future__ import annotations

import re

_WINDOW_FIRST = re.compile(
    r"(?P<name>\b(?:[A-Za-z]*conv\w*|convolution\w*))\s?"
    r"\((?P<kernel>\d{1,2})\s?,\s?(?P<stride>[1-9])(?:\s?,\s?(?P<padding>\d))?\)"
    r"\s?[-–]\s?(?P<filters>\d{1,4})(?![\w×.])",
    re.IGNORECASE,
)


def window_spelled(text: str) -> str:
    """A text in which such a window is told in words; the number behind the bracket leaves none to be the filters."""
    return _WINDOW_FIRST.sub(_in_words, text)


def _in_words(found: re.Match[str]) -> str:
    side = found["kernel"]
    padding = f", padding {found['padding']}" if found["padding"] else ""
    return f"{found['name']} {side}×{side}, {found['filters']}, stride {found['stride']}{padding}"
