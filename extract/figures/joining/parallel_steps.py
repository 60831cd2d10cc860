"""Words over one of several parallel lines of which the others carry operations name what is done there as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.figures.joining.beside import text_gap
from extract.figures.lines.nets import Piece
from extract.figures.things.indexed import label_by
from extract.figures.things.things import Thing

FEWEST = 2
"""Fewest lines with an operation beside them."""

NEAR = 1.0
"""Greatest distance of the words from their line, in sizes of text."""

LEVEL = 1.0
"""How far apart parallel lines may begin and end along their direction, in sizes of text."""

CENTRED = 1.0
"""How far apart what is printed at parallel lines may be centred along them, in sizes of text."""


def steps_in_parallel(
    things: Sequence[Thing],
    pieces: Sequence[Piece],
    beside: Mapping[int, Sequence[Piece]],
    taken: set[int],
    unit: float,
) -> dict[int, list[Piece]]:
    """For each free name beside such a line the piece that it stands by.

    Args:
        things: all things.
        pieces: of all lines.
        beside: for each label that names an operation, the pieces that it stands by.
        taken: ids of labels that lines lead to.
        unit: usual size of text in points.
    """
    found: dict[int, list[Piece]] = {}
    known = [(things[label], own[0]) for label, own in beside.items() if own]
    for thing in things if len(known) >= FEWEST else ():
        if thing.kind != "text" or thing.title or thing.id in taken or thing.id in beside:
            continue
        parsed = label_by(thing.text, thing.blocks, "arrow")
        if parsed.kind != "block":
            continue
        near = [(text_gap(thing.bbox, piece.connector.points)[0], i) for i, piece in enumerate(pieces)]
        gap, at = min(near, default=(float("inf"), -1))
        if gap > NEAR * unit:
            continue
        alike = [
            label
            for label, other in known
            if other is not pieces[at]
            and _parallel(pieces[at], other, unit)
            and _level(thing, label, other, unit)
        ]
        if len(alike) >= FEWEST:
            thing.parsed = parsed
            found[thing.id] = [pieces[at]]
    return found


def _axis(piece: Piece) -> int:
    """Along which axis the ends of a piece's line lie apart: 0 across, 1 down."""
    (x0, y0), (x1, y1) = piece.connector.points[0], piece.connector.points[-1]
    return 0 if abs(x1 - x0) >= abs(y1 - y0) else 1


def _parallel(a: Piece, b: Piece, unit: float) -> bool:
    """Whether the lines of two pieces begin level with each other, and end so."""
    axis = _axis(a)
    return axis == _axis(b) and all(
        abs(a.connector.points[end][axis] - b.connector.points[end][axis]) <= LEVEL * unit for end in (0, -1)
    )


def _level(name: Thing, label: Thing, piece: Piece, unit: float) -> bool:
    """Whether two texts are centred at one place along parallel lines."""
    axis = _axis(piece)
    return abs(name.middle[axis] - label.middle[axis]) <= CENTRED * unit
