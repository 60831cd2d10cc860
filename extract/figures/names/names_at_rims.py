"""Names of frames that stand on their way in or out: the line that stops at the name goes on behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.scene.geometry import Point, grown, holds, width
from extract.scene.model import Connector
from graph import Box

AWAY = 1.2
"""Greatest distance of such a name from its frame's rim, in sizes of text."""

ASIDE = 1.0
"""How far the middles of both lie apart, in sizes of text."""

STOP = 0.7
"""Greatest distance of the lines' ends from the name, in sizes of text."""

STRAIGHT = 0.3
"""How far the two parts of the line lie apart across it, in sizes of text."""

FEWEST = 2
"""Fewest frames of a figure that are named so."""


def through_names(things: Sequence[Thing], connectors: Sequence[Connector], unit: float) -> list[Connector]:
    """The lines, those joined that stop at the name of a frame on both of its sides; these names are set aside.

    A name stands in the middle over or under its frame, outside of it; so do those of other frames of the figure.

    Args:
        things: of a figure.
        connectors: its lines.
        unit: usual size of its text, in points.
    """
    frames = [thing for thing in things if thing.kind == "group"]
    named: list[tuple[Thing, Connector, Connector]] = []
    for name in things:
        if name.kind != "text" or name.title or name.parsed.kind != "block":
            continue
        own = [frame for frame in frames if _stands_at(name.bbox, frame.bbox, unit)]
        parts = _parts(name.bbox, own[0].bbox, connectors, unit) if len(own) == 1 else None
        if parts is not None:
            named.append((name, *parts))
    if len(named) < FEWEST or len({line.id for _, *pair in named for line in pair}) < 2 * len(named):
        return list(connectors)
    joined = {line.id for _, *pair in named for line in pair}
    for name, _, _ in named:
        name.set_aside()
    return [
        *(line for line in connectors if line.id not in joined),
        *(_as_one(first, second) for _, first, second in named),
    ]


def _stands_at(name: Box, frame: Box, unit: float) -> bool:
    """Whether a name stands centred over or under a frame, outside of it."""
    away = max(frame[1] - name[3], name[1] - frame[3])
    aside = abs(name[0] + name[2] - frame[0] - frame[2]) / 2
    return 0 <= away <= AWAY * unit and aside <= ASIDE * unit and width(name) < width(frame)


def _parts(
    name: Box, frame: Box, connectors: Sequence[Connector], unit: float
) -> tuple[Connector, Connector] | None:
    """The two lines that stop at a name, one on each side, in the order of the flow; one lies within the frame."""
    under = name[1] >= frame[3]
    at: dict[bool, list[tuple[Connector, Point, Point, bool]]] = {True: [], False: []}
    for line in connectors:
        for here, there, head in (
            (line.points[0], line.points[-1], line.head_start),
            (line.points[-1], line.points[0], line.head_end),
        ):
            if holds(grown(name, STOP * unit), here) and not holds(grown(name, STOP * unit), there):
                above = there[1] < here[1]
                at[above == under].append((line, here, there, head))
    if len(at[True]) != 1 or len(at[False]) != 1:
        return None
    (inner, here, inside, to_name), (outer, end, _, from_name) = at[True][0], at[False][0]
    if not holds(frame, inside) or abs(here[0] - end[0]) > STRAIGHT * unit or to_name == from_name:
        return None
    return (outer, inner) if from_name else (inner, outer)


def _as_one(first: Connector, second: Connector) -> Connector:
    """Two lines as one: the first has its head where the second begins."""
    before = first.points if first.head_end else first.points[::-1]
    turned = second.head_start
    behind = second.points[::-1] if turned else second.points
    return replace(second, points=(*before, *behind), head_start=False, head_end=second.headed)
