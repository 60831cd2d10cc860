"""Names below volumes: where each volume of a drawing has a name of its own under it, the volume is what that says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things import Thing
from extract.figures.volumes import Bodies
from extract.labels import ParsedLabel, ParsedOperation, parse_label
from graph import FrozenMap, Shape

FEWEST = 3
"""Fewest volumes with a name each."""

BELOW = 6.0
"""Greatest distance of a name from the volume over it, in sizes of text; sizes may stand between them."""


def name_volumes(bodies: Bodies, things: Sequence[Thing], unit: float) -> None:
    """Gives each volume the operations that its name tells, and takes these texts out of play.

    One name fewer than volumes names what is done between them, which is told elsewhere.
    """
    volumes = [things[i] for i in bodies.things]
    free = [
        thing
        for thing in things
        if thing.kind == "text" and not thing.title and thing.id not in bodies.used and thing.text.strip()
    ]
    names: dict[int, Thing] = {}
    for volume in volumes:
        under = [text for text in free if _stands_under(text, volume, unit)]
        if under:
            names[volume.id] = min(under, key=lambda text: text.bbox[1])
    if len(volumes) < FEWEST or len(names) < len(volumes):
        return
    if len({text.id for text in names.values()}) < len(names):
        return
    for volume in volumes:
        text = names[volume.id]
        shape = volume.parsed.operations[-1].output_shape if volume.parsed.operations else None
        volume.parsed = _named(text.text, shape)
        volume.text = text.text
        bodies.used.add(text.id)
        text.set_aside()


def _stands_under(text: Thing, volume: Thing, unit: float) -> bool:
    gap = text.bbox[1] - volume.bbox[3]
    return volume.bbox[0] <= text.middle[0] <= volume.bbox[2] and -0.3 * unit <= gap <= BELOW * unit


def _named(name: str, shape: Shape | None) -> ParsedLabel:
    """What a volume with this name and shape is; a tensor where the name is of one."""
    parsed = parse_label(name)
    if parsed.kind not in ("operations", "block") or not parsed.operations:
        tensor = ParsedOperation("feature_map", FrozenMap(), None, name, shape)
        return ParsedLabel(name, (tensor,), "tensor", 0.8)
    *before, last = parsed.operations
    if last.op == "dense" and shape is not None and len(shape) == 1 and "units" not in last.attrs:
        last = replace(last, attrs=FrozenMap({**last.attrs, "units": shape[0]}))
    elif last.output_shape is None:
        last = replace(last, output_shape=shape)
    return replace(parsed, operations=(*before, last))
