"""Names right beside boxes without words that are drawn alike, at one gap from all of them: each is its box's."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.likeness.own_names import own_names
from extract.figures.names.shared_names import lend
from extract.figures.things.things import Thing
from extract.scene.geometry import same_size

ALIKE = 0.1
"""By how much the boxes differ in width and height."""

KINDS = ("variable", "terminal", "tensor", "block")
"""What names data; what is done stands by a line as well."""


def name_cells(things: Sequence[Thing], unit: float) -> None:
    """Gives boxes drawn alike the names that stand beside each of them.

    Args:
        things: all things; the names become titles.
        unit: usual size of text in points.
    """
    blank = [
        thing for thing in things if thing.kind == "box" and not (thing.text or thing.parts or thing.layer)
    ]
    labels = [
        thing for thing in things if thing.kind == "text" and not thing.title and thing.parsed.kind in KINDS
    ]
    names = [(label.bbox, label.text) for label in labels]
    named: dict[int, tuple[int, str]] = {}
    for first in blank:
        alike = [box for box in blank if same_size(first.bbox, box.bbox, ALIKE) and box.id not in named]
        found = own_names([box.bbox for box in alike], names, unit)
        named |= {alike[i].id: (labels[n].id, labels[n].text) for i, n in found.items()}
    lend(things, named)
