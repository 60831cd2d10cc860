"""Recurrent networks unrolled in time: boxes without text in a chain or tree, or as the steps of one layer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.lines.links import Link
from extract.figures.names.captions import is_level
from extract.figures.things.things import Thing
from extract.labels import ParsedLabel, ParsedOperation
from extract.scene.geometry import gap_between, height, width
from extract.scene.together import together

SHORTEST = 3
"""Fewest steps of time that are drawn."""

KINDS = {
    "lstm": re.compile(r"\b(?:B|Bi-?)?LSTMs?\b|\blong short[- ]term memory\b", re.IGNORECASE),
    "gru": re.compile(r"\b(?:B|Bi-?)?GRUs?\b|\bgated recurrent units?\b", re.IGNORECASE),
    "rnn": re.compile(
        r"\bRNNs?\b|\brecurrent\b|\b(?:hidden|source|target|encoder|decoder) (?:hidden )?states?\b",
        re.IGNORECASE,
    ),
}


NEAR = 1.5
"""Greatest gap between the steps of a layer and its name, in sizes of text."""

LEVEL = 4.0
"""The same for a name that stands level with them at their end."""


def named_layers(things: Sequence[Thing], unit: float) -> dict[int, tuple[int, str]]:
    """For each recurrent layer drawn at several steps the free label of one beside it, and its text."""
    offers = []
    for layer in things:
        if layer.steps is None or not layer.steps.recurrent or layer.text:
            continue
        for label in things:
            if label.kind == "text" and {op.op for op in label.parsed.operations} & KINDS.keys():
                offers.append((gap_between(label.bbox, layer.bbox), layer.id, label.id))
    found: dict[int, tuple[int, str]] = {}
    used: set[int] = set()
    for gap, layer_id, label_id in sorted(offers):
        reach = LEVEL if is_level(things[label_id], things[layer_id]) else NEAR
        if gap <= reach * unit and layer_id not in found and label_id not in used:
            used.add(label_id)
            found[layer_id] = (label_id, things[label_id].text)
    return found


def name_steps(things: Sequence[Thing], links: Sequence[Link], caption: str) -> None:
    """Gives the boxes of an unrolled network the kind of recurrent layer that the caption speaks of."""
    kind = recurrent_kind(caption)
    if kind is None:
        return
    for thing in things:
        if thing.steps is not None and thing.steps.recurrent and not thing.text:
            thing.parsed = ParsedLabel("", (ParsedOperation(kind),), "operations", 0.6)
    for cells in _unrolled(things, links):
        own = set(cells)
        met = {
            i for link in links for i in (link.source, link.target) if not {link.source, link.target} <= own
        }
        if 3 * len(own & met) >= 2 * len(cells):
            for i in cells:
                things[i].parsed = ParsedLabel("", (ParsedOperation(kind),), "operations", 0.6)


def recurrent_kind(caption: str) -> str | None:
    """The one kind of recurrent layer that a caption names; the general word counts only by itself."""
    named = [kind for kind, words in KINDS.items() if words.search(caption)]
    special = [kind for kind in named if kind != "rnn"] or named
    return special[0] if len(special) == 1 else None


def _unrolled(things: Sequence[Thing], links: Sequence[Link]) -> list[list[int]]:
    """Boxes without text, of one size, of which each leads to one other of them at most: chains, and trees of cells.

    In a tree that is gone through from its root each is led to from one other at most.
    """
    ways = {
        (link.source, link.target)
        for link in links
        if link.source is not None
        and link.target is not None
        and link.source != link.target
        and _blank(things[link.source])
        and _blank(things[link.target])
        and _alike(things[link.source], things[link.target])
    }
    cells = dict.fromkeys(i for way in sorted(ways) for i in way)
    found = []
    for part in together(cells, ways):
        own = [way for way in ways if way[0] in part]
        single = len({a for a, _ in own}) == len(own) or len({b for _, b in own}) == len(own)
        if len(part) >= SHORTEST and len(own) == len(part) - 1 and single:
            found.append(part)
    return found


def _blank(thing: Thing) -> bool:
    return thing.kind == "box" and not thing.text and (thing.shape is None or thing.shape.kind != "volume")


def _alike(a: Thing, b: Thing) -> bool:
    return abs(width(a.bbox) - width(b.bbox)) < 0.1 * width(a.bbox) and abs(
        height(a.bbox) - height(b.bbox)
    ) < 0.1 * height(a.bbox)
