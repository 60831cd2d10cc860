"""Families of operations: what shares a colour in a drawing and stands together in its legend."""

from __future__ import annotations

from dataclasses import dataclass

from graph.operations import REGISTRY


@dataclass(frozen=True, slots=True)
class Family:
    """A family of operations: the end of its style class (`f-conv`), and its name for the legend."""

    key: str
    name: str


FAMILIES: tuple[Family, ...] = (
    Family("io", "Input, output"),
    Family("map", "Feature map"),
    Family("conv", "Convolution"),
    Family("dense", "Dense, embedding"),
    Family("pool", "Pooling"),
    Family("norm", "Normalisation"),
    Family("act", "Activation"),
    Family("drop", "Regularisation"),
    Family("math", "Arithmetic"),
    Family("shape", "Shape"),
    Family("rec", "Recurrent"),
    Family("att", "Attention"),
    Family("block", "Block"),
)

_BY_KEY = {family.key: family for family in FAMILIES}
# The registry groups operations by how they are defined; a reader tells a few of them apart by what they mean.
_OF_REGISTRY = {
    "ends": "io",
    "convolution": "conv",
    "points": "conv",
    "dense": "dense",
    "pooling": "pool",
    "normalisation": "norm",
    "activation": "act",
    "regularisation": "drop",
    "arithmetic": "math",
    "shape": "shape",
    "recurrent": "rec",
    "attention": "att",
}
_OWN = {
    "feature_map": "map",
    "block": "block",
    "weight": "dense",
    "pool": "pool",
    "norm": "norm",
    "activation": "act",
}


def family_of(op: str) -> Family:
    """The family of an operation; one that the registry lacks counts as a block."""
    known = REGISTRY.get(op)
    key = _OWN.get(op) or (_OF_REGISTRY.get(known.family) if known else None)
    return _BY_KEY[key or "block"]
