"""Walking a graph in the direction of its data."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from graph.model import Edge, Graph, Node

PASSING = frozenset({"output", "feature_map", "loss"})
"""Operations that hand their input on unchanged."""


def successors(edges: Iterable[Edge]) -> dict[str, list[str]]:
    """Targets of each source, in edge order."""
    found: dict[str, list[str]] = {}
    for edge in edges:
        found.setdefault(edge.source, []).append(edge.target)
    return found


def topological(ids: Iterable[str], edges: Iterable[Edge]) -> tuple[list[str], list[str]]:
    """(ids in the order of the data, ids that stand on a cycle or after one), reading order where it is free.

    Edges from or to ids that are not given are left out.
    """
    listed = list(dict.fromkeys(ids))
    place = {node_id: index for index, node_id in enumerate(listed)}
    kept = [edge for edge in edges if edge.source in place and edge.target in place]
    waiting = dict.fromkeys(listed, 0)
    for edge in kept:
        waiting[edge.target] += 1
    after = successors(kept)
    ready = deque(node_id for node_id in listed if waiting[node_id] == 0)
    ordered: list[str] = []
    while ready:
        node_id = ready.popleft()
        ordered.append(node_id)
        for target in after.get(node_id, ()):
            waiting[target] -= 1
            if waiting[target] == 0:
                ready.append(target)
    done = set(ordered)
    return ordered, [node_id for node_id in listed if node_id not in done]


def reachable(start: str, after: Mapping[str, list[str]]) -> set[str]:
    """Every id that data from `start` comes to, `start` itself only on a cycle."""
    seen: set[str] = set()
    queue = deque(after.get(start, ()))
    while queue:
        node_id = queue.popleft()
        if node_id not in seen:
            seen.add(node_id)
            queue.extend(after.get(node_id, ()))
    return seen


def cycles(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """The ids of each set of nodes that feed each other, in reading order."""
    after = successors(graph.edges)
    ids = [node.id for node in graph.nodes]
    _, left = topological(ids, graph.edges)
    reach = {node_id: reachable(node_id, after) for node_id in left}
    found: list[tuple[str, ...]] = []
    placed: set[str] = set()
    for node_id in left:
        if node_id in placed or node_id not in reach[node_id]:
            continue
        members = tuple(o for o in left if o in reach[node_id] and node_id in reach[o])
        placed.update(members)
        found.append(members)
    return tuple(found)


def outputs(graph: Graph) -> tuple[Node, ...]:
    """The nodes whose tensors leave the graph: those that nothing follows, in reading order."""
    feeding = {edge.source for edge in graph.edges}
    return tuple(node for node in graph.nodes if node.id not in feeding)
