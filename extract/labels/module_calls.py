"""Modules called as in code, with the widths that go in and come out: "Down(64, 128)", "DoubleConv(3, 64, 64)"."""

from __future__ import annotations

import re

from graph import FrozenMap, Value

_CALL = re.compile(
    r"^(?P<name>[A-Z][A-Za-z]*\d?[A-Za-z]*)\((?P<widths>[A-Z\d]\w{0,4}(?:\s?,\s?[A-Z\d]\w{0,4}){1,3})\)$"
)
"""A name in the manner of a class, and at it two to four numbers or letters for widths, without names."""

NARROWEST = 16
"""One of the widths of a call is at least that; smaller numbers alone are windows and counts."""


def called_module(text: str) -> tuple[str, FrozenMap[Value]] | None:
    """The name and the attributes of a module that a cleaned label calls; None for all other labels.

    Its arguments are printed as a part of its name, and the last of them comes out.
    """
    found = _CALL.match(text)
    if found is None:
        return None
    widths = [int(width) if width.isdecimal() else width for width in re.split(r"\s?,\s?", found["widths"])]
    known = [width for width in widths if isinstance(width, int)]
    if not known or max(known) < NARROWEST:
        return None
    return found["name"], FrozenMap({"name": text, "filters": widths[-1]})
