"""Abbreviations that a caption spells out: "Global Convolutional Network (GCN)" is what a box printed GCN is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.labels import ParsedOperation, parse_label
from graph import FrozenMap

ABBREVIATION = re.compile(r"^[A-Z]{2,6}$")
"""Capitals only."""

GRAPH = re.compile(r"\bgraph\b", re.IGNORECASE)
"""What a graph convolution's name says."""


def spell_out(things: Sequence[Thing], caption: str) -> None:
    """Makes boxes blocks whose abbreviation stands for another thing than the operation that it usually does.

    Args:
        things: of a figure.
        caption: of the figure.
    """
    for thing in things:
        only = thing.parsed.operations[0] if len(thing.parsed.operations) == 1 else None
        if (
            thing.kind != "box"
            or only is None
            or only.op in ("block", "loss")
            or not ABBREVIATION.match(thing.text)
        ):
            continue
        words = spelled_out(thing.text, caption)
        if not words or GRAPH.search(words):
            continue
        if parse_label(words, role="box").kind == "block":
            block = ParsedOperation("block", FrozenMap({"name": thing.text}), label=thing.text)
            thing.parsed = replace(thing.parsed, operations=(block,), kind="block")


def spelled_out(short: str, text: str) -> str:
    """The words before an abbreviation in brackets, of which it has the first letters; "" where there are none."""
    initials = r"[\s-]+".join(rf"{letter}[\w]*" for letter in short)
    found = re.search(rf"\b({initials})\s*\({short}s?\)", text, re.IGNORECASE)
    return found[1] if found else ""
