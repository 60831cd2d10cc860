"""What only losses are made of, or discriminators are given, comes out of the network though lines lead on from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.linked_parts import ways_of
from extract.figures.lines.links import Link
from extract.figures.meaning.as_map import Meanings
from extract.figures.things.things import Thing
from extract.labels import ParsedOperation
from graph import FrozenMap

ESTIMATED = re.compile(r"^(?:[ˆ˜~\u0302\u0303]\s?[xyIXY]|[xyIXY][\u0302\u0303])|^[fgG]_?\{?\w?\}?\(z\)$")
"""What went in, or is wanted, as a network gives it: by its letter with a hat or tilde, or as made of a latent."""

JUDGE = re.compile(r"discriminator|\bcritic\b|^D(?:_|$)", re.IGNORECASE)
"""The part of a network that is shown what another has made."""

AGAIN = re.compile(r"^(?:recon|rec|fake|cycled?|pseudo)\b", re.IGNORECASE)
"""How names begin of what is made on the way, to be made into something else or to teach."""


def with_compared(nodes: Sequence[Thing], links: Sequence[Link], meanings: Meanings) -> Meanings:
    """The meanings, where what only leads to losses is an output: pictures, estimates and what is called by its name.

    Latents and features that a loss is made of stay maps; an estimate that a discriminator judges is an output too.

    Args:
        nodes: things that may be nodes.
        links: the edges between them.
        meanings: the operations of each.
    """
    losses = {i for i, found in meanings.items() if found[0].op == "loss"}
    judges = {i for i, found in meanings.items() if found[0].op == "block" and JUDGE.search(found[0].label)}
    before, after = ways_of(links)
    told = dict(meanings)
    for thing in nodes:
        found, targets = meanings.get(thing.id, ()), after.get(thing.id, set())
        if len(found) != 1 or thing.id not in before or not targets & losses:
            continue
        if targets <= losses and _is_shown(thing, found[0]):
            told[thing.id] = (replace(found[0], op="output", attrs=FrozenMap()),)
        elif targets <= losses | judges and found[0].op == "feature_map" and _is_estimate(found[0].label):
            told[thing.id] = (replace(found[0], op="output"),)
    return told


def _is_shown(thing: Thing, named: ParsedOperation) -> bool:
    """Whether a thing within the flow is a picture, or has the name of what a network gives."""
    if named.op == "feature_map" and thing.kind == "picture":
        return True
    ends = thing.parsed.kind == "terminal" and [each.op for each in thing.parsed.operations] == ["output"]
    return named.op in ("block", "feature_map") and ends and AGAIN.search(thing.text) is None


def _is_estimate(label: str) -> bool:
    return ESTIMATED.match(unicodedata.normalize("NFD", label)) is not None
