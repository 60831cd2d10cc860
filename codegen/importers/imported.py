"""An imported model, and its weights put where a program wants them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from codegen.core.steps import Program, Step
from codegen.errors import Malformed
from codegen.weights import Array, Key
from graph.model import Graph

LayerWeights = Mapping[str, Array]
"""A layer's weights by their canonical names, in the canonical layout; a dense layer behind a flattened map takes
its inputs channels last."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A model as a graph.

    Attributes:
        graph: without defaults left open, so that `graph.complete` has nothing to guess.
        weights: by node id, the weights of each layer that the node is lowered to, in order.
    """

    graph: Graph
    weights: Mapping[str, tuple[LayerWeights, ...]]

    def weights_of(self, program: Program) -> dict[Key, Array]:
        """The weights by step. Raises Malformed where a step's weight is missing or has another shape."""
        turn: dict[str, int] = {}
        found: dict[Key, Array] = {}
        for number, step in enumerate(program.steps):
            if not step.weights:
                continue
            node = step.source.node
            place = turn.setdefault(node, 0)
            turn[node] += 1
            layers = self.weights.get(node, ())
            if place >= len(layers):
                raise Malformed(f"no weights came for {step.op} {place} of node {node!r}")
            for weight in step.weights:
                array = layers[place].get(weight.name)
                if array is None or array.size != weight.size:
                    shape = None if array is None else array.shape
                    raise Malformed(f"node {node!r}: {weight.name} {shape} came for {weight.shape}")
                if weight.name == "weight" and step.op == "dense":
                    array = _channels_first(step, array)
                found[number, weight.name] = array.reshape(weight.shape)
        return found


def _channels_first(step: Step, array: Array) -> Array:
    shape = step.settings.get("map")
    if not isinstance(shape, tuple):
        return array
    *space, channels = step.ints("map")
    axes = tuple(range(1, len(space) + 1))
    cut = array.reshape(array.shape[0], *space, channels)
    return cut.transpose(0, len(space) + 1, *axes).reshape(array.shape)
