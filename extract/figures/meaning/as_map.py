"""What is handed on: a node whose label could be any part of a network is a map where its place says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extract.labels import ParsedOperation
from graph import FrozenMap

Meanings = Mapping[int, tuple[ParsedOperation, ...]]
"""The operations of each node, by its id."""


def as_map(operations: tuple[ParsedOperation, ...]) -> tuple[ParsedOperation, ...]:
    """A single block as a feature map; all else as it is."""
    if [each.op for each in operations] != ["block"]:
        return operations
    return (replace(operations[0], op="feature_map", attrs=FrozenMap()),)
