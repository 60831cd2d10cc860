"""What a graph is searched by: operations and their number, depth, settings, sequences, named blocks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph import Graph, Value
from graph.operations import REGISTRY

ENDS = frozenset({"input", "output", "feature_map", "loss"})
"""Nodes that are no layers."""
WEIGHTED = frozenset(
    name
    for name, operation in REGISTRY.items()
    if operation.family in ("convolution", "dense", "recurrent", "attention", "points")
) | {"weight"}
"""Layers that papers count for a network's depth."""
LONGEST_SEQUENCE = 5
"""Operations in the longest sequence that is kept as a whole."""
MOST_SEQUENCES = 2000
"""Sequences kept of one graph: densely joined ones have very many."""
MOST_REPEATS = 10_000


@dataclass(frozen=True, slots=True)
class Structure:
    """A graph's structure.

    Attributes:
        layers: how often each operation stands in it, repeats counted, ends left out.
        depth: layers with weights on the longest path, repeats counted.
        settings: (operation, attribute) to the values that it has there.
        sequences: operations that follow each other along edges, 2 to LONGEST_SEQUENCE of them.
        blocks: names of blocks and groups as printed.
        labels: printed texts of all nodes.
    """

    layers: Mapping[str, int]
    depth: int
    settings: Mapping[tuple[str, str], frozenset[Value]]
    sequences: frozenset[tuple[str, ...]]
    blocks: tuple[str, ...]
    labels: tuple[str, ...]


def structure_of(graph: Graph) -> Structure:
    """The structure of a graph."""
    times = _repeats(graph)
    layers: Counter[str] = Counter()
    settings: defaultdict[tuple[str, str], set[Value]] = defaultdict(set)
    for node in graph.nodes:
        if node.op not in ENDS:
            layers[node.op] += times[node.id]
        for name, attribute in node.attributes.items():
            settings[node.op, name].add(attribute.value)
    return Structure(
        layers=dict(layers),
        depth=_depth(graph, times),
        settings={place: frozenset(values) for place, values in settings.items()},
        sequences=frozenset(_sequences(graph)),
        blocks=tuple(dict.fromkeys(_names(graph))),
        labels=tuple(dict.fromkeys(node.label for node in graph.nodes if node.label)),
    )


def _repeats(graph: Graph) -> dict[str, int]:
    """How often each node stands in the network; a printed letter counts once."""
    of_groups: dict[str, int] = {}
    for group in graph.groups:
        if isinstance(group.repeat, int) and group.repeat > 1:
            for member in group.nodes:
                of_groups[member] = of_groups.get(member, 1) * group.repeat
    return {
        node.id: min(MOST_REPEATS, max(1, node.repeat))
        if isinstance(node.repeat, int)
        else min(MOST_REPEATS, of_groups.get(node.id, 1))
        for node in graph.nodes
    }


def _names(graph: Graph) -> Iterator[str]:
    if graph.name:
        yield graph.name
    for group in graph.groups:
        if group.name:
            yield group.name
    for node in graph.nodes:
        name = node.value("name")
        if isinstance(name, str) and name:
            yield name
        elif node.op == "block" and node.label:
            yield node.label


def _forward(graph: Graph) -> dict[str, list[str]]:
    """The targets of each node, edges that close a cycle left out."""
    targets: defaultdict[str, list[str]] = defaultdict(list)
    known = {node.id for node in graph.nodes}
    for edge in graph.edges:
        if edge.source in known and edge.target in known and edge.target not in targets[edge.source]:
            targets[edge.source].append(edge.target)
    state: dict[str, int] = {}
    forward: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for root in [node.id for node in graph.nodes]:
        if root in state:
            continue
        state[root] = 1
        stack = [(root, iter(targets[root]))]
        while stack:
            here, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                state[here] = 2
                stack.pop()
            elif state.get(step) != 1:
                forward[here].append(step)
                if step not in state:
                    state[step] = 1
                    stack.append((step, iter(targets[step])))
    return forward


def _depth(graph: Graph, times: Mapping[str, int]) -> int:
    forward = _forward(graph)
    waiting = dict.fromkeys(forward, 0)
    for targets in forward.values():
        for target in targets:
            waiting[target] += 1
    nodes = graph.by_id()
    before = dict.fromkeys(forward, 0)
    ready = [node_id for node_id, number in waiting.items() if number == 0]
    deepest = 0
    while ready:
        here = ready.pop()
        own = before[here] + (times[here] if nodes[here].op in WEIGHTED else 0)
        deepest = max(deepest, own)
        for target in forward[here]:
            before[target] = max(before[target], own)
            waiting[target] -= 1
            if waiting[target] == 0:
                ready.append(target)
    return deepest


def _sequences(graph: Graph) -> Iterator[tuple[str, ...]]:
    """Sequences of operations along edges, the shorter ones first, at most MOST_SEQUENCES different ones."""
    forward = _forward(graph)
    ops = {node.id: node.op for node in graph.nodes}
    found: set[tuple[str, ...]] = set()
    paths: set[tuple[tuple[str, ...], str]] = {((ops[node.id],), node.id) for node in graph.nodes}
    for _ in range(LONGEST_SEQUENCE - 1):
        longer = {((*words, ops[target]), target) for words, end in paths for target in forward[end]}
        for words in sorted({words for words, _ in longer} - found):
            if len(found) >= MOST_SEQUENCES:
                return
            found.add(words)
            yield words
        paths = longer if len(longer) <= 4 * MOST_SEQUENCES else set(sorted(longer)[: 4 * MOST_SEQUENCES])


def value_text(value: Value) -> str | None:
    """A setting as it is asked for: "7" for 7 and for (7, 7), "3x1" for (3, 1), "same", "true"."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        parts = [part for part in map(value_text, value) if part is not None]
        if not parts:
            return None
        return parts[0] if len(set(parts)) == 1 else "x".join(parts)
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value).strip().lower()
