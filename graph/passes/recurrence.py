"""Arrows back into recurrent layers, which hold their loop inside.

Needs: edges between nodes of the graph; every cycle goes through a recurrent operation.
Ensures: no cycles. The edge that is dropped is the one that comes back in reading order.
"""

from __future__ import annotations

from dataclasses import replace

from graph.model import Graph
from graph.traverse import cycles
from graph.validate import RECURRENT


def drop_recurrence(graph: Graph) -> Graph:
    """The graph without the arrows that draw a recurrence."""
    place = {node.id: index for index, node in enumerate(graph.nodes)}
    ops = {node.id: node.op for node in graph.nodes}
    while True:
        found = next(iter(cycles(graph)), None)
        if found is None:
            return graph
        members = set(found)
        inside = [edge for edge in graph.edges if edge.source in members and edge.target in members]
        # An arrow back into the recurrent layer is the recurrence; failing that, the longest way back.
        back = max(
            inside,
            key=lambda e: (
                place[e.source] >= place[e.target],
                ops[e.target] in RECURRENT,
                place[e.source] - place[e.target],
            ),
        )
        graph = replace(graph, edges=tuple(edge for edge in graph.edges if edge is not back))
