"""The conventional value of every attribute that a node lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.errors import ShapeError
from graph.frozen import FrozenMap
from graph.model import Node, Shape
from graph.operations import REGISTRY
from graph.operations.rules import setting
from graph.passes.marks import assumed


def with_conventions(node: Node, inputs: Sequence[Shape]) -> tuple[Node, tuple[str, ...]]:
    """A node with its missing attributes filled in and marked, and the names of required ones that stay missing."""
    filled = dict(node.attributes)
    missing: list[str] = []
    for name, spec in REGISTRY[node.op].attributes.items():
        if name in filled:
            continue
        try:
            value = setting(node, spec, inputs)
        except ShapeError:
            # The node's own shape rule says, with the same inputs, what does not fit.
            continue
        if value is not None and value != "":
            filled[name] = assumed(value, spec.convention)
        elif spec.required:
            missing.append(name)
    return replace(node, attributes=FrozenMap(filled)), tuple(missing)
