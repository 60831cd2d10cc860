"""The registry: the single place that knows an operation: its attributes, shape rule and parameter count.

One module a family; composites (`graph.operations.composites`) are written out as primitives by their `expand`.
`docs/operations.md` is written from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph.operations.composites import COMPOSITES
from graph.operations.primitives import PRIMITIVES
from graph.operations.spec import AttributeSpec, Operation

REGISTRY: Mapping[str, Operation] = MappingProxyType({**PRIMITIVES, **COMPOSITES})


def get(name: str) -> Operation | None:
    """The operation of this name, or None where the registry has none."""
    return REGISTRY.get(name)


__all__ = ["COMPOSITES", "PRIMITIVES", "REGISTRY", "AttributeSpec", "Operation", "get"]
