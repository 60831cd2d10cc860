"""Tables that go on on another page: their parts joined into one exhibit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.model import ExhibitReading
from graph import Edge, Graph


def join_continued(readings: Sequence[ExhibitReading]) -> tuple[ExhibitReading, ...]:
    """The readings, each label once: what a table goes on with follows what it begins with.

    Networks are joined by their names, or one to one where both parts hold one; a part that shows none is left out.
    """
    by_label: dict[tuple[str, str], ExhibitReading] = {}
    for reading in readings:
        key = (reading.exhibit.kind, reading.exhibit.label)
        known = by_label.get(key)
        by_label[key] = reading if known is None else _joined(known, reading)
    return tuple(by_label.values())


def _joined(first: ExhibitReading, second: ExhibitReading) -> ExhibitReading:
    if not second.graphs:
        return first
    if not first.graphs:
        return replace(second, exhibit=first.exhibit)
    names = {graph.name: graph for graph in second.graphs}
    single = len(first.graphs) == len(second.graphs) == 1
    followers = [second.graphs[0] if single else names.get(graph.name) for graph in first.graphs]
    taken = {id(graph) for graph in followers}
    whole = [
        graph if follower is None else _followed(graph, follower)
        for graph, follower in zip(first.graphs, followers, strict=True)
    ]
    rest = [graph for graph in second.graphs if id(graph) not in taken]
    confidence = min(first.confidence, second.confidence)
    return replace(first, graphs=(*whole, *rest), confidence=confidence)


def _followed(first: Graph, second: Graph) -> Graph:
    """A network with the layers that its table goes on with; an input that only the second part implies is left out."""
    implied = {node.id for node in second.nodes if node.op == "input" and not node.printed}
    taken, suffix = {node.id for node in first.nodes}, "_next"
    while any(f"{node.id}{suffix}" in taken for node in second.nodes):
        suffix += "_next"
    new = {node.id: f"{node.id}{suffix}" for node in second.nodes if node.id not in implied}
    edges = [
        replace(edge, source=new[edge.source], target=new[edge.target])
        for edge in second.edges
        if edge.source in new and edge.target in new
    ]
    fed = {edge.target for edge in edges}
    begins = [name for name in new.values() if name not in fed]
    ends = [node.id for node in first.nodes if not first.outputs(node.id)]
    joints = [Edge(ends[0], begins[0])] if len(ends) == 1 and len(begins) == 1 else []
    return replace(
        first,
        nodes=(
            *first.nodes,
            *(replace(node, id=new[node.id]) for node in second.nodes if node.id in new),
        ),
        edges=(*first.edges, *joints, *edges),
        groups=(
            *first.groups,
            *(
                replace(group, id=f"{group.id}{suffix}", nodes=tuple(new[n] for n in group.nodes))
                for group in second.groups
                if set(group.nodes) <= set(new)
            ),
        ),
        confidence=min(first.confidence, second.confidence),
    )
