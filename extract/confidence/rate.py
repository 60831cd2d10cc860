"""Probabilities put on what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.confidence.features import (
    Ends,
    Whole,
    attribute_features,
    edge_features,
    node_features,
    part_features,
)
from extract.confidence.model import Weights, load
from graph import Edge, FrozenMap, Graph, Node


@dataclass(frozen=True, slots=True)
class Rated:
    """Graphs with their probabilities.

    Attributes:
        graphs: each node, edge, attribute and graph with the probability that it is right.
        confidence: probability that all graphs are right in everything and nothing is missing; 0 without graphs.
    """

    graphs: tuple[Graph, ...]
    confidence: float


def rate(whole: Whole, graphs: Sequence[Graph], network: float, weights: Weights | None = None) -> Rated:
    """Calibrated probabilities in place of the readers' ranks.

    Args:
        whole: the facts of the exhibit's reading (`whole_of`).
        graphs: as a reader gives them, with ranks.
        network: probability that the exhibit shows a network.
        weights: the shipped ones where not given.
    """
    if not any(graph.nodes for graph in graphs):
        return Rated(tuple(replace(graph, confidence=0.0) for graph in graphs), 0.0)
    return _Rater(whole, network, weights or load()).all_of(graphs)


class _Rater:
    def __init__(self, whole: Whole, network: float, weights: Weights) -> None:
        self.whole = whole
        self.network = network
        self.weights = weights

    def all_of(self, graphs: Sequence[Graph]) -> Rated:
        rated, wrong = [], 0.0
        for g, graph in enumerate(graphs):
            each, doubt = self._graph(g, graph)
            rated.append(each)
            wrong += doubt
        size = sum(len(graph.nodes) for graph in graphs)
        chance = self.weights["exhibit"].probability(part_features(self.whole, size, wrong))
        return Rated(tuple(rated), round(self.network * chance, 4))

    def _graph(self, g: int, graph: Graph) -> tuple[Graph, float]:
        """A graph with its probabilities, and how many of its nodes and edges are expected to be wrong."""
        of_node, of_edge = chances_of(self.whole, g, graph, self.weights)
        wrong = sum(1 - chance for chance in (*of_node.values(), *of_edge))
        chance = self.weights["graph"].probability(part_features(self.whole, len(graph.nodes), wrong))
        return (
            replace(
                graph,
                nodes=tuple(self._node(g, node, of_node[node.id]) for node in graph.nodes),
                edges=tuple(
                    replace(edge, confidence=self._said(value))
                    for edge, value in zip(graph.edges, of_edge, strict=True)
                ),
                confidence=self._said(chance),
            ),
            wrong,
        )

    def _node(self, g: int, node: Node, chance: float) -> Node:
        model = self.weights["attribute"]
        attributes = {
            name: replace(
                each,
                confidence=self._said(
                    model.probability(attribute_features(self.whole, g, node, name, chance))
                ),
            )
            for name, each in node.attributes.items()
        }
        return replace(node, attributes=FrozenMap(attributes), confidence=self._said(chance))

    def _said(self, chance: float) -> float:
        """The probability with that of there being a network at all."""
        return round(self.network * chance, 4)


def chances_of(whole: Whole, g: int, graph: Graph, weights: Weights) -> tuple[dict[str, float], list[float]]:
    """The probability of each node of the graph numbered `g`, and of each edge, if the exhibit is a network's."""
    by_id = graph.by_id()
    of_node = {
        node.id: weights["node"].probability(node_features(whole, graph, node)) for node in graph.nodes
    }
    return of_node, [
        weights["edge"].probability(edge_features(whole, g, graph, edge, ends_of(edge, by_id, of_node)))
        for edge in graph.edges
    ]


def ends_of(edge: Edge, by_id: Mapping[str, Node], chances: Mapping[str, float]) -> Ends:
    """The nodes of an edge with their probabilities."""
    source, target = edge.source, edge.target
    return (by_id[source], chances[source]), (by_id[target], chances[target])
