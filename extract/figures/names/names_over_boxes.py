"""Heavier names over boxes that hold no words, but a sketch or nothing; what is printed below them tells more."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.names.shared_names import lend
from extract.figures.things.things import Thing
from extract.scene.geometry import gap_to_polygon, overlap, width
from extract.scene.model import Connector

OVER = 1.0
"""Greatest gap between a name and its box, in sizes of text."""

CENTRED = 0.8
"""Farthest that the middles of both lie apart, in sizes of text."""

FEWEST = 2
"""Fewest boxes that are named so: a heading over one of them may be that of the figure."""

REACHED = 2.5
"""Greatest gap, in points, between a box and a line that ends there."""


def name_from_above(things: Sequence[Thing], connectors: Sequence[Connector], unit: float) -> None:
    """Gives boxes the names that stand over them as headings, and sets aside what is printed below such boxes.

    Args:
        things: all things; those that are named are changed.
        connectors: the lines of the figure; a box that none reaches is part of something else.
        unit: usual size of the figure's text in points.
    """
    texts = [thing for thing in things if thing.kind == "text"]
    boxes = [
        thing
        for thing in things
        if thing.kind == "box" and not thing.text and not thing.parts and _joined(thing, connectors)
    ]
    names: dict[int, int] = {}
    for text in texts:
        if not text.title or not text.blocks or not text.blocks[0].bold:
            continue
        under = [box for box in boxes if _over(text, box, unit)]
        if len(under) == 1:
            names.setdefault(under[0].id, text.id)
    if len(names) < FEWEST:
        return
    for box in names:
        for text in texts:
            if not text.title and text.blocks and not text.blocks[0].bold and _over(things[box], text, unit):
                text.set_aside()
    lend(things, {box: (name, things[name].text) for box, name in names.items()})


def _joined(box: Thing, connectors: Sequence[Connector]) -> bool:
    """Whether a line ends at a box."""
    return any(
        abs(gap_to_polygon(end, box.outline)) < REACHED
        for connector in connectors
        for end in (connector.points[0], connector.points[-1])
    )


def _over(upper: Thing, lower: Thing, unit: float) -> bool:
    """Whether one thing stands over the middle of another, right above it."""
    gap = lower.bbox[1] - upper.bbox[3]
    shared = overlap(upper.bbox[0], upper.bbox[2], lower.bbox[0], lower.bbox[2])
    return (
        -0.3 * unit <= gap <= OVER * unit
        and abs(upper.middle[0] - lower.middle[0]) <= CENTRED * unit
        and shared > 0.7 * min(width(upper.bbox), width(lower.bbox))
    )
