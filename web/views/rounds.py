"""A long graph with its repeats folded: what stands several times in a row is shown once, as a group with ×N."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph import Graph, Group, Node, Value
from web.drawing.labels import REASON

LONG = 40
"""Nodes of a graph that is shown in full."""
LONGEST_ROUND = 40
"""Nodes in a row that are looked at as one round."""
WORTH = 4
"""Nodes that a fold must save."""
_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """A graph as it is shown.

    Attributes:
        graph: with the first of several rounds in place of all, and a group with the number of them.
        rounds: by the first node of such a group, the ids of the nodes that each of its nodes stands for.
    """

    graph: Graph
    rounds: Mapping[str, tuple[str, ...]]


def fold_rounds(graph: Graph) -> Folded:
    """The graph with rounds folded; itself where it is short or nothing repeats.

    Rounds are the same where their nodes have the same operations and settings, read from the same places counted
    from themselves, and are read by nothing but the round after them, or by what follows all of them.
    """
    if len(graph.nodes) <= LONG:
        return Folded(graph, {})
    keys = _keys(graph)
    folds: list[tuple[int, int, int]] = []
    place = 0
    while place < len(keys):
        size, count = _best(graph, keys, place)
        if count > 1:
            folds.append((place, size, count))
        place += size * count
    return _folded(graph, folds) if folds else Folded(graph, {})


def _keys(graph: Graph) -> list[_Key]:
    """What tells nodes apart, by their place: operation, settings, and how far back they read."""
    at = {node.id: place for place, node in enumerate(graph.nodes)}
    return [
        (
            (node.op, node.repeat),
            _settings(node),
            tuple((at[edge.source] - place, edge.port) for edge in graph.inputs(node.id)),
        )
        for place, node in enumerate(graph.nodes)
    ]


def _settings(node: Node) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted((name, a.value) for name, a in node.attributes.items() if name != REASON))


def _best(graph: Graph, keys: list[_Key], place: int) -> tuple[int, int]:
    """Length and number of the rounds at a place that save most nodes; (1, 1) for none worth it."""
    best = (1, 1)
    for size in range(1, min(LONGEST_ROUND, (len(keys) - place) // 2) + 1):
        if keys[place][:2] != keys[place + size][:2]:
            continue
        count = 1
        while _same_round(keys, place, size, count):
            count += 1
        saved = size * (count - 1)
        if (
            count > 1
            and saved >= WORTH
            and saved > best[0] * (best[1] - 1)
            and _closed(graph, place, size, count)
        ):
            best = (size, count)
    return best


def _same_round(keys: list[_Key], place: int, size: int, count: int) -> bool:
    """Whether one more round follows. The first reads what comes before all, wherever that stands."""
    begin = place + count * size
    if begin + size > len(keys):
        return False
    for n in range(size):
        one, other = keys[begin - size + n], keys[begin + n]
        if one[:2] != other[:2]:
            return False
        if one[2] != other[2] and (count > 1 or not _differ_outside(one[2], other[2], n)):
            return False
    return True


def _differ_outside(first: object, later: object, n: int) -> bool:
    """Whether two nodes at place n of their rounds read the same inside them, and differ only in what is before."""
    if not isinstance(first, tuple) or not isinstance(later, tuple) or len(first) != len(later):
        return False
    return all(a == b or (n + a[0] < 0 and n + b[0] < 0) for a, b in zip(first, later, strict=True))


def _closed(graph: Graph, place: int, size: int, count: int) -> bool:
    """Whether nothing but the next round reads a round, except from the last one's nodes."""
    at = {node.id: number for number, node in enumerate(graph.nodes)}
    last = place + (count - 1) * size
    for number in range(place, last):
        turn = (number - place) // size
        for edge in graph.outputs(graph.nodes[number].id):
            if (at[edge.target] - place) // size not in (turn, turn + 1):
                return False
    return True


def _folded(graph: Graph, folds: list[tuple[int, int, int]]) -> Folded:
    stands_for: dict[str, str] = {}
    rounds: dict[str, tuple[str, ...]] = {}
    groups: list[Group] = []
    for place, size, count in folds:
        first = [node.id for node in graph.nodes[place : place + size]]
        for n, node_id in enumerate(first):
            same = tuple(graph.nodes[place + turn * size + n].id for turn in range(count))
            rounds[node_id] = same
            stands_for.update(dict.fromkeys(same, node_id))
        groups.append(Group(f"rounds of {first[0]}", tuple(first), "", count))
    kept = [node for node in graph.nodes if stands_for.get(node.id, node.id) == node.id]
    inside = {node.id for node in kept}
    later = stands_for.keys() - inside
    edges = {}
    for edge in graph.edges:
        if edge.target in later:
            continue
        moved = replace(edge, source=stands_for.get(edge.source, edge.source))
        edges[moved.source, moved.target, moved.port] = moved
    groups += [
        replace(group, nodes=own)
        for group in graph.groups
        if (own := tuple(node for node in group.nodes if node in inside)) and not later & set(group.nodes)
    ]
    return Folded(
        replace(graph, nodes=tuple(kept), edges=tuple(edges.values()), groups=tuple(groups)), rounds
    )
