"""Lines that only say that two parts have the same weights, or that one's follow the other's: no data flows there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.joining.beside import text_gap
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.scene.geometry import bounds, touches

SHARED = re.compile(
    r"(?:\w+ )?(?:weights?|parameters?|params?)[ -]?(?:(?:are|is) )?(?:(?:optional|ful|partial)ly )?"
    r"(?:shar(?:e|ed|ing)|tied|tying|cop(?:y|ied)|transfer)(?: (?:between|across|among|over|by) [\w -]+)?"
    r"|(?:shar(?:e|ed|ing)|tied|copy|copied|same)(?: (?:the )?(?:weights?|parameters?|params?))?",
    re.IGNORECASE,
)
"""What is printed beside such a line."""

FOLLOWED = re.compile(
    r"(?:\w+ )?(?:weights?|parameters?|params?)[ -]?updates?"
    r"|(?:exponential )?moving average|ema(?: updates?)?|momentum(?: updates?| encoder updates?)?",
    re.IGNORECASE,
)
"""What is printed beside a line to a part whose weights follow another's; an arrow there is a step of its own."""

BESIDE = 1.0
"""Farthest that it stands from the line, in sizes of text."""


def without_shared_weights(links: Sequence[Link], things: Sequence[Thing], unit: float) -> list[Link]:
    """The links without those along lines that are said to share or to copy weights; such words are set aside.

    Args:
        links: between things.
        things: all things.
        unit: usual size of text in points.
    """
    labels = [
        thing
        for thing in things
        if thing.kind == "text"
        and (SHARED.fullmatch(thing.text.strip(" .:()")) or FOLLOWED.fullmatch(thing.text.strip(" .:()")))
    ]
    one_way = {
        piece.connector.id
        for link in links
        for piece in link.pieces
        if piece.connector.head_start != piece.connector.head_end
    }
    dropped: set[int] = set()
    for label in labels:
        followed = FOLLOWED.fullmatch(label.text.strip(" .:()")) is not None
        near = [
            (gap, piece.connector.id)
            for link in links
            if link.source is not None and link.target is not None
            for piece in link.pieces
            if touches(bounds(piece.connector.points), label.bbox, BESIDE * unit)
            and (gap := text_gap(label.bbox, piece.connector.points)[0]) <= BESIDE * unit
        ]
        if near:
            nearest = min(near)[1]
            if not (followed and nearest in one_way):
                dropped.add(nearest)
            label.set_aside()
    return [link for link in links if not any(piece.connector.id in dropped for piece in link.pieces)]
