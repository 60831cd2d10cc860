"""Text that is no node but says something of one: a printed shape, a repeat."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.groups import members
from extract.figures.things import Thing
from extract.scene.geometry import gap_between
from graph import Dim, Shape


def shapes_beside(things: Sequence[Thing], nodes: set[int], unit: float) -> dict[int, Shape]:
    """The shape printed beside each node that has one."""
    found: dict[int, tuple[float, Shape]] = {}
    for note in things:
        if note.kind != "text" or note.id in nodes or note.parsed.kind != "tensor":
            continue
        shape = note.parsed.operations[0].output_shape if note.parsed.operations else None
        if shape is None:
            continue
        near = [
            (gap_between(note.bbox, thing.bbox), thing.id)
            for thing in things
            if thing.id in nodes and thing.kind != "text"
        ]
        gap, thing = min(near, default=(float("inf"), -1))
        if gap <= 1.5 * unit and (thing not in found or gap < found[thing][0]):
            found[thing] = (gap, shape)
    return {thing: shape for thing, (_, shape) in found.items()}


def repeats_beside(things: Sequence[Thing], nodes: set[int], unit: float) -> dict[int, Dim]:
    """How often nodes are repeated, by a mark such as ×6 in or beside their group or box."""
    found: dict[int, Dim] = {}
    for note in things:
        count = note.parsed.repeat
        if note.kind != "text" or note.id in nodes or note.parsed.kind != "repeat" or count is None:
            continue
        groups = [
            (gap_between(note.bbox, thing.bbox), thing)
            for thing in things
            if thing.kind == "group" and thing.id != note.parent
        ]
        boxes = [
            (gap_between(note.bbox, thing.bbox), thing)
            for thing in things
            if thing.id in nodes and thing.kind == "box"
        ]
        offers = [offer for offer in groups + boxes if offer[0] <= 2 * unit]
        if note.parent is not None:
            target = things[note.parent]
        elif offers:
            _, target = min(offers, key=lambda offer: offer[0])
        else:
            continue
        own = members(target.id, things) if target.kind == "group" else [target]
        found.update({thing.id: count for thing in own if thing.id in nodes})
    return found
