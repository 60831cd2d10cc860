"""A label at a line that names the same operation as what the line leads to is a second name of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.figures.lines.nets import Piece
from extract.figures.things.things import Thing
from extract.scene.geometry import gap_between

BESIDE = 1.0
"""Farthest that a second name stands from a sign, in sizes of text."""


def told_twice(things: Sequence[Thing], beside: Mapping[int, Sequence[Piece]], unit: float) -> set[int]:
    """Ids of the labels at lines that only name again what the line leads to, or a sign right beside them.

    A label with settings of its own is an operation of its own.

    Args:
        things: all things.
        beside: for each label of an operation the pieces of line that it stands by.
        unit: usual size of text in points.
    """
    return {label for label, pieces in beside.items() if _names_again(things[label], pieces, things, unit)}


def _names_again(label: Thing, pieces: Sequence[Piece], things: Sequence[Thing], unit: float) -> bool:
    operations = label.parsed.operations
    if len(operations) != 1 or operations[0].attrs or operations[0].op == "block":
        return False
    for piece in pieces:
        ends = [
            (vertex, piece.head_b if vertex == piece.b else piece.head_a) for vertex in (piece.a, piece.b)
        ]
        for vertex, headed in ends:
            if vertex[0] != "thing":
                continue
            thing = things[vertex[1]]
            same = [operation.op for operation in thing.parsed.operations] == [operations[0].op]
            at_sign = thing.kind == "sign" and gap_between(label.bbox, thing.bbox) <= BESIDE * unit
            if same and (at_sign or (thing.kind in ("box", "sign") and headed)):
                return True
    return False
