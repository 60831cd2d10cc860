"""The registry: the single place that knows an operation, its attributes, its shape rule and its parameter
count.

One module a family; `docs/operations.md` is written from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph.operations import (
    activation,
    arithmetic,
    attention,
    convolution,
    dense,
    ends,
    normalisation,
    points,
    pooling,
    recurrent,
    regularisation,
    shaping,
    transposed,
)
from graph.operations.spec import AttributeSpec, Operation

FAMILIES = (
    ends,
    convolution,
    transposed,
    dense,
    pooling,
    normalisation,
    activation,
    regularisation,
    arithmetic,
    shaping,
    recurrent,
    attention,
    points,
)

REGISTRY: Mapping[str, Operation] = MappingProxyType(
    {operation.name: operation for family in FAMILIES for operation in family.OPERATIONS}
)


def get(name: str) -> Operation | None:
    """The operation of this name, or None where the registry has none."""
    return REGISTRY.get(name)


__all__ = ["FAMILIES", "REGISTRY", "AttributeSpec", "Operation", "get"]
