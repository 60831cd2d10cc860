"""Spaces that tensors come from: ℝ^{N×d}, R^{H×W×C}, "x ∈ ℝ^{N×d}" print the shape of what stands or flows there."""

from __future__ import annotations

import re

from extract.labels.normalise import one_line
from graph import Shape

_SPACE = re.compile(
    r"^(?:(?P<member>[^∈=]{1,48}?)\s?∈\s?(?:[ℝℂℤ]|[RCZ]\s?\^?)|(?:(?P<field>[ℝℂℤ])|[RCZ]\s?\^))\s?(?P<sides>[^=∈]{1,40})$"
)
"""A field with the sides above it; a plain letter is one only with its power sign, or behind what is in it."""

_ELEMENT = re.compile(r"^[^\W\d_]\S{0,4}\s?∈\s?(?:[A-ZΑ-Ω\u2102-\u2124]|[\U0001d400-\U0001d56b])\S{0,2}$")
"""A letter in a set that another letter stands for: "w ∈ W"."""

_TIMES = re.compile(r"\s?×\s?")
_SIDE = re.compile(r"^[A-Za-z0-9_'/+*-]{1,6}$")


def is_member(text: str) -> bool:
    """Whether a label names something in a space: it stands for a tensor, wherever it is printed."""
    return "∈" in text and space_of(text) is not None


def is_element(text: str) -> bool:
    """Whether a label says of a letter in which set it lies: it stands for a tensor of whatever shape."""
    return _ELEMENT.match(" ".join(text.split())) is not None


def space_of(text: str) -> Shape | None:
    """The sides, as printed, of a tensor's space; None for a label of anything else.

    Sides are kept in the order printed. Where type above the line was taken apart so that a side in brackets can't
    be told, the shape is empty: the label still names a tensor.
    """
    found = _SPACE.match(" ".join(text.split()))
    if found is None:
        return None
    sides = one_line(found["sides"]).strip("^{} ")
    if "×" not in sides and not ((found["member"] or found["field"]) and _SIDE.match(sides)):
        return None
    parts = [part.strip(" {}") for part in _TIMES.split(sides)]
    known = all(_SIDE.match(part) for part in parts)
    return tuple(int(p) if p.isdecimal() else p for p in parts) if known else ()
