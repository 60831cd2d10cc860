"""Things and links as graphs, one for each part of the figure that hangs together."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from extract.figures.lines.linked_parts import linked_parts
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.labels import ParsedOperation
from extract.scene.geometry import centre, union
from graph import Attribute, Edge, Evidence, Graph, Node


def graphs_of(
    things: Sequence[Thing],
    links: Sequence[Link],
    meanings: Mapping[int, tuple[ParsedOperation, ...]],
    page: int,
    exhibit: str,
) -> tuple[Graph, ...]:
    """One graph for each connected part, in reading order.

    Args:
        things: all things.
        links: between things that have a meaning.
        meanings: the operations of each thing that is a node.
        page, exhibit: for the evidence.
    """
    graphs = []
    for part in _as_read(linked_parts(meanings, links), things):
        nodes: list[Node] = []
        edges: list[Edge] = []
        ends: dict[int, tuple[str, str]] = {}
        for thing in _in_order(part, things, links):
            ids = []
            for at, operation in enumerate(meanings[thing]):
                node = _node(f"n{len(nodes) + 1}", operation, things[thing], at, page, exhibit)
                nodes.append(node)
                ids.append(node.id)
            edges.extend(Edge(a, b) for a, b in itertools.pairwise(ids))
            ends[thing] = (ids[0], ids[-1])
        seen = {(edge.source, edge.target) for edge in edges}
        for link in links:
            if link.source in ends and link.target in ends and link.source != link.target:
                pair = (ends[link.source][1], ends[link.target][0])
                if pair not in seen:
                    seen.add(pair)
                    edges.append(Edge(*pair, confidence=0.9 if link.sure else 0.7))
        graphs.append(Graph(nodes=tuple(nodes), edges=tuple(edges)))
    return tuple(graphs)


def _node(name: str, operation: ParsedOperation, thing: Thing, at: int, page: int, exhibit: str) -> Node:
    evidence = Evidence(page, exhibit, thing.bbox, thing.text)
    return Node(
        id=name,
        op=operation.op,
        label=_plain(operation.label) if at == 0 else "",
        attributes={
            key: Attribute(_plain(value) if isinstance(value, str) else value, evidence=evidence)
            for key, value in operation.attrs.items()
        },
        repeat=operation.repeat,
        output_shape=operation.output_shape,
        confidence=thing.parsed.confidence or 0.6,
        evidence=evidence,
    )


def _plain(text: str) -> str:
    """Text with its ellipses as three dots."""
    return text.replace("…", "...")


def _as_read(parts: Sequence[list[int]], things: Sequence[Thing]) -> list[list[int]]:
    """Parts as they are read: those on one level from the left, and one level after the other."""
    boxes = {id(part): union(things[i].bbox for i in part) for part in parts}
    levels: list[list[list[int]]] = []
    for part in sorted(parts, key=lambda part: boxes[id(part)][1]):
        middle = centre(boxes[id(part)])[1]
        level = next((level for level in levels if middle < boxes[id(level[0])][3]), None)
        if level is None:
            levels.append([part])
        else:
            level.append(part)
    return [part for level in levels for part in sorted(level, key=lambda part: boxes[id(part)][0])]


def _in_order(part: Sequence[int], things: Sequence[Thing], links: Sequence[Link]) -> list[int]:
    """Things in the order of the data; those of a loop, and ties, from the top left."""
    waiting = dict.fromkeys(part, 0)
    after: dict[int, list[int]] = {i: [] for i in part}
    pairs = {
        (link.source, link.target)
        for link in links
        if link.source in waiting and link.target in waiting and link.source != link.target
    }
    for a, b in pairs:
        if a is not None and b is not None:
            after[a].append(b)
            waiting[b] += 1
    order: list[int] = []
    left = set(part)
    while left:
        ready = [i for i in left if waiting[i] == 0] or [min(left, key=lambda i: waiting[i])]
        nearest = min(ready, key=lambda i: things[i].bbox[1] + things[i].bbox[0])
        order.append(nearest)
        left.discard(nearest)
        for other in after[nearest]:
            waiting[other] -= 1
    return order
