"""Names of layers of neurons: headings at the end of a row or column of units, and names at single units."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.figures.lines.ellipses import is_ellipsis
from extract.figures.lines.links import Link
from extract.figures.lines.nets import Piece
from extract.figures.things.things import Thing
from extract.labels import parse_label
from extract.scene.geometry import gap_between

FAR = 16.0
"""Greatest distance between a layer and its heading, in sizes of text."""

NAME = re.compile(r"layer|input|output|hidden|units?\b|neurons?\b", re.IGNORECASE)
"""What a heading of a layer says where the others have none on its level."""


def names_of_layers(things: Sequence[Thing], unit: float) -> dict[int, tuple[int, str]]:
    """For each layer without text that has a heading over or under its middle, the heading's id and text."""
    layers = [thing for thing in things if thing.layer]
    if not layers:
        return {}
    found: dict[int, tuple[int, str]] = {}
    used: set[int] = set()
    offers = sorted(
        (gap_between(label.bbox, layer.bbox), label.id, layer.id)
        for label in things
        if label.kind == "text" and not is_ellipsis(label) and NAME.search(label.text)
        for layer in layers
        if not layer.blocks and label.parent == layer.parent and _heads(label, layer, things, unit)
    )
    for _, label, layer in offers:
        if layer not in found and label not in used:
            found[layer] = label, things[label].text
            used.add(label)
    return found


def _heads(label: Thing, layer: Thing, things: Sequence[Thing], unit: float) -> bool:
    """Whether a label stands over or under the middle of a layer, with nothing between them."""
    left, right = label.bbox[0], label.bbox[2]
    if not left <= layer.middle[0] <= right or gap_between(label.bbox, layer.bbox) > FAR * unit:
        return False
    top, bottom = sorted((label.middle[1], layer.middle[1]))
    return not any(
        other is not layer
        and other.kind in ("box", "sign", "picture")
        and other.bbox[0] < right
        and other.bbox[2] > left
        and top < other.middle[1] < bottom
        for other in things
    )


def named_by_lines(
    things: Sequence[Thing], links: Sequence[Link], beside: Mapping[int, Sequence[Piece]]
) -> dict[int, tuple[int, str]]:
    """For each layer that lines from another enter with the name of a dense layer by them, the name's id and text.

    Args:
        things: all things.
        links: between them.
        beside: for each free label that names an operation, the pieces of line that it stands by.
    """
    found: dict[int, tuple[int, str]] = {}
    for label, pieces in beside.items():
        if [operation.op for operation in things[label].parsed.operations] != ["dense"]:
            continue
        for link in links:
            if (
                link.source is None
                or link.target is None
                or not any(a is b for a in link.pieces for b in pieces)
            ):
                continue
            if things[link.source].layer and things[link.target].layer and not things[link.target].text:
                found[link.target] = label, things[label].text
    return found


def without_unit_names(links: Sequence[Link], things: Sequence[Thing]) -> list[Link]:
    """The links without those between a layer and names of what goes into or comes out of single units of it.

    The layer is that input or output itself; where it has no name, it has theirs. Names of what goes into the steps of
    a sequence, or comes out of them, are one thing before it, or after it, but where it is called so itself.
    """
    kept = list(links)
    for layer in things:
        if not (layer.layer or layer.steps):
            continue
        for enters in (True, False):
            own = [link for link in kept if layer.id == (link.target if enters else link.source)]
            ends = [link.source if enters else link.target for link in own]
            if not own or not all(end is not None and _is_name(things[end], kept, enters) for end in ends):
                continue
            lines = sum(
                len(block.lines) for end in set(ends) if end is not None for block in things[end].blocks
            )
            if len(own) > lines:
                # Names that are joined to several units each are units of a layer without circles.
                continue
            names = sorted(
                (things[end] for end in set(ends) if end is not None), key=lambda name: name.middle
            )
            text = " ".join(name.text for name in names)
            kept = [link for link in kept if link not in own]
            if layer.steps and layer.parsed.kind != "terminal":
                kept.append(own[ends.index(names[0].id)])
                names[0].text, names[0].parsed = text, parse_label(text, role="text")
            elif not layer.text:
                layer.text, layer.parsed = text, parse_label(text, role="box")
    return kept


def _is_name(thing: Thing, links: Sequence[Link], enters: bool) -> bool:
    """Whether a free label names data at an end of the flow."""
    if thing.kind != "text" or thing.parsed.kind == "operations":
        return False
    return not any(thing.id == (link.target if enters else link.source) for link in links)
