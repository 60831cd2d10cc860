"""Lines between the same two rows of like shapes are one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.figures.likeness.neurons import REACH
from extract.figures.things.things import Thing
from extract.scene.geometry import Point, grown, holds
from extract.scene.model import Connector


def bundled(connectors: Sequence[Connector], things: Sequence[Thing]) -> list[Connector]:
    """Lines, those between parts of the same two things as one, and those bent at such a part cut there."""
    rows = [thing for thing in things if thing.parts]
    if not rows:
        return list(connectors)

    def at(point: Point) -> int | None:
        return next(
            (t.id for t in rows if any(holds(grown(box, REACH), point) for box in t.parts)),
            None,
        )

    kept: list[Connector] = []
    seen: set[tuple[int | None, ...]] = set()
    for connector in connectors:
        for piece in _cut(connector, at):
            ends = at(piece.points[0]), at(piece.points[-1])
            if None not in ends:
                if ends in seen or ends[::-1] in seen:
                    continue
                seen.add(ends)
            kept.append(replace(piece, id=len(kept)))
    return kept


def _cut(connector: Connector, at: Callable[[Point], int | None]) -> list[Connector]:
    """A line in pieces, cut where it bends at a part."""
    last = len(connector.points) - 1
    stops = [0, *(i for i in range(1, last) if at(connector.points[i]) is not None), last]
    if len(stops) == 2:
        return [connector]
    return [
        replace(
            connector,
            points=connector.points[a : b + 1],
            head_start=connector.head_start and a == 0,
            head_end=connector.head_end and b == last,
        )
        for a, b in pairwise(stops)
    ]
