"""Operations put into a graph behind the layers that they are said to follow, or taken away there."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from extract.labels.families import family
from graph import Attribute, Edge, FrozenMap, Graph, Node, Value
from graph.traverse import reachable

ENDING = frozenset({"softmax", "sigmoid", "tanh"})
"""Activations that a network, or a gate, ends with, whatever the others are."""


def put_behind(
    graph: Graph, layers: Collection[str], ops: Sequence[tuple[str, Mapping[str, Value]]]
) -> Graph:
    """A graph with operations that are not drawn behind some of its nodes: all that these feed is fed by the last.

    Args:
        graph: as drawn.
        layers: ids of those nodes.
        ops: with their settings, in the order of the data; they have the shapes and repeats of the nodes before them.
    """
    nodes: list[Node] = []
    moved: dict[str, str] = {}
    for node in graph.nodes:
        nodes.append(node)
        if node.id in layers:
            for number, (op, settings) in enumerate(ops, 1):
                nodes.append(_added(node, op, f"{node.id}_{number}", settings))
                moved[node.id] = nodes[-1].id
    edges = [replace(edge, source=moved.get(edge.source, edge.source)) for edge in graph.edges]
    added = {node.id for node in nodes} - {node.id for node in graph.nodes}
    chain = [Edge(a.id, b.id) for a, b in itertools.pairwise(nodes) if b.id in added]
    return replace(graph, nodes=tuple(nodes), edges=(*edges, *chain))


def _added(node: Node, op: str, name: str, settings: Mapping[str, Value]) -> Node:
    """An operation behind a layer, of whose shape and repeats it is."""
    said = {key: Attribute(value, "read", node.confidence, node.evidence) for key, value in settings.items()}
    return replace(node, id=name, op=op, label="", attributes=FrozenMap(said))


def without_norm_behind(graph: Graph, layer: str) -> Graph:
    """A graph without the normalisation that a short name puts right behind a layer; one printed by itself stays.

    Args:
        graph: as drawn or listed.
        layer: id of a node.
    """
    behind = [edge.target for edge in graph.edges if edge.source == layer]
    norm = next((n for n in graph.nodes if [n.id] == behind and family(n.op) == "norm" and not n.label), None)
    if norm is None:
        return graph
    edges = [edge for edge in graph.edges if edge.target != norm.id]
    edges = [replace(edge, source=layer) if edge.source == norm.id else edge for edge in edges]
    return replace(graph, nodes=tuple(n for n in graph.nodes if n is not norm), edges=tuple(edges))


def reaches(start: str, targets: Mapping[str, list[str]], layers: Collection[str]) -> bool:
    """Whether another layer comes after a node."""
    return not (reachable(start, targets) - {start}).isdisjoint(layers)
