"""Dashed frames whose sides are lines of their own, with rounded corners or without, as one shape each."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.scene.geometry import overlap
from extract.scene.heads import Line
from extract.scene.model import Shape
from extract.scene.pictures import corners

SHORTEST = 12.0
"""Shortest side that counts, in points."""

CORNER = 16.0
"""How far a side may end before a corner, in points."""

STRAIGHT = 0.6
"""How much a side may deviate from level or upright, in points."""

DRAWN = 0.45
"""Least part of an upright side that is drawn; what crosses it may break it."""

AROUND = 1.5
"""How far a frame may lie from the rim of what it is drawn around, in points."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A straight piece of a dashed line: where it stands, from where to where, and which line it is of."""

    at: float
    low: float
    high: float
    line: int


def dashed_frames(shapes: Sequence[Shape], lines: Sequence[Line]) -> tuple[list[Shape], list[Line]]:
    """Shapes with the frames that dashed lines form, and the lines without those that are nothing but their sides.

    A ground without a rim that fills such a frame is painted apart from it by some programs: the two are one shape.
    """
    level, upright = _sides(lines)
    frames: list[Shape] = []
    used: set[int] = set()
    for top, bottom in itertools.permutations(level, 2):
        if bottom.at - top.at < SHORTEST or {top.line, bottom.line} & used:
            continue
        if max(abs(top.low - bottom.low), abs(top.high - bottom.high)) > 0.5 * CORNER:
            continue
        left = _upright(upright, min(top.low, bottom.low) - CORNER, max(top.low, bottom.low) + 1, top, bottom)
        right = _upright(
            upright, min(top.high, bottom.high) - 1, max(top.high, bottom.high) + CORNER, top, bottom
        )
        if not left or not right:
            continue
        box = (min(s.at for s in left), top.at, max(s.at for s in right), bottom.at)
        sides = {top.line, bottom.line, *(side.line for side in (*left, *right))}
        line = lines[top.line]
        frames.append(
            Shape(
                0,
                "rounded",
                corners(box),
                box,
                stroke=line.color or (0.0, 0.0, 0.0),
                dashed=True,
                order=line.order,
            )
        )
        used |= sides
    if not frames:
        return list(shapes), list(lines)
    grounds = {id(ground): frame for frame in frames if (ground := _ground(frame, shapes)) is not None}
    filled = {id(frame) for frame in grounds.values()}
    whole = [_rimmed(shape, grounds.get(id(shape))) for shape in shapes]
    whole = sorted([*whole, *(f for f in frames if id(f) not in filled)], key=lambda shape: shape.order)
    return [replace(shape, id=i) for i, shape in enumerate(whole)], [
        line for i, line in enumerate(lines) if i not in used
    ]


def _ground(frame: Shape, shapes: Sequence[Shape]) -> Shape | None:
    """The filled shape without a rim that a frame runs around."""
    return next(
        (
            shape
            for shape in shapes
            if shape.fill is not None
            and shape.stroke is None
            and max(abs(a - b) for a, b in zip(shape.bbox, frame.bbox, strict=True)) <= AROUND
        ),
        None,
    )


def _rimmed(shape: Shape, frame: Shape | None) -> Shape:
    """A ground with the rim that is drawn around it, if one is."""
    return shape if frame is None else replace(shape, stroke=frame.stroke, dashed=True)


def _sides(lines: Sequence[Line]) -> tuple[list[_Side], list[_Side]]:
    """Level and upright pieces of dashed lines without heads."""
    level: list[_Side] = []
    upright: list[_Side] = []
    for i, line in enumerate(lines):
        if not line.dashed or line.head_start or line.head_end:
            continue
        for (x0, y0), (x1, y1) in itertools.pairwise(line.points):
            if abs(y1 - y0) <= STRAIGHT and abs(x1 - x0) >= SHORTEST:
                level.append(_Side((y0 + y1) / 2, min(x0, x1), max(x0, x1), i))
            elif abs(x1 - x0) <= STRAIGHT and abs(y1 - y0) >= SHORTEST:
                upright.append(_Side((x0 + x1) / 2, min(y0, y1), max(y0, y1), i))
    return level, upright


def _upright(sides: Sequence[_Side], low: float, high: float, top: _Side, bottom: _Side) -> list[_Side]:
    """The pieces of the upright side between two level ones; none where too little of it is drawn."""
    found = [
        side
        for side in sides
        if low <= side.at <= high and side.low >= top.at - 1 and side.high <= bottom.at + 1
    ]
    found = [side for side in found if abs(side.at - found[0].at) < 2.0]
    drawn = sum(overlap(side.low, side.high, top.at, bottom.at) for side in found)
    return found if drawn >= DRAWN * (bottom.at - top.at) else []
