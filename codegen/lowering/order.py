"""An order of a graph's nodes in which code reads well: every node behind its inputs, branches one at a time."""

from __future__ import annotations

from codegen.errors import Malformed
from graph.model import Graph


def reading_order(graph: Graph) -> list[str]:
    """Node ids, each behind its inputs; what follows a node comes before other branches.

    Raises Malformed where an edge names no node, or the edges go round in a circle.
    """
    place = {node.id: n for n, node in enumerate(graph.nodes)}
    waits = dict.fromkeys(place, 0)
    readers: dict[str, list[str]] = {}
    for edge in graph.edges:
        if edge.source not in place or edge.target not in place:
            raise Malformed(f"the edge {edge.source!r} → {edge.target!r} names no node")
        waits[edge.target] += 1
        readers.setdefault(edge.source, []).append(edge.target)
    stack = sorted((n for n, count in waits.items() if not count), key=lambda n: -place[n])
    order: list[str] = []
    while stack:
        node = stack.pop()
        order.append(node)
        ready = []
        for reader in readers.get(node, ()):
            waits[reader] -= 1
            if not waits[reader]:
                ready.append(reader)
        stack += sorted(ready, key=lambda n: -place[n])
    if len(order) < len(place):
        rest = [node for node in place if node not in set(order)]
        raise Malformed(f"nodes {', '.join(map(repr, rest[:5]))} depend on each other")
    return order
