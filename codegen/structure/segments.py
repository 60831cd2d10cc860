"""Forks that close again (residual blocks, inception blocks): the stretches between two points at which one value
alone is live."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from codegen.core.steps import Port
from codegen.structure.tree import Block, Item, Leaf, Signatures, Wiring

FEWEST = 2
"""Stretches of one kind that make a class worth its lines."""

TITLES = {"add": "ResidualBlock", "concat": "BranchBlock", "multiply": "GatedBlock"}


def group_segments(root: Block, wiring: Wiring, signatures: Signatures) -> Block:
    """A copy of the tree in which forks of a kind that recurs are blocks."""
    kinds: Counter[object] = Counter()
    cut = _cut_all(root, wiring)
    for stretches in cut.values():
        kinds.update(_kind(s, wiring, signatures) for s in stretches if len(s) > 1)
    return _grouped(root, cut, kinds, wiring, signatures)


def _kind(stretch: tuple[Item, ...], wiring: Wiring, signatures: Signatures) -> object:
    return signatures.of_body(stretch, wiring.inputs(Block("", stretch)))


def _cut_all(block: Block, wiring: Wiring) -> dict[int, list[tuple[Item, ...]]]:
    found: dict[int, list[tuple[Item, ...]]] = {id(block): [(item,) for item in block.items]}
    if not block.whole:
        found[id(block)] = _absorb(stretches(block.items, wiring), wiring)
    for item in block.items:
        if isinstance(item, Block):
            found.update(_cut_all(item, wiring))
    return found


def stretches(items: tuple[Item, ...], wiring: Wiring) -> list[tuple[Item, ...]]:
    """Items cut wherever one value alone is live; each stretch has one value in and one out."""
    last: dict[Port, int] = {}
    for place, item in enumerate(items):
        for port in wiring.inputs(item):
            last[port] = place
    inside = set().union(*(wiring.members(item) for item in items)) if items else set()
    for item in items:
        for port in wiring.outputs(item):
            outside = port in wiring.results or any(r not in inside for r in wiring.readers.get(port, ()))
            if outside:
                last[port] = len(items)
    live = {port for port in last if port.step not in inside}
    done: list[tuple[Item, ...]] = []
    start = 0
    for place, item in enumerate(items):
        live |= set(wiring.outputs(item))
        live = {port for port in live if last.get(port, -1) > place}
        if len(live) <= 1:
            done.append(items[start : place + 1])
            start = place + 1
    if start < len(items):
        done.append(items[start:])
    return done


def _absorb(cut: list[tuple[Item, ...]], wiring: Wiring) -> list[tuple[Item, ...]]:
    """An activation right behind a fork's join belongs to it."""
    result: list[tuple[Item, ...]] = []
    for stretch in cut:
        first = stretch[0]
        tail = len(stretch) == 1 and isinstance(first, Leaf) and wiring.step(first).op == "activation"
        if tail and result and len(result[-1]) > 1 and wiring.sole_reader(wiring.inputs(first)[0]):
            result[-1] = (*result[-1], first)
        else:
            result.append(stretch)
    return result


def _title(stretch: tuple[Item, ...], wiring: Wiring) -> str:
    for item in reversed(stretch):
        if isinstance(item, Leaf) and wiring.step(item).op in TITLES:
            return TITLES[wiring.step(item).op]
    return "ForkBlock"


def _grouped(
    block: Block,
    cut: dict[int, list[tuple[Item, ...]]],
    kinds: Counter[object],
    wiring: Wiring,
    signatures: Signatures,
) -> Block:
    def inner(item: Item) -> Item:
        return _grouped(item, cut, kinds, wiring, signatures) if isinstance(item, Block) else item

    items: list[Item] = []
    parts = cut[id(block)]
    for stretch in parts:
        recurs = len(stretch) > 1 and kinds[_kind(stretch, wiring, signatures)] >= FEWEST
        done = tuple(map(inner, stretch))
        items += [Block(_title(stretch, wiring), done)] if recurs and len(parts) > 1 else done
    return replace(block, items=tuple(items))
