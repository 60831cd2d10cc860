"""Extents that a label gives roughly: "(~1200 dimensions)"."""

from __future__ import annotations

import re

from graph import Shape

ROUGH = re.compile(r"[~≈∼]\s?(\d+)\b")


def roughly(shape: Shape, label: str) -> Shape:
    """A shape whose extents keep the sign by which the label says that they are approximate."""
    rough = {int(number) for number in ROUGH.findall(label)}
    return tuple(f"~{extent}" if extent in rough else extent for extent in shape)
