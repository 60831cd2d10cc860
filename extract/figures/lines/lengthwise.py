"""Lines without heads that all run along one axis: a column of boxes with ways around some of them, as it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from extract.figures.lines.nets import Net, Piece, Vertex
from extract.figures.lines.reading import Reading
from extract.scene.model import Connector

FORK = 3
"""Fewest pieces of a joint where a way leaves another or comes back to it."""

END = 0.01
"""A piece that begins nearer than this to a line's first point, in points, begins there."""


def lengthwise(net: Net, reading: Reading) -> Mapping[int, bool]:
    """For each piece of a net, by its `id`, whether it runs forward; empty where the net's lines do not tell.

    They do where none has a head and each leads farther along one and the same axis than across it: a bar that
    spreads what comes in at its middle has lines of both kinds.

    Args:
        net: some lines.
        reading: the direction of reading.
    """
    lines = {piece.connector.id: piece.connector for piece in net.pieces}
    if not _forks(net) or any(line.headed for line in lines.values()):
        return {}
    steps = {i: _step(line) for i, line in lines.items()}
    for axis in (0, 1):
        if all(abs(step[axis]) > abs(step[1 - axis]) for step in steps.values()):
            return {
                id(piece): steps[piece.connector.id][axis] * reading.axis[axis] > 0 for piece in net.pieces
            }
    return {}


def _forks(net: Net) -> bool:
    """Whether a way leaves another one in a net, or comes back to it."""
    joints = Counter(vertex for piece in net.pieces for vertex in (piece.a, piece.b) if vertex[0] == "joint")
    return len(net.things()) > 1 and any(count >= FORK for count in joints.values())


def led_into(piece: Piece, vertex: Vertex, ways: Mapping[int, bool]) -> bool:
    """Whether a line of such a net ends at a joint."""
    if vertex[0] != "joint" or id(piece) not in ways:
        return False
    if ways[id(piece)]:
        return piece.b == vertex and piece.last
    return piece.a == vertex and piece.span[0] <= END


def _step(line: Connector) -> tuple[float, float]:
    """How far a line leads across and down."""
    (x0, y0), (x1, y1) = line.points[0], line.points[-1]
    return x1 - x0, y1 - y0
