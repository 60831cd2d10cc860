"""Rows of units that are drawn as an activation: "ReLU (1024)" is a dense layer of 1024 and its activation.

Needs: the registry's spelling. Ensures: no activation has `units`.
"""

from __future__ import annotations

from dataclasses import replace

from graph.frozen import FrozenMap
from graph.model import Edge, Graph, Node
from graph.operations import REGISTRY
from graph.passes.marks import added

DENSE_ROW = "an activation with a number of units is a dense layer and that activation"


def write_out_rows(graph: Graph) -> Graph:
    """The graph with a dense layer before each activation that has a number of units."""
    taken = {node.id for node in graph.nodes}
    nodes: list[Node] = []
    entry: dict[str, str] = {}
    for node in graph.nodes:
        units = node.attributes.get("units")
        family = REGISTRY[node.op].family
        if units is None or not (family == "activation" or node.op == "activation"):
            nodes.append(node)
            continue
        node_id = f"{node.id}_dense"
        while node_id in taken:
            node_id += "_"
        taken.add(node_id)
        row = added(node_id, "dense", DENSE_ROW, "inferred", units=units)
        nodes.append(replace(row, repeat=node.repeat, evidence=node.evidence))
        kept = {name: attribute for name, attribute in node.attributes.items() if name != "units"}
        nodes.append(replace(node, attributes=FrozenMap(kept)))
        entry[node.id] = node_id
    if not entry:
        return graph
    edges = [replace(edge, target=entry.get(edge.target, edge.target)) for edge in graph.edges]
    edges += [Edge(dense, node_id) for node_id, dense in entry.items()]
    return replace(graph, nodes=tuple(nodes), edges=tuple(edges))
