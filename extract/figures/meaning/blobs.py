"""Blobs between the layers of a network that a program draws: what a layer gives bears the layer's name.

Caffe draws each as a box of its own form behind the layer, "conv1 (Convolution)", with the number of its maps or units
beside the arrow between both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.links import Link
from extract.figures.meaning.as_map import Meanings
from extract.figures.things.things import Thing
from extract.labels import ParsedOperation
from extract.labels.families import family
from extract.labels.plotted import WIDTHS
from graph import FrozenMap

LAYER = re.compile(r"^(?P<name>[\w./-]+) ?\([A-Za-z][A-Za-z ]*\)")
"""A layer's name with its kind in brackets."""

FEWEST = 2
"""Fewest blobs that bear the name of the layer before them."""


def with_blobs(nodes: Sequence[Thing], links: Sequence[Link], meanings: Meanings) -> Meanings:
    """The meanings, where boxes that bear the names of the layers before them, and others of their form, are tensors.

    Args:
        nodes: things that may be nodes.
        links: the edges between them.
        meanings: the operations of each.
    """
    by_id = {thing.id: thing for thing in nodes}
    named = [
        by_id[link.target]
        for link in links
        if link.source in by_id
        and link.target in by_id
        and (layer := LAYER.match(by_id[link.source].text)) is not None
        and layer["name"] == by_id[link.target].text.strip()
    ]
    forms = {_form(blob) for blob in named}
    if len({blob.id for blob in named}) < FEWEST or None in forms:
        return meanings
    layers = {_form(thing) for thing in nodes if LAYER.match(thing.text)}
    entered = {link.target for link in links if link.source in meanings}
    left = {link.source for link in links if link.target in meanings}
    blobs = {
        thing.id: "input" if thing.id not in entered else "output" if thing.id not in left else "feature_map"
        for thing in nodes
        if thing in named or _form(thing) in forms - layers
    }
    return {
        i: (ParsedOperation(blobs[i], label=by_id[i].text),) if i in blobs else found
        for i, found in meanings.items()
    }


def _form(thing: Thing) -> tuple[object, ...] | None:
    """What boxes of one form have in common."""
    return None if thing.shape is None else (thing.shape.kind, len(thing.shape.outline), thing.shape.fill)


def counted(layers: Sequence[Thing], meanings: dict[int, tuple[ParsedOperation, ...]]) -> None:
    """Makes the number beside the arrow that leaves a named layer that of its filters or units."""
    for layer in layers:
        found = meanings.get(layer.id, ())
        if len(found) != 1 or not LAYER.match(layer.text):
            continue
        width, shape = WIDTHS.get(family(found[0].op)), found[0].output_shape
        if width is not None and shape is not None and len(shape) == 1 and width not in found[0].attrs:
            attrs = FrozenMap({**found[0].attrs, width: shape[0]})
            meanings[layer.id] = (replace(found[0], attrs=attrs, output_shape=None),)
