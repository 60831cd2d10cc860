"""Names of dense layers over, or under, boxes with a bare count: "Fully connected" over 512 is a layer of 512 units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.labels import parse_label
from extract.scene.geometry import width
from graph import FrozenMap

FARTHEST = 1.2
"""Greatest gap between a box and its name, in sizes of text."""

CENTRED = 0.5
"""How far the middles of both may lie apart, in sizes of text."""

COUNT = re.compile(r"^\d{1,5}(?:\s?[-–]\s?\d{1,5})?$")
"""A count, or a range of them."""


def join_counted(things: Sequence[Thing], unit: float) -> None:
    """Makes one layer of each box with a bare count and the dense layer's name that stands right over or under it.

    A name between two such boxes is nobody's, and so is one of two at a box.

    Args:
        things: all things.
        unit: usual size of text in points.
    """
    boxes = [thing for thing in things if thing.kind == "box" and COUNT.match(thing.text.strip())]
    names = [thing for thing in things if thing.kind == "text" and not thing.title and _is_dense(thing)]
    at = {name.id: [box for box in boxes if _stands_at(name, box, unit)] for name in names}
    for name in names:
        if len(at[name.id]) != 1:
            continue
        (box,) = at[name.id]
        if sum(box in own for own in at.values()) > 1:
            continue
        (layer,) = name.parsed.operations
        count = box.text.strip()
        units = int(count) if count.isdecimal() else count
        text = f"{name.text} {count}"
        layer = replace(layer, label=text, attrs=FrozenMap({"units": units}))
        box.parsed = replace(parse_label(text), kind="operations", operations=(layer,))
        box.text = text
        name.set_aside()
        # Nothing else is to be called so: no volume, and no gap between two.
        name.text = ""


def _is_dense(thing: Thing) -> bool:
    own = thing.parsed.operations
    return len(own) == 1 and own[0].op == "dense" and not own[0].attrs and own[0].output_shape is None


def _stands_at(name: Thing, box: Thing, unit: float) -> bool:
    """Whether a name stands right over or under the middle of a box."""
    gap = max(box.bbox[1] - name.bbox[3], name.bbox[1] - box.bbox[3])
    aside = abs(name.middle[0] - box.middle[0])
    return -0.3 * unit <= gap <= FARTHEST * unit and aside <= max(CENTRED * unit, 0.1 * width(box.bbox))
