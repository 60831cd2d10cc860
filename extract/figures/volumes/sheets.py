"""Maps drawn as stacks of sheets in a row: sizes printed over them, what is done between them under the gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.figures.volumes.matched_names import matched_names
from extract.figures.volumes.volumes import Bodies
from extract.labels import ParsedLabel, ParsedOperation, parse_label
from extract.labels.shapes import parse_shape
from extract.scene.geometry import height, holds, width
from graph import FrozenMap
from graph import Shape as Sizes

STACKS = 2
"""Fewest stacks without text that make a figure a row of maps."""

SIZED = 3
"""Fewest maps of a row that have their sizes printed."""

FARTHEST = 0.8
"""How far a size stands from its map, in the height of the highest map."""

MAPS = re.compile(r"(\d+)\s*@\s*(\d+)\s*[x×]\s*(\d+)")
"""Maps and their extents: "6@28x28"."""

COUNT = re.compile(
    r"(?:layer|units?|neurons?|nodes?|outputs?|features?)\s*:?\s*(\d+)$|^(\d+)$", re.IGNORECASE
)
"""The number of units of a layer."""


def sheet_bodies(things: Sequence[Thing], unit: float, alone: bool) -> Bodies:
    """The maps of a row of stacks, each given the label in its column; the labels are taken out of play.

    Args:
        things: of a figure.
        unit: usual size of its text in points.
        alone: whether no arrow leads from thing to thing, so that names tell what the maps are made by.
    """
    maps = [thing for thing in things if _may_be_map(thing)]
    stacks = [thing for thing in maps if thing.shape is not None and thing.shape.kind == "stack"]
    if len(stacks) < STACKS:
        return Bodies()
    row = [thing for thing in maps if any(_side_by_side(thing, stack) for stack in stacks)]
    over, under = (_labels(things, row, above, unit) for above in (True, False))
    labels = max(over, under, key=_sized)
    if _sized(labels) < SIZED:
        return _named_row(things, row, unit) if alone else Bodies()
    bodies = Bodies()
    for thing in row:
        texts = labels.get(thing.id, [])
        if not texts and thing not in stacks:
            continue
        bodies.things.append(thing.id)
        if texts:
            thing.text = " ".join(text.text for text in texts)
            shape = _shape(thing.text)
            operation = ParsedOperation("feature_map", FrozenMap(), None, thing.text, shape)
            thing.parsed = ParsedLabel(thing.text, (operation,), "tensor", 0.8)
        for text in texts:
            text.set_aside()
            bodies.used.add(text.id)
    bodies.things.sort(key=lambda i: things[i].middle[0])
    return bodies


def _named_row(things: Sequence[Thing], row: Sequence[Thing], unit: float) -> Bodies:
    """The maps of a row as the layers that are named over or under each; none where not all have a name."""
    ordered = sorted(row, key=lambda thing: thing.middle[0])
    free = [text for text in things if text.kind == "text" and not text.title and text.blocks]
    names = matched_names([thing.bbox for thing in ordered], free, unit)
    for place, name in names.items():
        ordered[place].text, ordered[place].parsed = name.text, name.parsed
        name.set_aside()
    return Bodies([thing.id for thing in ordered] if names else [], used={name.id for name in names.values()})


def _may_be_map(thing: Thing) -> bool:
    """Whether a thing is a sheet or a stack of sheets without text."""
    return (
        thing.kind == "box"
        and not thing.text
        and not thing.parts
        and thing.shape is not None
        and thing.shape.kind in ("stack", "rectangle", "parallelogram")
    )


def _side_by_side(a: Thing, b: Thing) -> bool:
    """Whether the middle of one of two things lies within the height of the other."""
    return a.bbox[1] < b.middle[1] < a.bbox[3] or b.bbox[1] < a.middle[1] < b.bbox[3]


def _labels(
    things: Sequence[Thing], row: Sequence[Thing], above: bool, unit: float
) -> dict[int, list[Thing]]:
    """For each map the free texts in its column on one side of the row, from the top."""
    reach = FARTHEST * max(height(thing.bbox) for thing in row)
    found: dict[int, list[Thing]] = {}
    for text in sorted(things, key=lambda thing: thing.bbox[1]):
        if text.kind != "text" or text.title or not text.blocks:
            continue
        near = [
            (abs(text.middle[0] - thing.middle[0]), thing.id)
            for thing in row
            if -unit < _gap(text, thing, above) < reach
            and abs(text.middle[0] - thing.middle[0]) < max(0.3 * width(text.bbox), 0.5 * width(thing.bbox))
        ]
        if near and not any(holds(thing.bbox, text.middle) for thing in row):
            found.setdefault(min(near)[1], []).append(text)
    return found


def _gap(text: Thing, thing: Thing, above: bool) -> float:
    return thing.bbox[1] - text.bbox[3] if above else text.bbox[1] - thing.bbox[3]


def _sized(labels: dict[int, list[Thing]]) -> int:
    """How many maps have a size among their labels."""
    return sum(_shape(" ".join(text.text for text in texts)) is not None for texts in labels.values())


def _shape(label: str) -> Sizes | None:
    """Height, width and channels as a label prints them; for a layer of units their number."""
    maps = MAPS.search(label)
    if maps is not None:
        count, high, wide = (int(number) for number in maps.groups())
        return (high, wide, count)
    extents = parse_shape(label.strip())
    if extents is not None:
        return extents
    units = COUNT.search(label.strip())
    if units is not None:
        return (int(units.group(1) or units.group(2)),)
    parsed = parse_label(label, role="arrow")
    if parsed.kind in ("tensor", "terminal") and parsed.operations:
        return parsed.operations[0].output_shape
    return None
