"""Square brackets along a row of steps: the name, size or count beyond one holds for all steps along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.figures.things.things import Thing
from extract.labels import ParsedOperation, repeat_mark
from extract.labels.shapes import is_kernel_like, parse_shape
from extract.scene.geometry import bounds, centre, gap_to_polygon, nearest_on, overlap
from extract.scene.model import Connector
from graph import Dim, Shape

SQUARE = 0.4
"""How far, in points, the sides of a bracket may lean."""

ARM = 1.2
"""Greatest length of its arms, in sizes of text; they are at most a third of its back."""

LABEL = 1.5
"""Farthest that what is printed for a bracket stands behind its back, in sizes of text."""

STEPS = 3.0
"""Farthest that its steps stand before its arms, in sizes of text."""

APART = 1.0
"""Least distance, in points, of its arms from whatever they might join, and of other lines from it."""

ALONG = 0.7
"""Least share of a step that lies along a bracket."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """A square bracket.

    Attributes:
        line: id of the line that it is drawn as.
        label: id of the free text behind its back.
        steps: ids of the boxes, signs and pictures along it.
        shape: the size that its label prints; None where it prints none.
        repeat: the count of repeats that its label prints; None where it prints none.
    """

    line: int
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
        sides = _sides(line, unit)
        if sides is None or _is_met(line, connectors, things):
            continue
        axis, way = sides
        label = _label(line, axis, way, things, unit)
        steps = _steps(line, axis, way, things, unit)
        if label is not None and steps:
            shape = parse_shape(label.text)
            found.append(Bracket(line.id, label.id, steps, shape, repeat_mark(label.text)))
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


def _sides(line: Connector, unit: float) -> tuple[int, int] | None:
    """The axis of a bracket's back, and 1 where its arms point to greater coordinates, -1 else; None for other lines."""
    if len(line.points) != 4 or line.headed or line.dashed:
        return None
    a, b, c, d = line.points
    for axis in (0, 1):
        side = 1 - axis
        leans = abs(b[side] - c[side]), abs(a[axis] - b[axis]), abs(c[axis] - d[axis]), abs(a[side] - d[side])
        arm, back = a[side] - b[side], abs(b[axis] - c[axis])
        if max(leans) <= SQUARE and 0 < abs(arm) <= min(ARM * unit, back / 3):
            return axis, 1 if arm > 0 else -1
    return None


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


def _label(line: Connector, axis: int, way: int, things: Sequence[Thing], unit: float) -> Thing | None:
    """The nearest free text behind the middle of a bracket's back."""
    box, side = bounds(line.points), 1 - axis
    middle = centre(box)[axis]
    back = line.points[1][side]
    offers = []
    for text in things:
        if text.kind != "text" or not text.bbox[axis] <= middle <= text.bbox[axis + 2]:
            continue
        gap = back - text.bbox[side + 2] if way > 0 else text.bbox[side] - back
        if -0.2 * unit <= gap <= LABEL * unit:
            offers.append((gap, text.id))
    return things[min(offers)[1]] if offers else None


def _steps(line: Connector, axis: int, way: int, things: Sequence[Thing], unit: float) -> frozenset[int]:
    """What stands along a bracket, before its arms."""
    box, side = bounds(line.points), 1 - axis
    tip = line.points[0][side]
    found = set()
    for thing in things:
        if thing.kind not in ("box", "sign", "picture"):
            continue
        gap = thing.bbox[side] - tip if way > 0 else tip - thing.bbox[side + 2]
        length = thing.bbox[axis + 2] - thing.bbox[axis]
        shared = overlap(box[axis], box[axis + 2], thing.bbox[axis], thing.bbox[axis + 2])
        if -0.2 * unit <= gap <= STEPS * unit and shared >= ALONG * length:
            found.add(thing.id)
    return frozenset(found)
