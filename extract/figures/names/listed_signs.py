"""Signs in circles that a legend explains: a column of them that no line meets, each with words beside it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.legends import Legend
from extract.figures.things.things import SIGNS, Thing
from extract.labels import parse_label
from extract.scene.geometry import gap_to_polygon, grown, holds
from extract.scene.model import Connector

BEHIND = 3.0
"""Greatest distance of the words from their sign, in sizes of text."""

LEVEL = 0.5
"""How far the middles of both lie apart, in sizes of text."""

FREE = 2.5
"""Least distance of lines' ends from such a sign, in points."""

FEWEST = 2
"""Fewest signs of a legend."""


def listed_signs(
    things: Sequence[Thing], connectors: Sequence[Connector], legend: Legend, unit: float
) -> dict[str, str]:
    """The operation of each sign that a legend in the drawing explains; samples and words are set aside.

    Args:
        things: of a figure.
        connectors: its lines.
        legend: of samples without letters.
        unit: usual size of its text, in points.
    """
    drawn = {
        SIGNS[shape.symbol]: op for shape, name in legend.boxes if shape.symbol and (op := _operation(name))
    }
    found: dict[str, tuple[str, Thing, Thing]] = {}
    words = [thing for thing in things if thing.kind == "text" and not thing.title]
    for sign in things:
        if sign.kind != "sign" or not sign.text or len(sign.text) > 2 or _is_met(sign, connectors):
            continue
        beside = [text for text in words if _stands_behind(text, sign, unit)]
        text = min(beside, key=lambda each: each.bbox[0], default=None)
        if text is not None and sign.text not in found and (op := _operation(text.text)):
            found[sign.text] = op, sign, text
    if len(found) + len(drawn) < FEWEST:
        return {}
    for _, sign, text in found.values():
        sign.title = True
        text.set_aside()
    return drawn | {sign: op for sign, (op, _, _) in found.items()}


def _operation(words: str) -> str:
    """The one operation that words name; "" where they name none, or several."""
    parsed = parse_label(words, role="box")
    return parsed.operations[0].op if parsed.kind == "operations" and len(parsed.operations) == 1 else ""


def _is_met(sign: Thing, connectors: Sequence[Connector]) -> bool:
    """Whether a line begins or ends at a sign."""
    around = grown(sign.bbox, FREE)
    return any(
        holds(around, end) and gap_to_polygon(end, sign.outline) <= FREE
        for line in connectors
        for end in (line.points[0], line.points[-1])
    )


def _stands_behind(text: Thing, sign: Thing, unit: float) -> bool:
    gap = text.bbox[0] - sign.bbox[2]
    return 0 <= gap <= BEHIND * unit and abs(text.middle[1] - sign.middle[1]) <= LEVEL * unit
