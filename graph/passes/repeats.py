"""Repeats unrolled: ×N becomes N copies in a row.

A group with a repeat is copied as a whole. So are neighbouring nodes with the same repeat and the same
printed output size, which is how a bracketed group [.., ..]×3 is written without groups. The first copy keeps
the ids; copy i has ids ending in "_i", or the next free number. Into copy i + 1 goes what came out of copy i; what
comes from elsewhere than the repeated chain (an encoder's memory) goes into every copy; what went out goes out of the
last.

Convention "stride on the first repetition": copies after the first have stride one.

Needs: integer repeats, no cycles. Ensures: no node and no group has a repeat.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from graph.errors import Problem
from graph.frozen import FrozenMap
from graph.model import Edge, Graph, Node
from graph.passes.marks import assumed
from graph.traverse import topological

MOST_NODES = 4000
"""Nodes of the largest graph that is unrolled; beyond it the repeat is refused with a Problem."""

FIRST_ONLY = "stride on the first repetition"


def _next_region(graph: Graph) -> tuple[tuple[str, ...], int] | None:
    """The smallest set of nodes that repeat together, with how often; None where nothing repeats."""
    groups = [g for g in graph.groups if isinstance(g.repeat, int) and g.repeat > 1 and g.nodes]
    by_id = graph.by_id()
    around = {node_id: group.repeat for group in groups for node_id in group.nodes}
    # A repeat printed on the nodes of a bracket as well as on the bracket is one repeat, not two.
    loose = {
        node.id: node.id
        for node in graph.nodes
        if isinstance(node.repeat, int) and node.repeat > 1 and around.get(node.id) != node.repeat
    }

    def root(node_id: str) -> str:
        while loose[node_id] != node_id:
            node_id = loose[node_id]
        return node_id

    for edge in graph.edges:
        if edge.source in loose and edge.target in loose:
            one, other = by_id[edge.source], by_id[edge.target]
            if one.repeat == other.repeat and one.output_shape == other.output_shape:
                loose[root(edge.target)] = root(edge.source)
    if loose:
        start = root(next(iter(loose)))
        members = tuple(node_id for node_id in loose if root(node_id) == start)
        repeat = by_id[start].repeat
        return members, repeat if isinstance(repeat, int) else 1
    if groups:
        smallest = min(groups, key=lambda g: len(g.nodes))
        return smallest.nodes, smallest.repeat if isinstance(smallest.repeat, int) else 1
    return None


def _settled(graph: Graph, region: tuple[str, ...]) -> Graph:
    """The graph with the repeat of a region taken off its nodes and its group."""
    inside = set(region)
    return replace(
        graph,
        nodes=tuple(replace(n, repeat=None) if n.id in inside else n for n in graph.nodes),
        groups=tuple(replace(g, repeat=None) if set(g.nodes) == inside else g for g in graph.groups),
    )


def _copy(node: Node, new_id: str) -> Node:
    attributes = dict(node.attributes)
    stride = attributes.get("stride")
    if stride is not None and stride.value not in (1, (1,), (1, 1), (1, 1, 1)):
        value = stride.value
        attributes["stride"] = assumed((1,) * len(value) if isinstance(value, tuple) else 1, FIRST_ONLY)
    return replace(node, id=new_id, attributes=FrozenMap(attributes))


def _unroll(graph: Graph, region: tuple[str, ...], repeat: int) -> Graph:
    ordered, _ = topological([node.id for node in graph.nodes], graph.edges)
    inside = set(region)
    first = next(node_id for node_id in ordered if node_id in inside)
    coming = [edge for edge in graph.edges if edge.target in inside and edge.source not in inside]
    chain = next((edge.source for edge in coming if edge.target == first), None)
    leaving = [edge for edge in graph.edges if edge.source in inside and edge.target not in inside]
    last = [node_id for node_id in ordered if node_id in inside][-1]
    exit_id = next((edge.source for edge in reversed(leaving)), last)
    exit_port = next((edge.port for edge in leaving if edge.source == exit_id), 0)

    taken = {node.id for node in graph.nodes}
    names: dict[tuple[str, int], str] = {}
    for number in range(2, repeat + 1):
        for node_id in region:
            # An inner repeat may have taken the next numbers already.
            free = next(n for n in count(number) if f"{node_id}_{n}" not in taken)
            names[node_id, number] = f"{node_id}_{free}"
            taken.add(names[node_id, number])

    def named(node_id: str, number: int) -> str:
        return names.get((node_id, number), node_id)

    by_id = graph.by_id()
    copies = [
        _copy(by_id[node_id], named(node_id, number))
        for number in range(2, repeat + 1)
        for node_id in (node.id for node in graph.nodes)
        if node_id in inside
    ]
    edges: list[Edge] = []
    for edge in graph.edges:
        if edge.source in inside and edge.target not in inside:
            edges.append(replace(edge, source=named(edge.source, repeat)))
        else:
            edges.append(edge)
    for number in range(2, repeat + 1):
        for edge in graph.edges:
            if edge.target not in inside:
                continue
            target = named(edge.target, number)
            if edge.source in inside:
                edges.append(replace(edge, source=named(edge.source, number), target=target))
            elif edge.source == chain:
                edges.append(replace(edge, source=named(exit_id, number - 1), target=target, port=exit_port))
            else:
                edges.append(replace(edge, target=target))
        if chain is None:
            # Nothing comes in from outside: the copies still stand in a row.
            edges.append(Edge(named(exit_id, number - 1), named(first, number), exit_port))
    nodes: list[Node] = []
    last_place = max(index for index, node in enumerate(graph.nodes) if node.id in inside)
    for index, node in enumerate(graph.nodes):
        nodes.append(node)
        if index == last_place:
            nodes.extend(copies)
    groups = tuple(
        replace(
            group,
            nodes=(*group.nodes, *(n for i in range(2, repeat + 1) for n in (named(o, i) for o in region))),
        )
        if inside < set(group.nodes)
        else group
        for group in graph.groups
    )
    return replace(graph, nodes=tuple(nodes), edges=tuple(edges), groups=groups)


def unroll(graph: Graph) -> tuple[Graph, tuple[Problem, ...]]:
    """The graph with every repeat written out, and a Problem for each that is too large."""
    problems: list[Problem] = []
    while (found := _next_region(graph)) is not None:
        region, repeat = found
        graph = _settled(graph, region)
        if len(graph.nodes) + len(region) * (repeat - 1) > MOST_NODES:
            message = f"nodes {', '.join(region[:5])}: repeated {repeat} times they pass {MOST_NODES} nodes"
            problems.append(Problem("too-large", message, region))
        else:
            graph = _unroll(graph, region, repeat)
    return replace(graph, nodes=tuple(replace(node, repeat=None) for node in graph.nodes)), tuple(problems)
