"""Composite blocks written out in place, for those who know primitives only.

Needs: a completion whose graph can be built. Ensures: the same, with no composite left; what was node `b` is now
nodes `b.conv`, `b.norm` and so on in a group named after the block.
"""

from __future__ import annotations

from dataclasses import replace

from graph.complete import Completion, complete
from graph.model import Edge, Graph, Group, Node, Shape
from graph.operations import REGISTRY


def _incoming(graph: Graph, completion: Completion, node_id: str) -> list[Shape]:
    return [completion.shapes[edge.source][edge.port] for edge in graph.inputs(node_id)]


def expand(completion: Completion) -> Completion:
    """A completion with every composite written out as primitives; itself where there is none, or it has errors."""
    graph = completion.graph
    if completion.errors or all(REGISTRY[node.op].expand is None for node in graph.nodes):
        return completion
    nodes: list[Node] = []
    edges: list[Edge] = []
    groups = list(graph.groups)
    results: dict[str, tuple[Edge, ...]] = {}

    def source(edge: Edge) -> Edge:
        """The edge with the inner node that its source's output now comes from."""
        inner = results.get(edge.source)
        return (
            edge
            if inner is None
            else replace(edge, source=inner[edge.port].source, port=inner[edge.port].port)
        )

    for node in graph.nodes:
        write = REGISTRY[node.op].expand
        if write is None:
            nodes.append(node)
            continue
        body = write(node, _incoming(graph, completion, node.id))
        inside = [part for part in body.nodes if part.op not in ("input", "output")]
        nodes += [replace(part, id=f"{node.id}.{part.id}", evidence=node.evidence) for part in inside]
        groups.append(Group(node.id, tuple(f"{node.id}.{part.id}" for part in inside), node.label or node.op))
        ends = [edge for part in body.nodes if part.op == "output" for edge in body.inputs(part.id)]
        results[node.id] = tuple(replace(edge, source=f"{node.id}.{edge.source}") for edge in ends)
    for node in graph.nodes:
        write = REGISTRY[node.op].expand
        if write is None:
            edges += [source(edge) for edge in graph.inputs(node.id)]
            continue
        body = write(node, _incoming(graph, completion, node.id))
        doors = dict(
            zip(
                (part.id for part in body.nodes if part.op == "input"),
                graph.inputs(node.id),
                strict=True,
            )
        )
        for edge in body.edges:
            target = f"{node.id}.{edge.target}"
            if edge.target in {part.id for part in body.nodes if part.op == "output"}:
                continue
            if edge.source in doors:
                edges.append(replace(source(doors[edge.source]), target=target))
            else:
                edges.append(Edge(f"{node.id}.{edge.source}", target, edge.port))
    done = complete(
        replace(graph, nodes=tuple(nodes), edges=tuple(edges), groups=_with_insides(groups, results, nodes))
    )
    return replace(done, problems=completion.problems)


def _with_insides(
    groups: list[Group], results: dict[str, tuple[Edge, ...]], nodes: list[Node]
) -> tuple[Group, ...]:
    """Groups that held a composite hold its inside."""
    inside: dict[str, list[str]] = {}
    for node in nodes:
        outer = next((name for name in results if node.id.startswith(f"{name}.")), None)
        if outer is not None:
            inside.setdefault(outer, []).append(node.id)
    return tuple(
        replace(
            group, nodes=tuple(part for node_id in group.nodes for part in inside.get(node_id, [node_id]))
        )
        for group in groups
    )
