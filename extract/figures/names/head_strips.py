"""Head strips: a labelled strip as broad as its panel, along the panel's upper side, is the panel's heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.labels import parse_label
from extract.scene.geometry import height, holds
from extract.scene.model import Connector

FLUSH = 1.5
"""How far the sides of a strip may lie from those of its panel, in points."""

DEEPEST = 0.45
"""Greatest height of a strip, in heights of its panel."""


def headed_by_strips(things: Sequence[Thing], connectors: Sequence[Connector]) -> None:
    """Makes headings of strips: lines that reach a strip reach its panel.

    A panel that holds nothing that lines lead to, but text that names operations, is what that text says: other words
    in it are remarks. One that holds nothing but text that names none is what its strip says, of which the text says
    more.

    Args:
        things: of a figure; a panel with a strip is a group.
        connectors: its lines.
    """
    ends = [end for connector in connectors for end in (connector.points[0], connector.points[-1])]
    for panel in things:
        if panel.kind != "group":
            continue
        inner = [thing for thing in things if thing.parent == panel.id and thing is not panel]
        strips = [thing for thing in things if _is_strip(thing, panel)]
        if len(strips) != 1:
            continue
        (strip,) = strips
        if any(holds(strip.bbox, end, 0.5) and end[1] > strip.bbox[3] - FLUSH for end in ends):
            # A line leaves it for what stands below: it is a layer of its own.
            continue
        strip.kind, strip.title = "text", True
        rest = [thing for thing in inner if thing is not strip]
        told = [thing for thing in rest if thing.kind in ("box", "text") and thing.parsed.names_operation]
        if rest and not told and all(thing.kind == "text" for thing in rest):
            _become_card(panel, strip, rest)
            continue
        if not told or any(thing.kind in ("group", "sign") for thing in rest) or _reached(rest, ends):
            continue
        if any(thing.kind == "box" for thing in told):
            continue
        told.sort(key=lambda thing: thing.bbox[1])
        panel.kind, panel.text = "box", " ".join(thing.text for thing in told)
        panel.blocks = tuple(block for thing in told for block in thing.blocks)
        panel.parsed = parse_label(panel.text, role="box")
        for thing in rest:
            if thing.kind != "picture":
                thing.kind = "text"
                thing.set_aside()
            thing.parent = panel.parent
        strip.parent = panel.parent


def _become_card(panel: Thing, strip: Thing, rest: Sequence[Thing]) -> None:
    """Makes a box of a panel: what it is stands in its strip, its settings below."""
    rest = sorted(rest, key=lambda thing: (thing.bbox[1], thing.bbox[0]))
    panel.kind, panel.text = "box", " ".join(thing.text for thing in (strip, *rest))
    panel.blocks = tuple(block for thing in (strip, *rest) for block in thing.blocks)
    whole, named = parse_label(panel.text, role="box"), parse_label(strip.text, role="box")
    if not whole.names_operation or len(whole.operations) != len(named.operations):
        whole = named
    first = tuple(replace(operation, label=panel.text) for operation in whole.operations[:1])
    panel.parsed = replace(whole, operations=first + whole.operations[1:])
    for thing in (strip, *rest):
        thing.kind, thing.parent = "text", panel.parent
        thing.set_aside()


def _is_strip(thing: Thing, panel: Thing) -> bool:
    """Whether a labelled box lies along the whole of a panel's upper side."""
    if thing.kind != "box" or not thing.blocks or thing.parts or thing.shape is None:
        return False
    # A strip of graded colour is an image, and has no fill of its own.
    if (thing.shape.fill is None and thing.shape.order >= 0) or height(thing.bbox) > DEEPEST * height(
        panel.bbox
    ):
        return False
    return all(abs(thing.bbox[side] - panel.bbox[side]) <= FLUSH for side in (0, 1, 2))


def _reached(things: Sequence[Thing], ends: Sequence[tuple[float, float]]) -> bool:
    return any(holds(thing.bbox, end, FLUSH) for thing in things if thing.kind == "box" for end in ends)
