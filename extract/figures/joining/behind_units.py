"""Labels of single units: one behind a row of units, seen from a line that meets the row, says nothing of that line."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.lines.nets import Piece
from extract.figures.things.things import Thing
from graph import Box

AT = 1.0
"""How far within a row's side a line, or a label, may begin, in points."""


def behind_units(label: Box, piece: Piece, things: Sequence[Thing]) -> bool:
    """Whether a row of units that a line meets stands between it and a label, which is that of a unit then."""
    points = piece.connector.points
    for end, point in ((piece.a, points[0]), (piece.b, points[-1])):
        if end[0] != "thing" or not (things[end[1]].steps or things[end[1]].layer):
            continue
        box = things[end[1]].bbox
        for low, high in ((0, 2), (1, 3)):
            beyond = label[low] >= box[high] - AT, label[high] <= box[low] + AT
            before = point[low] <= box[low] + AT, point[low] >= box[high] - AT
            if any(a and b for a, b in zip(beyond, before, strict=True)):
                return True
    return False
