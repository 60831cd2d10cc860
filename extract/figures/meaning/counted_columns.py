"""A heading such as "Encoder ×6" over a column of boxes without a frame counts what stands in the column."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.lines.links import Link
from extract.figures.meaning.notes import count_of_block
from extract.figures.things.things import Thing
from extract.scene.geometry import width
from graph import Dim

NEAR = 2.0
"""Greatest gap between a heading and its column, in sizes of text."""

IN_LINE = 0.15
"""How far the middles of a column's boxes and its heading may lie apart, in widths of its first box."""

ONCE = frozenset({"embedding", "positional_encoding", "input", "output", "loss"})
"""What a network has once before or behind its layers, though it stands in one column with them."""


def counted_columns(
    things: Sequence[Thing], links: Sequence[Link], nodes: set[int], unit: float
) -> dict[int, Dim]:
    """The repeat of each thing in a column that a heading counts.

    Args:
        things: all things.
        links: all links.
        nodes: ids of the things that are nodes.
        unit: size of the figure's text, in points.
    """
    found: dict[int, Dim] = {}
    for note in things:
        count = count_of_block(note)
        if note.kind != "text" or note.id in nodes or note.parent is not None or count is None:
            continue
        for down in (True, False):
            column = _column(note, things, links, nodes, unit, down)
            if len(column) > 1:
                found.update(dict.fromkeys(column, count))
                break
    return found


def _column(
    note: Thing, things: Sequence[Thing], links: Sequence[Link], nodes: set[int], unit: float, down: bool
) -> list[int]:
    """Ids of the linked boxes in line with a heading, from the nearest on, below or above it."""
    low, high = (3, 1) if down else (1, 3)
    side = 1 if down else -1
    first = [
        thing
        for thing in things
        if thing.id in nodes
        and thing.kind == "box"
        and thing.parent is None
        and -0.3 * unit <= side * (thing.bbox[high] - note.bbox[low]) <= NEAR * unit
        and abs(thing.middle[0] - note.middle[0]) <= IN_LINE * width(thing.bbox)
    ]
    if len(first) != 1:
        return []
    reach = IN_LINE * width(first[0].bbox)
    column, queue = [first[0].id], [first[0]]
    while queue:
        here = queue.pop()
        for link in links:
            other = link.target if link.source == here.id else link.source if link.target == here.id else None
            if other is None or other in column or other not in nodes:
                continue
            thing = things[other]
            onward = side * (thing.middle[1] - here.middle[1]) > 0
            if not onward or abs(thing.middle[0] - here.middle[0]) > reach:
                continue
            if not ONCE & {operation.op for operation in thing.parsed.operations}:
                column.append(other)
                queue.append(thing)
    return column
