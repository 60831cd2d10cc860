"""All primitive operations: those that are computed by themselves and not written out as others."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph.operations import (
    activation,
    arithmetic,
    attention,
    capsules,
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
from graph.operations.spec import Operation

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
    capsules,
)

PRIMITIVES: Mapping[str, Operation] = MappingProxyType(
    {operation.name: operation for family in FAMILIES for operation in family.OPERATIONS}
)
