"""Dimension lines: a label beside a line with heads at both ends names every box along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.figures.things.things import Thing
from extract.scene.geometry import bounds, centre, gap_between, grown, holds, length_of, overlap
from extract.scene.model import Connector
from graph import Box

FEWEST_PARTS = 0.9
"""Share of a box's length that must lie along a dimension line."""


@dataclass(frozen=True, slots=True)
class Span:
    """A dimension line.

    Attributes:
        box: around it.
        axis: 0 where it runs across, 1 where it runs down.
        connectors: ids of the line and of the short strokes at its ends.
        label: id of the free text beside it.
        boxes: ids of the boxes without text along it.
    """

    box: Box
    axis: int
    connectors: frozenset[int]
    label: int
    boxes: frozenset[int]


def spans_of(connectors: Sequence[Connector], things: Sequence[Thing], unit: float) -> list[Span]:
    """The dimension lines that stand between a label and boxes without text, longest first."""
    found = []
    for line in connectors:
        box = bounds(line.points)
        axis = _axis(line, box)
        if axis is None:
            continue
        beside = [(gap_between(t.bbox, box), t) for t in things if t.kind == "text" and _level(t, box, axis)]
        gap, label = min(beside, key=lambda offer: offer[0], default=(0.0, None))
        if label is None or gap > 2 * unit or label.parsed.kind not in ("operations", "block"):
            continue
        boxes = _along(box, axis, label, things, unit)
        if boxes:
            own = {c.id for c in connectors if _stroke_of(c, box, unit)}
            found.append(Span(box, axis, frozenset(own | {line.id}), label.id, boxes))
    return sorted(found, key=lambda span: -(span.box[span.axis + 2] - span.box[span.axis]))


def named_by_spans(spans: Sequence[Span], things: Sequence[Thing]) -> dict[int, int]:
    """For each box along dimension lines the label of the shortest of them; the labels become titles."""
    names = {box: span.label for span in spans for box in span.boxes}
    for span in spans:
        things[span.label].title = True
    return names


def _axis(line: Connector, box: Box) -> int | None:
    """The direction of a straight line with heads at both ends; None for other lines."""
    if not (line.head_start and line.head_end):
        return None
    sides = box[2] - box[0], box[3] - box[1]
    return next((axis for axis in (0, 1) if sides[1 - axis] < 0.05 * sides[axis]), None)


def _level(label: Thing, box: Box, axis: int) -> bool:
    """Whether a label stands beside the middle of a line."""
    middle = (box[axis] + box[axis + 2]) / 2
    return label.bbox[axis] <= middle <= label.bbox[axis + 2]


def _along(box: Box, axis: int, label: Thing, things: Sequence[Thing], unit: float) -> frozenset[int]:
    """Boxes without text beside a line, on the other side than its label, that it reaches along."""
    side = 1 - axis
    before = centre(label.bbox)[side] < centre(box)[side]
    own = []
    for thing in things:
        if thing.kind != "box" or thing.text:
            continue
        gap = thing.bbox[side] - box[side] if before else box[side] - thing.bbox[side + 2]
        length = thing.bbox[axis + 2] - thing.bbox[axis]
        inside = overlap(box[axis], box[axis + 2], thing.bbox[axis], thing.bbox[axis + 2])
        if 0 <= gap <= 3 * unit and inside >= FEWEST_PARTS * length:
            own.append((gap, thing.id))
    nearest = min(own, default=(0.0, 0))[0]
    return frozenset(i for gap, i in own if gap <= nearest + unit)


def _stroke_of(connector: Connector, box: Box, unit: float) -> bool:
    """Whether a line is one of the short strokes that finish a dimension line."""
    around = grown(box, 0.6 * unit)
    return length_of(connector.points) <= unit and all(holds(around, point) for point in connector.points)
