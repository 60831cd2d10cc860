"""How often a caption says that what its frame holds is repeated: "the block is repeated N times", "repeated 6×"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.lines.groups import members
from extract.figures.things.things import Thing
from graph import Dim

_REPEATED = re.compile(
    r"\b(?:repeated|stacked|repeat|stack(?:ing)?)\b(?:\s\w+){0,4}?\s(?P<count>\d{1,3}|[A-Z]|two|three|four|five|six|eight|twelve)"
    r"(?:\s?=\s?(?P<value>\d{1,3}))?\s?(?:times\b|×)",
)
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "twelve": 12}

FEWEST = 2
"""Fewest nodes of a frame that is a part of a network."""


def repeats_said(things: Sequence[Thing], nodes: set[int], caption: str) -> dict[int, Dim]:
    """The repeat of each node of the only frame of a drawing, where the caption says one; empty where it has several.

    Args:
        things: all things.
        nodes: ids of those that are nodes.
        caption: of the figure.
    """
    said = _REPEATED.findall(" ".join(caption.split()))
    frames = [
        own
        for group in things
        if group.kind == "group" and group.parent is None
        for own in [[thing.id for thing in members(group.id, things) if thing.id in nodes]]
        if len(own) >= FEWEST
    ]
    if len(said) != 1 or len(frames) != 1 or len(frames[0]) == len(nodes):
        return {}
    count, value = said[0]
    times: Dim = int(value or count) if (value or count).isdecimal() else _WORDS.get(count, count)
    return dict.fromkeys(frames[0], times)
