"""Lines along which gradients flow back in training: what the network computes does not run there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.joining.beside import text_gap
from extract.figures.things.things import Thing
from extract.scene.geometry import length_of
from extract.scene.model import Connector

GRADIENT = re.compile(
    r"^(?:∇.{0,16}|(?:∂|δ)\s?\S{1,3}\s?(?:/|\s)\s?(?:∂|δ)\s?\S{1,4}"
    r"|(?:policy |loss |back(?:ward)? ?)?gradients?(?: flow| signals?| updates?| descent)?"
    r"|back-?\s?prop(?:agat(?:e|ion|ed|ing))?(?: of (?:errors?|gradients?|loss(?:es)?))?|backward(?: pass)?)$",
    re.IGNORECASE,
)
"""What such a line is called."""

NEAR = 1.6
"""How far the name stands from the line, in sizes of text."""

ENDS = 0.2
"""Share of a line at each of its ends beside which a text may be what it leads to."""


def without_gradients(
    things: Sequence[Thing], connectors: Sequence[Connector], unit: float
) -> list[Connector]:
    """The lines but those by whose middle a gradient is printed; that is set aside.

    Args:
        things: of a figure.
        connectors: its lines.
        unit: usual size of its text in points.
    """
    dropped = set()
    for name in things:
        if name.kind != "text" or not GRADIENT.match(name.text.strip()):
            continue
        offers = [(gap, line.id) for line in connectors if (gap := _gap(name, line)) <= NEAR * unit]
        if offers:
            dropped.add(min(offers)[1])
            name.set_aside()
    return [line for line in connectors if line.id not in dropped]


def _gap(name: Thing, line: Connector) -> float:
    """How far a text stands from the middle part of a line; infinite where it stands by the line's ends."""
    gap, where = text_gap(name.bbox, line.points)
    whole = length_of(line.points)
    return gap if ENDS * whole <= where <= (1 - ENDS) * whole else float("inf")
