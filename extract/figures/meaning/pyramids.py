"""Levels of a feature pyramid: where a drawing has C_2, C_3, … and P_2, P_3, …, these are feature maps.

So are those of one of the letters alone, where they count on from a level that no plain network begins with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.figures.things.things import Thing

LEVEL = re.compile(r"^([A-Z])\s?_?(\d)'?$")
"""A letter with the number of its level."""

USUAL = ("C", "P")
"""The letters of a backbone's maps and of the pyramid's."""

FEWEST = 2
"""Fewest levels of either."""

ALONE = ("C", "P", "N")
"""Letters that levels go by without those of another."""

FIRST = 2
"""The lowest level of a pyramid; layers are counted from 1."""

FEWEST_ALONE = 3
"""Fewest levels of one letter alone."""


def name_levels(things: Sequence[Thing]) -> None:
    """Makes feature maps of the levels of a pyramid that a drawing names by the usual letters."""
    levels: dict[str, list[Thing]] = {}
    for thing in things:
        if thing.kind != "group" and thing.parsed.kind == "variable" and (found := LEVEL.match(thing.text)):
            levels.setdefault(found[1], []).append(thing)
    numbers = {letter: {thing.text for thing in own} for letter, own in levels.items()}
    together = all(len(numbers.get(letter, ())) >= FEWEST for letter in USUAL)
    together = together and not _take_turns([thing for letter in USUAL for thing in levels[letter]])
    for letter, own in levels.items():
        if not (together and len(numbers[letter]) >= FEWEST) and not _alone(letter, own):
            continue
        for thing in own:
            maps = tuple(replace(each, op="feature_map") for each in thing.parsed.operations)
            thing.parsed = replace(thing.parsed, operations=maps, kind="tensor")


def _alone(letter: str, own: Sequence[Thing]) -> bool:
    """Whether things of one letter are levels by their numbers: several that follow each other, none the first."""
    numbers = sorted({int(thing.text.rstrip("'")[-1]) for thing in own})
    following = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return letter in ALONE and following and numbers[0] >= FIRST and len(numbers) >= FEWEST_ALONE


def _take_turns(things: Sequence[Thing]) -> bool:
    """Whether things stand in one row or column and no two of one letter side by side: layers of a plain network."""
    for low in (0, 1):
        other = 1 - low
        if max(t.bbox[other] for t in things) < min(t.bbox[other + 2] for t in things):
            order = sorted(things, key=lambda thing: thing.middle[low])
            return all(a.text[0] != b.text[0] for a, b in pairwise(order))
    return False
