"""The direction in which a figure is read, by the consensus of its arrows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extract.figures.lines.nets import Net, Piece, Vertex
from extract.figures.things.things import Thing
from extract.scene.geometry import Point, Vector, height, width

EARLY = {"input", "embedding", "positional_encoding"}
LATE = {"output", "loss", "softmax"}


Side = Literal["level", "upright"]


class Reading:
    """Orders things along the direction of reading.

    Level and upright directions are judged apart: a figure may run upward in columns that follow each other
    from left to right.
    """

    def __init__(self, level: float, upright: float) -> None:
        """Signs of the two axes; y counts downwards."""
        self.axis: Vector = (1.0 if level >= 0 else -1.0, 1.0 if upright >= 0 else -1.0)
        self.weights = (abs(level), abs(upright))

    def directions(self) -> tuple[Side, ...]:
        """The directions in which the figure's arrows mostly run; both where it has none."""
        level, upright = self.weights
        if level > 1.5 * upright:
            return ("level",)
        if upright > 1.5 * level:
            return ("upright",)
        return ("level", "upright")

    def agrees(self, way: Vector) -> bool:
        """Whether a direction is clearly that of the figure's arrows."""
        return any(
            way[side] * self.axis[side] > 0.9 and self.weights[side] > 0
            for side, name in enumerate(("level", "upright"))
            if name in self.directions()
        )

    def along(self, a: Point, b: Point) -> float:
        """How far b lies behind a in the direction of reading; negative where it lies before."""
        dx, dy = (b[0] - a[0]) * self.axis[0], (b[1] - a[1]) * self.axis[1]
        return dx if abs(dx) > abs(dy) else dy

    def ordered(self, a: Thing, b: Thing) -> tuple[Thing, Thing]:
        """Two things in the order of reading."""
        gap_x = max(a.bbox[0], b.bbox[0]) - min(a.bbox[2], b.bbox[2])
        gap_y = max(a.bbox[1], b.bbox[1]) - min(a.bbox[3], b.bbox[3])
        (ax, ay), (bx, by) = a.middle, b.middle
        level = gap_x > gap_y
        sides = self.directions()
        if len(sides) == 1 and max(gap_x, gap_y) > 0:
            # The figure's own direction decides, unless the two stand on one level across it.
            level = (gap_x > 0 or gap_y < 0) if sides[0] == "level" else not (gap_y > 0 or gap_x < 0)
            if (bx - ax if level else by - ay) == 0:
                level = not level
        ahead = (bx - ax) * self.axis[0] if level else (by - ay) * self.axis[1]
        return (a, b) if ahead >= 0 else (b, a)

    def forward(self, piece: Piece, things: Sequence[Thing]) -> bool:
        """Whether a piece without a head runs in the direction of reading."""
        if piece.a[0] == "thing" and piece.b[0] == "thing":
            a, b = things[piece.a[1]], things[piece.b[1]]
            return self.ordered(a, b)[0] is a
        return self.along(_place(piece.a, piece, things, 0), _place(piece.b, piece, things, -1)) >= 0


def _place(vertex: Vertex, piece: Piece, things: Sequence[Thing], end: int) -> Point:
    return things[vertex[1]].middle if vertex[0] == "thing" else piece.connector.points[end]


def reading_of(nets: Sequence[Net], things: Sequence[Thing]) -> Reading:
    """The consensus of all headed lines, else of where inputs and outputs stand, else right and down.

    Rows of neurons without either are read upward.
    """
    level = upright = 0.0
    for net in nets:
        for piece in net.pieces:
            if piece.both or not (piece.directed or piece.head_b):
                continue
            (x0, y0), (x1, y1) = piece.connector.points[0], piece.connector.points[-1]
            dx, dy = x1 - x0, y1 - y0
            if abs(dx) > 1.5 * abs(dy):
                level += 1.0 if dx > 0 else -1.0
            elif abs(dy) > 1.5 * abs(dx):
                upright += 1.0 if dy > 0 else -1.0
    if upright == 0.0 and (ends := _by_ends(things)):
        # Where inputs and outputs stand tells less of the direction than a single arrow.
        upright = 0.5 if ends > 0 else -0.5
    elif upright == level == 0.0 and _in_rows(things):
        # Neurons without arrows are drawn from the bottom up.
        upright = -0.5
    return Reading(level, upright)


def _in_rows(things: Sequence[Thing]) -> bool:
    """Whether layers of neurons lie over each other."""
    layers = [thing.bbox for thing in things if (thing.layer or thing.steps) and len(thing.parts) > 1]
    return len(layers) > 1 and all(width(box) > height(box) for box in layers)


def _by_ends(things: Sequence[Thing]) -> float:
    """Positive where inputs stand above outputs, negative where below; 0 where there is no telling."""
    early = [t.middle[1] for t in things if any(op.op in EARLY for op in t.parsed.operations)]
    late = [t.middle[1] for t in things if any(op.op in LATE for op in t.parsed.operations)]
    everything = [t.middle[1] for t in things if t.kind in ("box", "sign")]
    if not everything:
        return 0.0
    mean = sum(everything) / len(everything)
    first = sum(early) / len(early) if early else None
    last = sum(late) / len(late) if late else None
    if first is not None and last is not None:
        return last - first
    if first is not None:
        return mean - first
    if last is not None:
        return last - mean
    return 0.0
