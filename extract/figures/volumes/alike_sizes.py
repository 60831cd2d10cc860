"""Bare sizes that are printed alike mean the same: where others are sizes of tensors, a small one is no kernel."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.labels import ParsedLabel, ParsedOperation

SIZE = re.compile(r"(\d+) ?[x×] ?(\d+)")
"""Two numbers: rows and columns of a tensor, or extents of a kernel."""

MAPS = re.compile(r"(\d+) ?@ ?(\d+) ?[x×] ?(\d+)")
"""Maps and their size: "64@9×9"."""

FEWEST = 2
"""Fewest other labels that are sizes of tensors."""


def sizes_alike(things: Sequence[Thing]) -> None:
    """Gives labels of two different numbers, neither of them 1, the meaning that most such labels have by themselves.

    Kernels are square, or a line long and 1 wide; "7 x 8" among "15 x 8" and "7 x 16" is a tensor's size as these are.
    So are all counts of maps with their size, where two are of maps too large for a kernel.
    """
    _maps_alike(things)
    bare = [(thing, found) for thing in things if (found := SIZE.fullmatch(thing.text.strip())) is not None]
    tensors = [thing for thing, _ in bare if thing.parsed.kind == "tensor"]
    for thing, found in bare:
        rows, columns = int(found[1]), int(found[2])
        if thing.parsed.kind == "tensor" or rows == columns or 1 in (rows, columns):
            continue
        if sum(other.kind == thing.kind for other in tensors) >= FEWEST:
            shaped = ParsedOperation("feature_map", label=thing.text, output_shape=(rows, columns))
            thing.parsed = ParsedLabel(thing.text, (shaped,), "tensor", 0.7)


def _maps_alike(things: Sequence[Thing]) -> None:
    maps = [(thing, found) for thing in things if (found := MAPS.fullmatch(thing.text.strip())) is not None]
    known = {thing.text for thing, _ in maps if thing.parsed.kind == "tensor"}
    for thing, found in maps if len(known) >= FEWEST else ():
        if thing.parsed.kind != "tensor":
            shape = int(found[2]), int(found[3]), int(found[1])
            shaped = ParsedOperation("feature_map", label=thing.text, output_shape=shape)
            thing.parsed = ParsedLabel(thing.text, (shaped,), "tensor", 0.7)
