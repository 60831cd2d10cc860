"""Boxes whose print is no name: dots between the cells that a frame holds, and the digits of a one-hot row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.likeness.units import is_dots
from extract.figures.things.things import Thing
from extract.labels import ParsedLabel
from extract.scene.geometry import box_area, centre, gap_between, holds
from extract.scene.model import Scene

FEWEST = 3
"""Fewest cells of a row of digits, and shapes in a frame."""

DIGITS = re.compile(r"[01\s…·.]+")
"""What is printed in the cells of a one-hot row, or of several."""

NAME = re.compile(r"[A-Za-z]{2}")
"""What the name of a row holds."""

MUCH = 0.5
"""Least share of a frame that is no cell within it."""

NEAR = 1.2
"""Greatest gap between a row and its name, in sizes of text."""


def without_print(things: Sequence[Thing], scene: Scene, unit: float) -> None:
    """Takes the text from boxes that are called something else: frames of cells, and named rows of 0 and 1.

    Args:
        things: all things.
        scene: that they are drawn in.
        unit: usual size of text in points.
    """
    for thing in things:
        if thing.kind == "box" and (_is_frame(thing, scene) or _is_named_row(thing, things, unit)):
            thing.text, thing.blocks, thing.parsed = "", (), ParsedLabel("")


def _is_frame(box: Thing, scene: Scene) -> bool:
    """Whether a box only says that the cells that it holds go on."""
    if not is_dots(box.text):
        return False
    inner = [shape for shape in scene.shapes if holds(box.bbox, centre(shape.bbox))]
    return sum(box_area(shape.bbox) < MUCH * box_area(box.bbox) for shape in inner) >= FEWEST


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
