"""What importers share: a graph that grows node by node, with weights beside it."""

from __future__ import annotations

from codegen.importers.imported import Imported, LayerWeights
from graph.frozen import FrozenMap
from graph.model import Attribute, Edge, Graph, Node, Value

Place = tuple[str, int]
"""A node's id and the number of its output."""


class Draft:
    """Nodes, edges and weights of a graph under construction."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._nodes: dict[str, Node] = {}
        self._edges: list[Edge] = []
        self._weights: dict[str, tuple[LayerWeights, ...]] = {}

    def add(
        self, wanted: str, op: str, inputs: list[Place], *layers: LayerWeights, **attributes: Value
    ) -> Place:
        """A node behind others; `layers` are the weights of each layer that it is lowered to."""
        node_id, number = wanted, 2
        while node_id in self._nodes:
            node_id, number = f"{wanted}_{number}", number + 1
        stated = FrozenMap({name: Attribute(value) for name, value in attributes.items()})
        self._nodes[node_id] = Node(node_id, op, "", stated)
        self._edges += [Edge(source, node_id, port) for source, port in inputs]
        if layers:
            self._weights[node_id] = layers
        return node_id, 0

    def imported(self, outputs: list[Place]) -> Imported:
        """The graph, with an output node behind each of these."""
        for source in outputs:
            self.add("output", "output", [source])
        graph = Graph(self.name, tuple(self._nodes.values()), tuple(self._edges))
        return Imported(graph, self._weights)
