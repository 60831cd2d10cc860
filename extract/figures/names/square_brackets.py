"""Brackets along a row of steps: the name, size or count beyond one holds for all steps along it.

A curly brace that no line meets is one where what it prints is a count of repeats. A bracket whose back has a stem to
its name, as under the tokens of a sentence, may end at the first and the last of what it spans.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.figures.likeness.units import is_dots
from extract.figures.lines.braces import brace_of
from extract.figures.lines.groups import members
from extract.figures.things.things import Thing
from extract.labels import ParsedOperation, repeat_mark
from extract.labels.repeats import counted_parts
from extract.labels.shapes import is_kernel_like, parse_shape
from extract.scene.geometry import (
    Point,
    Polyline,
    bounds,
    centre,
    distance,
    gap_to_polygon,
    nearest_on,
    overlap,
)
from extract.scene.model import Connector
from graph import Dim, Shape

SQUARE = 0.4
"""How far, in points, the sides of a bracket may lean."""

ARM = 1.2
"""Greatest length of its arms, in sizes of text; they are at most a third of its back."""

LABEL = 1.5
"""Farthest that what is printed for a bracket stands behind its back, in sizes of text."""

STEPS = 4.0
"""Farthest that its steps stand before its arms, in sizes of text: a line of print and the rim of a frame lie between."""

APART = 1.0
"""Least distance, in points, of its arms from whatever they might join, and of other lines from it."""

ALONG = 0.7
"""Least share of a step that lies along a bracket."""

FRAMED = 0.9
"""Least share of a bracket that lies along a frame which it is as long as."""

ALONG_STEMMED = 0.4
"""The same for one with a stem, which may end at the middles of the first and the last."""


@dataclass(frozen=True, slots=True)
class _Form:
    """How a bracket is drawn.

    Attributes:
        axis: of its back, 0 where it runs across.
        way: 1 where its arms point to greater coordinates, -1 else.
        back: where its back, or its apex, is on the other axis.
        tip: where its arms end there.
        curly: whether it is a brace.
        stem: whether a short line leads on from its back to its name, at whose end `back` is then.
    """

    axis: int
    way: int
    back: float
    tip: float
    curly: bool = False
    stem: bool = False


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket.

    Attributes:
        lines: ids of the lines that it is drawn as.
        label: id of the free text behind its back.
        steps: ids of the boxes, signs and pictures along it.
        shape: the size that its label prints; None where it prints none.
        repeat: the count of repeats that its label prints; None where it prints none.
    """

    lines: frozenset[int]
    label: int
    steps: frozenset[int]
    shape: Shape | None
    repeat: Dim | None


def brackets_of(connectors: Sequence[Connector], things: Sequence[Thing], unit: float) -> list[Bracket]:
    """The square brackets of a figure that have a label behind them and steps before them; sets their labels aside.

    Args:
        connectors: the lines.
        things: all things.
        unit: usual size of the figure's text in points.
    """
    found: list[Bracket] = []
    for line in connectors:
        form = _form(line, unit)
        stem = None if form is None or form.stem else _stem(line, form, connectors, unit)
        if form is None:
            continue
        if stem is not None:
            form = replace(form, back=stem.points[-1][1 - form.axis], stem=True)
        if not _passes_over(line, form, things, unit) if form.stem else _is_met(line, connectors, things):
            continue
        label = _label(line, form, things, unit)
        steps = _steps(line, form, things, unit)
        repeat = None if label is None else repeat_mark(label.text) or counted_parts(label.text)
        if label is not None and steps and (repeat is not None or not form.curly):
            lines = frozenset({line.id} if stem is None else {line.id, stem.id})
            found.append(Bracket(lines, label.id, steps, parse_shape(label.text), repeat))
    for bracket in found:
        things[bracket.label].set_aside()
    return found


def tell_brackets(meanings: dict[int, tuple[ParsedOperation, ...]], brackets: Sequence[Bracket]) -> None:
    """Gives nodes the sizes and counts of repeats that are printed for the brackets along them.

    Args:
        meanings: the operations of each node.
        brackets: of the figure; small sizes only are kernels, or nothing that comes out.
    """
    shapes = [bracket.shape for bracket in brackets if bracket.shape is not None]
    sized = any(not is_kernel_like(shape) for shape in shapes)
    for bracket in brackets:
        for step in bracket.steps & set(meanings):
            meanings[step] = tuple(
                replace(
                    operation,
                    output_shape=operation.output_shape or (bracket.shape if sized else None),
                    repeat=bracket.repeat if operation.repeat is None else operation.repeat,
                )
                for operation in meanings[step]
            )


