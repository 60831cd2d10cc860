"""Stacks without a frame that their title counts: "Teacher Layer (N×)" under a column of boxes, "k layers" at its end."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import overlap, width
from graph import Dim

PART = re.compile(r"\b(?:layer|block|cell|module|unit|stage|encoder|decoder|stack)s?\b", re.IGNORECASE)
"""What a stack is called that is gone through several times."""

NAMED = re.compile(r"^x\d+$")
"""A count that may as well be a name."""

NEAR = 4.0
"""Farthest that such a title stands from its stack, in sizes of text; the arrow of the stack's end lies between."""


def stack_count(note: Thing) -> Dim | None:
    """How often a text says that what it names is gone through: a title with a count behind or before it."""
    only = note.parsed.operations[0] if len(note.parsed.operations) == 1 else None
    named = only is not None and only.op == "block" and PART.search(str(only.attrs.get("name", "")))
    return only.repeat if only is not None and named else None


def set_counts_aside(things: Sequence[Thing], unit: float) -> None:
    """Makes titles of the texts that only count, so that no line leads to them: they name no input or output.

    A number right behind a small x may be the name of an input, x6.

    Args:
        things: all things.
        unit: usual size of text in points.
    """
    everything = range(len(things))
    for thing in things:
        if thing.kind == "text" and (
            (thing.parsed.kind == "repeat" and not NAMED.match(thing.text.strip()))
            or (stack_count(thing) is not None and stack_at(thing, things, everything, unit))
        ):
            thing.title = True


def stack_at(note: Thing, things: Sequence[Thing], nodes: Collection[int], unit: float) -> list[Thing]:
    """The boxes of the column that a title stands in the middle under or over, those that hold data left out.

    Args:
        note: the title.
        things: all things.
        nodes: ids of those that are nodes.
        unit: usual size of text in points.
    """
    column = [
        thing
        for thing in things
        if thing.id in nodes
        and thing.kind in ("box", "sign")
        and overlap(thing.bbox[0], thing.bbox[2], note.bbox[0], note.bbox[2]) > 0
    ]
    boxes = [thing for thing in column if thing.kind == "box"]
    if len(boxes) < 2:
        return []
    widest = max(boxes, key=lambda box: width(box.bbox))
    under = all(box.bbox[3] < note.bbox[1] for box in column)
    over = all(box.bbox[1] > note.bbox[3] for box in column)
    gap = min(
        (note.bbox[1] - box.bbox[3] if under else box.bbox[1] - note.bbox[3] for box in column), default=0.0
    )
    centred = abs(note.middle[0] - widest.middle[0]) <= unit
    if not (under or over) or not centred or gap > NEAR * unit:
        return []
    return [thing for thing in column if thing.parsed.kind in ("operations", "block")]
