"""Grounds of labels: a bare patch of colour just behind a text that a line passes through is no box."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.labels import parse_label
from extract.scene.geometry import Point, bounds, grown, height, holds, length_of, point_at, touches, width
from extract.scene.model import Connector, like

MARGIN = 0.8
"""Greatest margin of a patch around its text, on each side, in sizes of the text."""

PLAIN = ("tensor", "terminal", "comment", "empty")
"""What labels say that name nothing that is done."""


def grounds_to_labels(things: Sequence[Thing], connectors: Sequence[Connector]) -> None:
    """Makes free labels of the boxes that only keep a line from the text printed on it.

    What names an operation, or a part of a network, stays a box: the line leads to it.

    Args:
        things: of a figure.
        connectors: its lines.
    """
    for thing in things:
        if not _is_patch(thing) or not any(_passes(connector, thing) for connector in connectors):
            continue
        parsed = parse_label(thing.text, role="text")
        if parsed.kind not in PLAIN or any(
            holds(grown(thing.bbox, 1.0), end)
            for connector in connectors
            for end in (connector.points[0], connector.points[-1])
        ):
            continue
        thing.kind, thing.shape, thing.parsed = "text", None, parsed


def _is_patch(thing: Thing) -> bool:
    """Whether a box is drawn without a rim, close around one line of text."""
    shape = thing.shape
    if thing.kind != "box" or shape is None or shape.fill is None or thing.parts or len(thing.blocks) != 1:
        return False
    if shape.kind not in ("rectangle", "rounded") or (
        shape.stroke is not None and not like(shape.stroke, shape.fill)
    ):
        return False
    block = thing.blocks[0]
    if len(block.lines) != 1:
        return False
    text = block.bbox
    return (
        width(thing.bbox) - width(text) <= 2 * MARGIN * block.size
        and height(thing.bbox) - height(text) <= 2 * MARGIN * block.size
    )


def _passes(connector: Connector, thing: Thing) -> bool:
    """Whether a line, drawn before a box, comes from one side of it and goes on at another."""
    if thing.shape is None or connector.order > thing.shape.order:
        return False
    return touches(bounds(connector.points), thing.bbox) and any(
        holds(thing.bbox, point) for point in _within(connector)
    )


def _within(connector: Connector) -> list[Point]:
    """Places along a line."""
    whole = length_of(connector.points)
    count = max(8, int(whole))
    return [point_at(connector.points, whole * i / count) for i in range(1, count)]
