"""Rows of items that come several times one after another: stages."""

from __future__ import annotations

from dataclasses import replace

from codegen.structure.segments import stretches
from codegen.structure.tree import Block, Item, Signatures, Wiring

LONGEST = 8
"""Items in a row that are looked at as one round."""

WORTH = 6
"""Items that a loop must take in before it makes code shorter."""


def group_rounds(root: Block, wiring: Wiring, signatures: Signatures) -> Block:
    """A copy of the tree in which the rounds of a row that repeats are blocks."""
    items = tuple(group_rounds(i, wiring, signatures) if isinstance(i, Block) else i for i in root.items)
    if root.whole:
        return replace(root, items=items)
    single = {id(s[0]) for s in stretches(items, wiring) if len(s) == 1}
    kinds = [signatures.of(item) if id(item) in single else -1 - n for n, item in enumerate(items)]
    result: list[Item] = []
    place = 0
    while place < len(items):
        size, count = _best_round(kinds, place)
        if count > 1:
            for turn in range(count):
                start = place + turn * size
                result.append(Block("Stage", items[start : start + size]))
            place += size * count
        else:
            result.append(items[place])
            place += 1
    return replace(root, items=tuple(result))


def _best_round(kinds: list[int], place: int) -> tuple[int, int]:
    """Length and number of the rounds at a place that take in most items; (1, 1) for none worth it."""
    best = (1, 1)
    for size in range(2, min(LONGEST, (len(kinds) - place) // 2) + 1):
        pattern = kinds[place : place + size]
        if len(set(pattern)) == 1:
            continue
        count = 1
        while kinds[place + count * size : place + (count + 1) * size] == pattern:
            count += 1
        if count > 1 and size * count >= WORTH and size * count > best[0] * best[1]:
            best = (size, count)
    return best
