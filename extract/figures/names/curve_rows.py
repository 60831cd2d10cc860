"""Rows of units that show a curve each: the name of an activation beside such a row is what the row does."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.names.shared_names import lend
from extract.figures.things.things import Thing
from extract.labels.families import family
from extract.scene.geometry import gap_between, overlap

NEAR = 2.0
"""Greatest gap between a row and its name, in sizes of text."""


def name_curves(things: Sequence[Thing], unit: float) -> None:
    """Gives rows of units with curves the activation that is printed right beside, over or under them.

    Args:
        things: of a figure.
        unit: usual size of its text in points.
    """
    rows = [t for t in things if t.parts and not t.text and t.shape is not None and t.shape.symbol == "~"]
    for row in rows:
        near = [
            (gap_between(name.bbox, row.bbox), name.id)
            for name in things
            if name.kind == "text" and not name.title and _activates(name) and _in_line(name, row)
        ]
        gap, name = min(near, default=(float("inf"), -1))
        if gap <= NEAR * unit:
            lend(things, {row.id: (name, things[name].text)})


def _activates(name: Thing) -> bool:
    """Whether a text names one activation and nothing else."""
    only = name.parsed.operations[0] if len(name.parsed.operations) == 1 else None
    return only is not None and family(only.op) == "activation"


def _in_line(name: Thing, row: Thing) -> bool:
    """Whether a text stands level with a row, or over or under it."""
    (x0, y0, x1, y1), (a0, b0, a1, b1) = name.bbox, row.bbox
    return overlap(y0, y1, b0, b1) > 0 or overlap(x0, x1, a0, a1) > 0
