"""Boxes whose print is no name: the digits of a one-hot row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.labels import ParsedLabel
from extract.scene.geometry import gap_between

FEWEST = 3
"""Fewest cells of a row of digits."""

DIGITS = re.compile(r"[01\s…·.]+")
"""What is printed in the cells of a one-hot row, or of several."""

NAME = re.compile(r"[A-Za-z]{2}")
"""What the name of a row holds."""

NEAR = 1.2
"""Greatest gap between a row and its name, in sizes of text."""


def without_print(things: Sequence[Thing], unit: float) -> None:
    """Takes the text from rows of 0 and 1 that have a name of their own.

    Args:
        things: all things.
        unit: usual size of text in points.
    """
    for thing in things:
        if thing.kind == "box" and _is_named_row(thing, things, unit):
            thing.text, thing.blocks, thing.parsed = "", (), ParsedLabel("")


def _is_named_row(row: Thing, things: Sequence[Thing], unit: float) -> bool:
    """Whether a box is a row of cells with digits that has a name in the middle under or over it."""
    if len(row.parts) < FEWEST or not DIGITS.fullmatch(row.text):
        return False
    return any(
        label.kind == "text"
        and not label.title
        and NAME.search(label.text)
        and row.bbox[0] <= label.middle[0] <= row.bbox[2]
        and gap_between(label.bbox, row.bbox) <= NEAR * unit
        for label in things
    )
