"""Indices in words: letters set smaller, below or above the line, marked as _ and ^, "C" with "dct" below is C_dct."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

SMALLER = 0.85
"""Greatest size of an index, in sizes of the type that it belongs to."""

OFF = 0.09
"""Least distance of an index from the line, in sizes of that type; small capitals stand on the line.

TeX lowers indices in type of nine points by 0.11 of its size, in other sizes by more.
"""

Place = Literal["", "_", "^"]

NO_BASE = frozenset("([{<,;:=+-−–×/|ˆ˜¯~∼`´")
"""Signs that have no index: what stands lower or higher behind them is a letter beneath an accent, or set apart."""


def place_of(level: float, base_level: float, base_size: float) -> Place:
    """Where letters stand to those before them: on the line (""), below ("_") or above it ("^").

    Args:
        level: of the letters, how far down the page they stand, in points.
        base_level, base_size: of those before, and the size of their type.
    """
    if abs(level - base_level) < OFF * base_size:
        return ""
    return "_" if level > base_level else "^"


def _is_base(text: str) -> bool:
    """Whether the last character of a text can have an index."""
    last = text[-1:]
    coded_accent = "\u0dd8" <= last <= "\u0df2"
    return bool(last) and not (last.isspace() or last in NO_BASE or coded_accent)


def _is_index(text: str) -> bool:
    return any(char.isalnum() or char in "'′*+−-†⊤⊥∥·" for char in text)


def marked(pieces: Sequence[tuple[str, Place]]) -> str:
    """Pieces of text in a row as one, indices marked; several letters before others stand in braces.

    Empty where no piece is an index.
    """
    if not any(place for _, place in pieces):
        return ""
    groups = [
        (place, "".join(text for text, _ in group)) for place, group in groupby(pieces, key=lambda p: p[1])
    ]
    found, any_index = "", False
    for at, (place, text) in enumerate(groups):
        place = place if _is_base(found) and _is_index(text) else ""
        any_index = any_index or bool(place)
        following = groups[at + 1][1] if at + 1 < len(groups) else ""
        closed = len(text) > 1 and (not text.isalnum() or following[:1].isalnum())
        found += f"{place}{{{text}}}" if place and closed else place + text
    return found if any_index else ""
