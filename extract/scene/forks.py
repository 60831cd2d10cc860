"""Forks drawn in one go: a line with a head at both ends that turns sharply back is two arrows from its turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.scene.geometry import dot, unit
from extract.scene.heads import Line

SHARP = 0.3
"""Least cosine between both ways from the turn: a corner of a line that is led around something is right."""


def parted_forks(lines: Sequence[Line]) -> list[Line]:
    """Lines, where each that turns sharply back between its two heads is parted there.

    Args:
        lines: under construction, with their heads.
    """
    found: list[Line] = []
    for line in lines:
        turn = _turn(line)
        if turn is None:
            found.append(line)
            continue
        found.append(replace(line, points=tuple(reversed(line.points[: turn + 1])), head_start=False))
        found.append(replace(line, points=line.points[turn:], head_start=False))
    return found


def _turn(line: Line) -> int | None:
    """Index of the only corner of a line with two heads, where it is sharp; None for any other line."""
    if len(line.points) != 3 or not (line.head_start and line.head_end) or line.block:
        return None
    a, corner, b = line.points
    return 1 if dot(unit(corner, a), unit(corner, b)) >= SHARP else None
