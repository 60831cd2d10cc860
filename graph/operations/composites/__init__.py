"""Composite blocks: what papers draw as one box and explain elsewhere, written out as primitives.

One module a family. Unless a block says otherwise, its convolutions are padded to keep the size (half padding), have
no bias before batch normalisation, and squeezes are never narrower than one channel.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from graph.operations.composites import (
    densely,
    gating,
    inception,
    mobile,
    pyramid,
    residual,
    sequence,
    transformer,
)
from graph.operations.spec import Operation

FAMILIES = {
    "residual block": residual,
    "mobile block": mobile,
    "dense block": densely,
    "inception block": inception,
    "gating block": gating,
    "transformer block": transformer,
    "pyramid block": pyramid,
    "sequence block": sequence,
}

COMPOSITES: Mapping[str, Operation] = MappingProxyType(
    {
        operation.name: replace(operation, family=family)
        for family, module in FAMILIES.items()
        for operation in module.OPERATIONS
    }
)
