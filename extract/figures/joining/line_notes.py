"""Notes at lines: what is printed alike beside several arrows, or names a connection, tells of lines and ends none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import bounds, gap_to_polygon, grown, length_of, nearest_on, touches
from extract.scene.model import Connector

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
"""What may differ between such notes."""

NAME = re.compile(
    r"^(?:skip|shortcut|residual|identity|lateral|dense|long[\s-]skip|short[\s-]skip)[\s_-](?:connect(?:ions?)?|links?)$",
    re.IGNORECASE,
)
"""What lines are called."""

FEWEST = 2
"""Fewest notes alike beside arrows that join two boxes."""

NEAR = 1.6
"""How far a note stands from its arrow, in sizes of text."""

ENDS = 0.2
"""Share of an arrow at each of its ends beside which a text may be what the arrow leads to."""

TOUCH = 2.0
"""How near a box an arrow ends, in points."""


def set_notes_aside(things: Sequence[Thing], connectors: Sequence[Connector], unit: float) -> None:
    """Takes texts out of play that name lines, or stand by the middles of some, two of which join two boxes each.

    Args:
        things: of a figure.
        connectors: its lines.
        unit: usual size of its text in points.
    """
    alike: dict[str, list[Thing]] = {}
    for note in things:
        if note.kind == "text" and note.parsed.kind == "block" and NAME.match(note.text):
            note.set_aside()
        if (
            note.kind == "text"
            and not note.title
            and note.parsed.kind == "block"
            and NUMBER.search(note.text)
        ):
            alike.setdefault(NUMBER.sub("#", note.text), []).append(note)
    boxes = [thing for thing in things if thing.kind in ("box", "sign")]
    for notes in alike.values():
        if len(notes) <= FEWEST:
            continue
        at = [(note, line) for note in notes if (line := _line_of(note, connectors, unit)) is not None]
        joining = [line for _, line in at if all(_at_box(line.points[end], boxes) for end in (0, -1))]
        if len(at) == len(notes) and len(joining) >= FEWEST:
            for note, _ in at:
                note.set_aside()


def _line_of(note: Thing, connectors: Sequence[Connector], unit: float) -> Connector | None:
    """The line by whose middle a text stands."""
    near = [line for line in connectors if touches(bounds(line.points), grown(note.bbox, NEAR * unit))]
    for line in near:
        _, where = nearest_on(note.middle, line.points)
        whole = length_of(line.points)
        if ENDS * whole <= where <= (1 - ENDS) * whole:
            return line
    return None


def _at_box(point: tuple[float, float], boxes: Sequence[Thing]) -> bool:
    return any(abs(gap_to_polygon(point, box.outline)) <= TOUCH for box in boxes)
