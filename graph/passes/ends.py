"""The ends of a graph: inputs that are not drawn, and inputs and outputs drawn in its middle.

A box of weights that nothing comes into, beside another arrow into a layer, draws that layer's own weights
and is left out.

Needs: no cycles. Ensures: only `input` nodes (and a table of positions) have no input; an `input` has none;
an `output` has one and nothing after it.
"""

from __future__ import annotations

from dataclasses import replace

from graph.model import Edge, Graph, Node
from graph.operations import REGISTRY
from graph.passes.marks import BECAUSE, added, because

UNDRAWN = "a layer that nothing comes into has an input of its own"
IN_THE_MIDDLE = "an input or output with something on its other side is a tensor"
SEVERAL_OUT = "each arrow into an output is an output of its own"


def _in_the_middle(node: Node, into: int, out: int) -> Node:
    if (node.op == "input" and into) or (node.op == "output" and out):
        return replace(node.with_attribute(BECAUSE, because(IN_THE_MIDDLE)), op="feature_map")
    return node


def _without_drawn_weights(graph: Graph) -> Graph:
    """Leave out boxes of weights that only feed operations which hold their weights themselves."""
    holders = ("convolution", "dense", "recurrent", "attention", "points")
    by_id = graph.by_id()
    drawn = {
        node.id
        for node in graph.nodes
        if node.op == "weight"
        and not graph.inputs(node.id)
        and graph.outputs(node.id)
        and all(
            REGISTRY[by_id[edge.target].op].family in holders and len(graph.inputs(edge.target)) > 1
            for edge in graph.outputs(node.id)
        )
    }
    return replace(
        graph,
        nodes=tuple(node for node in graph.nodes if node.id not in drawn),
        edges=tuple(edge for edge in graph.edges if edge.source not in drawn),
    )


def place_ends(graph: Graph) -> Graph:
    """The graph with an input wherever data has to come in, and outputs at its ends alone."""
    graph = _without_drawn_weights(graph)
    into = {node.id: graph.inputs(node.id) for node in graph.nodes}
    out = {node.id: graph.outputs(node.id) for node in graph.nodes}
    taken = set(into)
    nodes: list[Node] = []
    edges: list[Edge] = []

    def fresh(base: str) -> str:
        node_id, number = base, 2
        while node_id in taken:
            node_id, number = f"{base}_{number}", number + 1
        taken.add(node_id)
        return node_id

    for original in graph.nodes:
        node = _in_the_middle(original, len(into[original.id]), len(out[original.id]))
        arrows = into[node.id]
        if not arrows and REGISTRY[node.op].inputs[0] > 0:
            source = added(fresh("input"), "input", UNDRAWN)
            if node.op == "feature_map":
                source = replace(source, output_shape=node.output_shape)
            nodes.append(source)
            edges.append(Edge(source.id, node.id))
        nodes.append(node)
        if node.op == "output" and len(arrows) > 1:
            edges.append(arrows[0])
            for arrow in arrows[1:]:
                other = replace(node.with_attribute(BECAUSE, because(SEVERAL_OUT)), id=fresh(node.id))
                nodes.append(replace(other, printed=False))
                edges.append(replace(arrow, target=other.id))
        else:
            edges.extend(arrows)
    return replace(graph, nodes=tuple(nodes), edges=tuple(edges))
