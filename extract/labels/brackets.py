"""Brackets of a label."""

from __future__ import annotations


def is_closed(text: str) -> bool:
    """Whether every bracket of a text opens and closes in it."""
    depth = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0
