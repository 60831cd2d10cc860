"""Sizes that head a frame around steps: all that the frame holds works at that size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.figures.lines.groups import members
from extract.figures.things.things import Thing
from extract.scene.geometry import height
from graph import Shape

NEAR = 1.5
"""Greatest gap between a frame and the size over or under it, in sizes of text."""

OFF = 0.1
"""Farthest that the middle of the size lies off that of the frame, in widths of the frame."""


def sizes_of_frames(
    things: Sequence[Thing], sizes: Mapping[int, Shape], nodes: set[int], unit: float
) -> dict[int, list[int]]:
    """The nodes in the frame that a size stands over or under, by the ids of the sizes' texts.

    As in a table that says a stage's size once, it is that of each of its steps. A frame that holds one node only is
    drawn around that.

    Args:
        things: of the figure.
        sizes: shapes that are printed free, by the ids of their texts.
        nodes: ids of the things that are nodes.
        unit: size of the figure's text.
    """
    found: dict[int, list[int]] = {}
    for note in sizes:
        heads = [frame for frame in things if frame.kind == "group" and _heads(things[note], frame, unit)]
        if len(heads) == 1 and not _is_nearer(things[note], heads[0], things, nodes):
            own = [thing.id for thing in members(heads[0].id, things) if thing.id in nodes]
            if len(own) > 1:
                found[note] = own
    return found


def _heads(note: Thing, frame: Thing, unit: float) -> bool:
    """Whether a text stands in the middle right over or under a frame."""
    (x0, y0, x1, y1), (left, top, right, bottom) = note.bbox, frame.bbox
    gap = max(top - y1, y0 - bottom)
    off = abs(x0 + x1 - left - right) / 2
    return -0.2 * unit <= gap <= NEAR * unit and off <= OFF * (right - left) and height(frame.bbox) > 2 * unit


def _is_nearer(note: Thing, frame: Thing, things: Sequence[Thing], nodes: set[int]) -> bool:
    """Whether a node outside of a frame is as near to a text as the frame is."""
    return any(
        thing.parent != frame.id
        and thing.kind != "group"
        and thing.bbox[0] <= note.middle[0] <= thing.bbox[2]
        and _apart(note, thing) <= _apart(note, frame)
        for thing in things
        if thing.id in nodes
    )


def _apart(note: Thing, other: Thing) -> float:
    return max(other.bbox[1] - note.bbox[3], note.bbox[1] - other.bbox[3], 0.0)
