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

PRODUCT = re.compile(r"(?:\w{1,4}|\?|-1)(?: ?[x×] ?\w{1,5})+")
"""Extents of a tensor, of whatever order."""

BATCH = re.compile(r"(\?|None|-1|1)((?: ?[x×] ?\d+)+)")
"""The samples of a batch, which are one or any number, before the extents that each of them has."""

FEWEST = 2
"""Fewest other labels that are sizes of tensors."""

SQUARE = re.compile(r"(?:\w{1,8}: ?)?(\d+) ?[x×] ?\1")
"""As many rows as columns, of a map or a kernel; the name of a stage may stand before it."""

BATCHES = 3
"""Fewest labels that begin with the samples of a batch."""


def sizes_alike(things: Sequence[Thing]) -> None:
    """Gives labels of two different numbers, neither of them 1, the meaning that most such labels have by themselves.

    Kernels are square, or a line long and 1 wide; "7 x 8" among "15 x 8" and "7 x 16" is a tensor's size as these are.
    So is a square half as wide as one of several others, and so are all counts of maps with their size, where two are of
    maps too large for a kernel. Where all begin with the samples of a batch, as frameworks print them, each is the size
    of one sample.
    """
    _maps_alike(things)
    _batches_alike(things)
    _halved(things)
    bare = [(thing, found) for thing in things if (found := SIZE.fullmatch(thing.text.strip())) is not None]
    tensors = [thing for thing, _ in bare if thing.parsed.kind == "tensor"]
    for thing, found in bare:
        rows, columns = int(found[1]), int(found[2])
        if thing.parsed.kind == "tensor" or rows == columns or 1 in (rows, columns):
            continue
        if sum(other.kind == thing.kind for other in tensors) >= FEWEST:
            shaped = ParsedOperation("feature_map", label=thing.text, output_shape=(rows, columns))
            thing.parsed = ParsedLabel(thing.text, (shaped,), "tensor", 0.7)


def _halved(things: Sequence[Thing]) -> None:
    """Makes sizes of squares that stand free and go on halving others: "7×7" below "14×14" and "28×28" is no kernel."""
    squares = [
        (thing, int(found[1]))
        for thing in things
        if thing.kind == "text" and (found := SQUARE.fullmatch(thing.text.strip())) is not None
    ]
    known = {side for thing, side in squares if thing.parsed.kind == "tensor"}
    for thing, side in sorted(squares, key=lambda square: -square[1]):
        if thing.parsed.kind != "tensor" and 2 * side in known and len(known) >= FEWEST:
            shaped = ParsedOperation("feature_map", label=thing.text, output_shape=(side, side))
            thing.parsed = ParsedLabel(thing.text, (shaped,), "tensor", 0.7)
            known.add(side)


def is_sized(thing: Thing) -> bool:
    """Whether a thing is known to be the size of a batch or of a map, whatever its numbers mean by themselves."""
    text = thing.text.strip()
    return thing.parsed.kind == "tensor" and any(form.fullmatch(text) for form in (BATCH, SQUARE))


def _maps_alike(things: Sequence[Thing]) -> None:
    maps = [(thing, found) for thing in things if (found := MAPS.fullmatch(thing.text.strip())) is not None]
    known = {thing.text for thing, _ in maps if thing.parsed.kind == "tensor"}
    for thing, found in maps if len(known) >= FEWEST else ():
        if thing.parsed.kind != "tensor":
            shape = int(found[2]), int(found[3]), int(found[1])
            shaped = ParsedOperation("feature_map", label=thing.text, output_shape=shape)
            thing.parsed = ParsedLabel(thing.text, (shaped,), "tensor", 0.7)


def _batches_alike(things: Sequence[Thing]) -> None:
    """Takes the samples of a batch from all sizes that stand free, with rows and columns before the channels.

    One sample is printed as "1", which may also be an extent: then all sizes have it, and maps show what it is.
    """
    sizes = [
        thing
        for thing in things
        if thing.kind == "text" and PRODUCT.fullmatch(thing.text.strip()) is not None
    ]
    found = [(thing, match) for thing in sizes if (match := BATCH.fullmatch(thing.text.strip())) is not None]
    extents = {
        thing.id: tuple(int(extent) for extent in re.findall(r"\d+", match[2])) for thing, match in found
    }
    maps = [sides for sides in extents.values() if len(sides) == 3]
    first = any(b == c != a for a, b, c in maps)
    batches = {match[1] for _, match in found}
    known = first or any(a == b != c for a, b, c in maps) if "1" in batches else True
    if len(found) < BATCHES or len(batches) != 1 or not known or ("1" in batches and len(found) < len(sizes)):
        return
    for thing, _ in found:
        sides = extents[thing.id]
        shape = (*sides[1:], sides[0]) if first and len(sides) == 3 else sides
        shaped = ParsedOperation("feature_map", label=thing.text, output_shape=shape)
        thing.parsed = ParsedLabel(thing.text, (shaped,), "tensor", 0.8)
