"""Layers that papers treat as one: a convolution or dense layer with the normalisation and activation behind it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from codegen.structure.tree import Block, Item, Leaf, Signatures, Wiring

FEWEST = 3
"""Units of one kind that make a class worth its lines."""

HEADS = {"conv", "conv_transpose", "dense"}
NORMS = {"batch_norm", "layer_norm", "group_norm", "rms_norm"}
TAILS = {"activation", "prelu"}
TITLES = {
    "conv": "Conv", "conv_transpose": "ConvTranspose", "dense": "Dense", "batch_norm": "BatchNorm",
    "layer_norm": "LayerNorm", "group_norm": "GroupNorm", "rms_norm": "RMSNorm", "prelu": "PReLU",
    "relu": "ReLU", "relu6": "ReLU6", "gelu": "GELU", "elu": "ELU", "selu": "SELU", "silu": "SiLU",
}  # fmt: skip


def group_units(root: Block, wiring: Wiring, signatures: Signatures) -> Block:
    """A copy of the tree in which units that occur often enough are blocks."""
    found: dict[int, list[Leaf]] = {}
    _find(root, wiring, found)
    kinds = Counter(_kind(chain, wiring, signatures) for chain in found.values())
    chosen = {
        head: chain for head, chain in found.items() if kinds[_kind(chain, wiring, signatures)] >= FEWEST
    }
    return _grouped(root, wiring, chosen, {leaf.step for chain in chosen.values() for leaf in chain})


def _kind(chain: list[Leaf], wiring: Wiring, signatures: Signatures) -> object:
    return signatures.of_body(tuple(chain), wiring.inputs(chain[0]))


def _find(block: Block, wiring: Wiring, found: dict[int, list[Leaf]]) -> None:
    if block.whole:
        return
    by_step = {item.step: item for item in block.items if isinstance(item, Leaf)}
    for item in block.items:
        if isinstance(item, Block):
            _find(item, wiring, found)
            continue
        if wiring.step(item).op not in HEADS:
            continue
        chain = [item]
        for stage in (NORMS, TAILS):
            port = wiring.outputs(chain[-1])[0]
            reader = by_step.get(wiring.readers[port][0]) if wiring.sole_reader(port) else None
            if reader is not None and wiring.step(reader).op in stage:
                chain.append(reader)
        if 1 < len(chain) < len(block.items):
            found[item.step] = chain


def _title(chain: list[Leaf], wiring: Wiring) -> str:
    names = []
    for leaf in chain:
        step = wiring.step(leaf)
        word = step.text("function") if step.op == "activation" else step.op
        names.append(TITLES.get(word) or "".join(part.capitalize() for part in word.split("_")))
    return "".join(names)


def _grouped(block: Block, wiring: Wiring, chosen: dict[int, list[Leaf]], taken: set[int]) -> Block:
    items: list[Item] = []
    for item in block.items:
        if isinstance(item, Block):
            items.append(_grouped(item, wiring, chosen, taken))
        elif item.step in chosen:
            chain = chosen[item.step]
            items.append(Block(_title(chain, wiring), tuple(chain), None, wiring.step(item).op))
        elif item.step not in taken:
            items.append(item)
    return replace(block, items=tuple(items))
