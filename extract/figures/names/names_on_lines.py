"""Names of connections printed upon them: a line that stops at "skip" or "identity" goes on behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.scene.geometry import dot, grown, height, holds, nearest_on
from extract.scene.geometry import unit as direction
from extract.scene.model import Connector

NAME = re.compile(r"^(?:skip|shortcut|residual|identity)$", re.IGNORECASE)
"""What a connection around others is called by itself."""

STOP = 0.7
"""Greatest distance of the lines' ends from the name, in sizes of text."""

THROUGH = 0.5
"""Greatest distance of a name's middle from the line that runs through it, in its height."""

AGAINST = -0.5
"""Greatest cosine between the ways from the name to the two ends: they lie at opposite sides."""


def through_line_names(
    things: Sequence[Thing], connectors: Sequence[Connector], unit: float
) -> list[Connector]:
    """The lines, those joined that stop at both sides of such a name; names upon lines are set aside.

    Args:
        things: of a figure.
        connectors: its lines.
        unit: usual size of its text, in points.
    """
    lines = list(connectors)
    for name in things:
        if name.kind != "text" or name.title or not NAME.match(name.text.strip()):
            continue
        near = grown(name.bbox, STOP * unit)
        if any(_runs_through(line, name) for line in lines):
            name.set_aside()
            continue
        ends = [
            (line, last)
            for line in lines
            for last in (False, True)
            if holds(near, line.points[-last]) and not holds(near, line.points[last - 1])
        ]
        if len(ends) != 2 or ends[0][0].id == ends[1][0].id:
            continue
        ways = [direction(name.middle, line.points[-last]) for line, last in ends]
        if dot(*ways) <= AGAINST:
            (first, _), (second, _) = ends
            lines = [line for line in lines if line.id not in (first.id, second.id)]
            lines.append(_as_one(*ends))
            name.set_aside()
    return lines


def _runs_through(line: Connector, name: Thing) -> bool:
    """Whether a line runs through a name and on at both of its sides."""
    clear = not any(holds(name.bbox, end) for end in (line.points[0], line.points[-1]))
    return clear and nearest_on(name.middle, line.points)[0] < THROUGH * height(name.bbox)


def _as_one(one: tuple[Connector, bool], other: tuple[Connector, bool]) -> Connector:
    """Two lines as one, each with whether its last point lies at the name."""
    (first, at_last), (second, last) = one, other
    before = first.points if at_last else first.points[::-1]
    begins = first.head_start if at_last else first.head_end
    behind = second.points[::-1] if last else second.points
    ends = second.head_start if last else second.head_end
    if begins and not ends:
        return replace(second, points=(*behind[::-1], *before[::-1]), head_start=False, head_end=True)
    return replace(second, points=(*before, *behind), head_start=begins, head_end=ends)
