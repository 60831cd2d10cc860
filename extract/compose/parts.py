"""A network drawn in parts: where one part ends another begins, told by what is printed at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph import Edge, Graph, Node


def _ends(graph: Graph) -> tuple[Node, Node] | None:
    """The one input and the one output of a part; None where it has several."""
    inputs = [
        node for node in graph.nodes if node.op in ("input", "feature_map") and not graph.inputs(node.id)
    ]
    sinks = [node for node in graph.nodes if not graph.outputs(node.id)]
    return (inputs[0], sinks[0]) if len(inputs) == 1 and len(sinks) == 1 else None


def _same(first: Node, second: Node) -> bool:
    """Whether the end of one part and the beginning of another are one tensor: their label or their shape agrees."""
    if first.op not in ("output", "feature_map"):
        return False
    label = " ".join(first.label.lower().split())
    if label and label == " ".join(second.label.lower().split()):
        return True
    shape = first.output_shape
    return shape is not None and len(shape) == 3 and shape == second.output_shape


def joined_parts(graphs: Sequence[Graph]) -> tuple[Graph, ...]:
    """The graphs of an exhibit, those that are parts of one network joined into one.

    Parts are joined where exactly one order of them fits; the joints' printed ends become one feature map.
    """
    ends = [_ends(graph) for graph in graphs]
    order = _order(ends)
    if order is None:
        return tuple(graphs)
    whole = _numbered(graphs[order[0]], 0)
    for place, number in enumerate(order[1:], 1):
        whole = _joined(whole, _numbered(graphs[number], place))
    return (whole, *(graph for number, graph in enumerate(graphs) if number not in order))


def _order(ends: Sequence[tuple[Node, Node] | None]) -> list[int] | None:
    """The parts in the order of the data; None where nothing or more than one order fits."""
    parts = [number for number, pair in enumerate(ends) if pair is not None]
    follows = {a: [b for b in parts if b != a and _follows(ends[a], ends[b])] for a in parts}
    followed = {b for targets in follows.values() for b in targets}
    starts = [
        part
        for part in parts
        if follows[part] and not _follows(ends[part], ends[part]) and not _leads(ends, part)
    ]
    if len(starts) != 1 or not followed:
        return None
    order = [starts[0]]
    while True:
        targets = [b for b in follows[order[-1]] if b not in order]
        # A part that gives what it takes stands before the one that ends in something else.
        loops = [b for b in targets if _follows(ends[b], ends[b])]
        if not targets:
            return order if len(order) > 1 else None
        if len(targets) > 1 and len(loops) != 1:
            return None
        order.append(loops[0] if loops else targets[0])


def _leads(ends: Sequence[tuple[Node, Node] | None], part: int) -> bool:
    """Whether another part ends in what this one begins with."""
    return any(_follows(pair, ends[part]) for number, pair in enumerate(ends) if number != part)


def _follows(first: tuple[Node, Node] | None, second: tuple[Node, Node] | None) -> bool:
    return first is not None and second is not None and _same(first[1], second[0])


def _numbered(graph: Graph, place: int) -> Graph:
    """A part with ids of its own."""
    if place == 0:
        return graph
    new = {node.id: f"{node.id}_part{place + 1}" for node in graph.nodes}
    return replace(
        graph,
        nodes=tuple(replace(node, id=new[node.id]) for node in graph.nodes),
        edges=tuple(replace(e, source=new[e.source], target=new[e.target]) for e in graph.edges),
        groups=tuple(
            replace(g, id=f"{g.id}_part{place + 1}", nodes=tuple(new[n] for n in g.nodes))
            for g in graph.groups
        ),
    )


def _joined(first: Graph, second: Graph) -> Graph:
    ends, begins = _ends(first), _ends(second)
    assert ends is not None and begins is not None
    joint = replace(ends[1], op="feature_map")
    nodes = [joint if node.id == joint.id else node for node in first.nodes]
    nodes += [node for node in second.nodes if node.id != begins[0].id]
    moved = [Edge(joint.id, e.target, e.port) if e.source == begins[0].id else e for e in second.edges]
    return replace(
        first,
        name="",
        nodes=tuple(nodes),
        edges=(*first.edges, *moved),
        groups=(*first.groups, *second.groups),
        confidence=min(first.confidence, second.confidence),
    )
