"""Cycles opened and ranks given: the first two steps of a layered drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Link = tuple[str, str]


def open_cycles(nodes: Sequence[str], links: Sequence[Link]) -> set[Link]:
    """The links that must be turned round for the rest to have no cycle.

    A depth-first walk, from the nodes without inputs first, in the given order; the links that lead back to
    a node still on the walk's path are the ones. Loops from a node to itself are not among them.
    """
    after: dict[str, list[str]] = {node: [] for node in nodes}
    has_input = set()
    for source, target in links:
        if source != target:
            after[source].append(target)
            has_input.add(target)
    backward: set[Link] = set()
    state: dict[str, int] = {}
    for start in sorted(nodes, key=lambda node: node in has_input):
        if start in state:
            continue
        state[start] = 1
        path = [(start, iter(after[start]))]
        while path:
            node, rest = path[-1]
            for target in rest:
                if state.get(target) == 1:
                    backward.add((node, target))
                elif target not in state:
                    state[target] = 1
                    path.append((target, iter(after[target])))
                    break
            else:
                state[node] = 2
                path.pop()
    return backward


def topological(nodes: Sequence[str], links: Sequence[Link]) -> list[str]:
    """The nodes so that every link leads forward. The links must have no cycle."""
    missing = dict.fromkeys(nodes, 0)
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in links:
        missing[target] += 1
        after[source].append(target)
    ready = [node for node in reversed(nodes) if not missing[node]]
    out = []
    while ready:
        node = ready.pop()
        out.append(node)
        for target in reversed(after[node]):
            missing[target] -= 1
            if not missing[target]:
                ready.append(target)
    return out


def ranks(nodes: Sequence[str], links: Sequence[Link]) -> dict[str, int]:
    """The row of each node, from 0; every link leads to a later row.

    As early as the inputs allow, except that a node with more outputs than inputs (a second input, a
    constant) moves down to just above what it feeds, so that its links stay short.
    """
    before: Mapping[str, list[str]] = {node: [] for node in nodes}
    after: Mapping[str, list[str]] = {node: [] for node in nodes}
    for source, target in links:
        before[target].append(source)
        after[source].append(target)
    order = topological(nodes, links)
    row: dict[str, int] = {}
    for node in order:
        row[node] = max((row[source] + 1 for source in before[node]), default=0)
    for node in reversed(order):
        if len(after[node]) > len(before[node]):
            row[node] = min(row[target] for target in after[node]) - 1
    used = {old: new for new, old in enumerate(sorted(set(row.values())))}
    return {node: used[row[node]] for node in nodes}