def _form(line: Connector, unit: float) -> _Form | None:
    """How a line is a bracket; None for other lines."""
    if (brace := brace_of(line, unit)) is not None:
        side = 1 - brace.axis
        return _Form(brace.axis, -brace.way, brace.apex[side], line.points[0][side], curly=True)
    points, stem = _without_stem(line.points)
    if len(points) != 4 or line.headed or line.dashed:
        return None
    a, b, c, d = points
    for axis in (0, 1):
        side = 1 - axis
        leans = abs(b[side] - c[side]), abs(a[axis] - b[axis]), abs(c[axis] - d[axis]), abs(a[side] - d[side])
        arm, back = a[side] - b[side], abs(b[axis] - c[axis])
        longest = ARM * unit * (1 if stem is None else 2)
        if max(leans) <= SQUARE and 0 < abs(arm) <= min(longest, back / 3):
            if stem is not None and (stem[side] - b[side]) * arm > 0:
                return None
            name = b[side] if stem is None else stem[side]
            return _Form(axis, 1 if arm > 0 else -1, name, a[side], stem=stem is not None)
    return None


def _without_stem(points: Polyline) -> tuple[Polyline, Point | None]:
    """The points of a line without a stretch that it runs to and back again, and the end of that; None without one."""
    for at in range(2, len(points) - 2):
        if distance(points[at - 1], points[at + 1]) <= SQUARE:
            return (*points[: at - 1], *points[at + 2 :]), points[at]
    return points, None


def _stem(line: Connector, form: _Form, connectors: Sequence[Connector], unit: float) -> Connector | None:
    """The line that leads straight away from within the back of a square bracket to its name, in that direction."""
    box, axis, side = bounds(line.points), form.axis, 1 - form.axis
    for other in connectors:
        if other.headed or other.dashed or form.curly or len(other.points) != 2:
            continue
        for start, end in (other.points, other.points[::-1]):
            away = form.way * (form.back - end[side])
            within = box[axis] + APART < start[axis] < box[axis + 2] - APART
            straight = abs(start[axis] - end[axis]) <= SQUARE and abs(start[side] - form.back) <= APART
            if within and straight and 0 < away <= 2 * ARM * unit:
                return replace(other, points=(start, end))
    return None


def _passes_over(line: Connector, form: _Form, things: Sequence[Thing], unit: float) -> bool:
    """Whether a bracket with a stem spans more than it ends at; one that does not forks or joins what it meets."""
    box, axis, side = bounds(line.points), form.axis, 1 - form.axis
    return any(
        thing.kind in ("box", "sign", "picture") or (thing.kind == "text" and is_dots(thing.text))
        for thing in things
        if box[axis] < thing.bbox[axis]
        and thing.bbox[axis + 2] < box[axis + 2]
        and -2 * unit <= form.way * (thing.middle[side] - form.tip) <= STEPS * unit
    )


def _is_met(line: Connector, connectors: Sequence[Connector], things: Sequence[Thing]) -> bool:
    """Whether a bracket's arms end at something, or another line ends at it: then it joins what it meets."""
    tips = line.points[0], line.points[-1]
    if any(
        abs(gap_to_polygon(tip, thing.outline)) <= APART
        for tip in tips
        for thing in things
        if thing.kind in ("box", "sign", "picture", "group")
    ):
        return True
    return any(
        nearest_on(end, line.points)[0] <= APART
        for other in connectors
        if other is not line
        for end in (other.points[0], other.points[-1])
    ) or any(
        nearest_on(tip, other.points)[0] <= APART for tip in tips for other in connectors if other is not line
    )


def _label(line: Connector, form: _Form, things: Sequence[Thing], unit: float) -> Thing | None:
    """The nearest free text behind the middle of a bracket's back."""
    axis, side = form.axis, 1 - form.axis
    middle = centre(bounds(line.points))[axis]
    offers = []
    for text in things:
        if text.kind != "text" or not text.bbox[axis] <= middle <= text.bbox[axis + 2]:
            continue
        gap = form.back - text.bbox[side + 2] if form.way > 0 else text.bbox[side] - form.back
        if -0.2 * unit <= gap <= LABEL * unit:
            offers.append((gap, text.id))
    return things[min(offers)[1]] if offers else None


def _steps(line: Connector, form: _Form, things: Sequence[Thing], unit: float) -> frozenset[int]:
    """What stands along a bracket, before its arms."""
    box, axis, side = bounds(line.points), form.axis, 1 - form.axis
    least = ALONG_STEMMED if form.stem else ALONG
    found = set()
    for thing in things:
        if thing.kind not in ("box", "sign", "picture", "group"):
            continue
        gap = thing.bbox[side] - form.tip if form.way > 0 else form.tip - thing.bbox[side + 2]
        length = thing.bbox[axis + 2] - thing.bbox[axis]
        shared = overlap(box[axis], box[axis + 2], thing.bbox[axis], thing.bbox[axis + 2])
        if not -0.2 * unit <= gap <= STEPS * unit or shared < least * length:
            continue
        if thing.kind != "group":
            found.add(thing.id)
        elif shared >= FRAMED * (box[axis + 2] - box[axis]):
            # It is as long as the frame, so that it holds for whatever stands there, in one row or in several.
            found.update(inner.id for inner in members(thing.id, things))
    return frozenset(found)
