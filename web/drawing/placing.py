"""Horizontal places for the nodes of a layered drawing, after Brandes and Köpf (Graph Drawing 2001).

Four drafts are made (links followed up or down, ties broken left or right); each aligns chains of nodes on
one vertical and packs the chains; a node's place is the middle of its four. Links through several rows come
out straight, and branches stand evenly on both sides of what they join.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

Neighbours = Mapping[str, Sequence[str]]
Rows = Sequence[Sequence[str]]


def _conflicts(rows: Rows, before: Neighbours, virtual: Callable[[str], bool]) -> set[tuple[str, str]]:
    """Links that cross a long link's inner part; the long link is the one to keep straight."""
    found: set[tuple[str, str]] = set()
    for upper, lower in pairwise(rows):
        place = {node: i for i, node in enumerate(upper)}
        left = start = 0
        for i, node in enumerate(lower):
            inner = next((u for u in before[node] if virtual(u)), None) if virtual(node) else None
            if inner is None and i != len(lower) - 1:
                continue
            right = len(upper) if inner is None else place[inner]
            for other in lower[start : i + 1]:
                for u in before[other]:
                    if not left <= place[u] <= right and not (virtual(u) and virtual(other)):
                        found.add((u, other))
            start, left = i + 1, right
    return found


def _align(rows: Rows, neighbours: Neighbours, conflicts: set[tuple[str, str]]) -> dict[str, str]:
    """The first node of each node's chain."""
    place = {node: i for row in rows for i, node in enumerate(row)}
    root = {node: node for node in place}
    joined = {node: node for node in place}
    for row in rows:
        reached = -1
        for node in row:
            ends = sorted(neighbours[node], key=place.__getitem__)
            if not ends:
                continue
            for m in sorted({(len(ends) - 1) // 2, len(ends) // 2}):
                end = ends[m]
                free = joined[node] == node and reached < place[end]
                if free and (end, node) not in conflicts and (node, end) not in conflicts:
                    joined[end] = node
                    root[node] = joined[node] = root[end]
                    reached = place[end]
    return root


def _pack(rows: Rows, root: Mapping[str, str], gap: Callable[[str, str], float]) -> dict[str, float]:
    """A place for every chain: as far left as its neighbours allow, then back right where there is room."""
    right_of: dict[str, dict[str, float]] = {chain: {} for chain in root.values()}
    left_of: dict[str, dict[str, float]] = {chain: {} for chain in root.values()}
    for row in rows:
        for left, right in pairwise(row):
            a, b = root[left], root[right]
            distance = max(gap(left, right), right_of[a].get(b, 0.0))
            right_of[a][b] = left_of[b][a] = distance
    waiting = {chain: len(found) for chain, found in left_of.items()}
    ready = [chain for chain, count in waiting.items() if not count]
    x: dict[str, float] = {}
    order = []
    while ready:
        chain = ready.pop()
        order.append(chain)
        x[chain] = max((x[other] + d for other, d in left_of[chain].items()), default=0.0)
        for other in right_of[chain]:
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    for chain in reversed(order):
        if right_of[chain]:
            x[chain] = max(x[chain], min(x[other] - d for other, d in right_of[chain].items()))
    return {node: x[chain] for node, chain in root.items()}


def place_rows(
    rows: Rows,
    before: Neighbours,
    after: Neighbours,
    width: Mapping[str, float],
    space: Callable[[str, str], float],
    virtual: Callable[[str], bool],
) -> dict[str, float]:
    """The x of every node's middle.

    Args:
        rows: the nodes from left to right, rows from top to bottom; every link joins neighbouring rows.
        before, after: the nodes linked in the row above and below.
        width: of each node.
        space: clear space between two neighbours in a row.
        virtual: whether a node only stands for a long link passing through the row.
    """

    def gap(a: str, b: str) -> float:
        return (width[a] + width[b]) / 2 + space(a, b)

    def trunk(neighbours: Neighbours, back: Neighbours) -> dict[str, list[str]]:
        """Without the long links that a node has beside short ones: the trunk runs straight, skips bow out."""
        short = {node: [other for other in found if not virtual(other)] for node, found in back.items()}
        out = {}
        for node, found in neighbours.items():
            if virtual(node):
                out[node] = [other for other in found if virtual(other) or not short[other]]
            else:
                out[node] = [other for other in found if not virtual(other)] or list(found)
        return out

    conflicts = _conflicts(rows, before, virtual)
    above, below = trunk(before, after), trunk(after, before)
    drafts: list[dict[str, float]] = []
    for down in (True, False):
        vertical = list(rows) if down else list(reversed(rows))
        for leftward in (True, False):
            turned = vertical if leftward else [list(reversed(row)) for row in vertical]
            draft = _pack(turned, _align(turned, above if down else below, conflicts), gap)
            drafts.append(draft if leftward else {node: -x for node, x in draft.items()})

    def extent(draft: Mapping[str, float]) -> tuple[float, float]:
        return (
            min(x - width[node] / 2 for node, x in draft.items()),
            max(x + width[node] / 2 for node, x in draft.items()),
        )

    low, high = min((extent(draft) for draft in drafts), key=lambda ends: ends[1] - ends[0])
    for i, draft in enumerate(drafts):
        start, end = extent(draft)
        shift = low - start if i % 2 == 0 else high - end
        for node in draft:
            draft[node] += shift
    middle = {}
    for node in drafts[0]:
        places = sorted(draft[node] for draft in drafts)
        middle[node] = (places[1] + places[2]) / 2
    return middle
