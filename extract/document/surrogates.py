"""Characters beyond the basic plane that a PDF names by their two halves.

Programs that rewrite PDF files leave each half as a character of its own, and no half can be written as UTF-8.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

HIGH, LOW, END = "\ud800", "\udc00", "\ue000"


def whole_characters(chars: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The characters of a span with each pair of halves as one, at the place of the first.

    Args:
        chars: as PyMuPDF gives them, the text of each under "c".
    """
    found: list[Mapping[str, Any]] = []
    for char in chars:
        text = char["c"]
        if found and LOW <= text < END and HIGH <= found[-1]["c"] < LOW:
            found[-1] = {**found[-1], "c": joined(found[-1]["c"] + text)}
        else:
            found.append(char)
    return [{**char, "c": joined(char["c"])} if _halved(char["c"]) else char for char in found]


def joined(text: str) -> str:
    """A text that can be written: pairs of halves as the characters that they are, single ones as U+FFFD."""
    if not _halved(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _halved(text: str) -> bool:
    return any(HIGH <= letter < END for letter in text)
