"""A name at the apex of a curly brace over several rows of like shapes without text: each of them is one of it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.lines.braces import Brace, brace_of
from extract.figures.things.things import Thing
from extract.scene.geometry import same_size
from extract.scene.model import Connector

FEWEST = 2
"""Fewest shapes that are named so."""

FAR = 2.5
"""Greatest gap between an apex and the name at it, in sizes of text."""

LIKE = 0.1
"""How much the extents of shapes with one name differ."""


def braced_names(
    things: Sequence[Thing], connectors: Sequence[Connector], unit: float
) -> dict[int, tuple[int, str]]:
    """For each shape without text that a brace embraces with others like it alone, the name's id and text.

    Where there is print in what a brace embraces, or shapes of several forms, its name is that of a part of the
    network.

    Args:
        things: all things.
        connectors: the lines.
        unit: usual size of text in points.
    """
    found: dict[int, tuple[int, str]] = {}
    for brace in [each for line in connectors if (each := brace_of(line, unit)) is not None]:
        label = _named(brace, things, unit)
        shapes = _embraced(brace, things, unit)
        if label is None or len(shapes) < FEWEST:
            continue
        first = shapes[0]
        if all(not shape.text and same_size(first.bbox, shape.bbox, LIKE) for shape in shapes):
            found.update((shape.id, (label.id, label.text)) for shape in shapes)
    return found


def _named(brace: Brace, things: Sequence[Thing], unit: float) -> Thing | None:
    """The name of an operation right behind the apex of a brace."""
    side = 1 - brace.axis
    for thing in things:
        near = thing.bbox[side] if brace.way > 0 else thing.bbox[side + 2]
        level = thing.bbox[brace.axis] <= brace.apex[brace.axis] <= thing.bbox[brace.axis + 2]
        if (
            thing.kind == "text"
            and thing.parsed.kind == "operations"
            and level
            and 0 <= brace.way * (near - brace.apex[side]) <= FAR * unit
        ):
            return thing
    return None


def _embraced(brace: Brace, things: Sequence[Thing], unit: float) -> list[Thing]:
    """All shapes on the open side of a brace that lie along it."""
    side, (low, high) = 1 - brace.axis, brace.span
    return [
        thing
        for thing in things
        if thing.kind in ("box", "sign", "picture")
        and low - 0.5 * unit <= thing.middle[brace.axis] <= high + 0.5 * unit
        and brace.way * (thing.middle[side] - brace.apex[side]) < 0
    ]
