"""The order of the nodes within their rows, with few crossings."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

SWEEPS = 12


def crossings(upper: Sequence[str], lower: Sequence[str], after: Mapping[str, Sequence[str]]) -> int:
    """How many pairs of links between two neighbouring rows cross."""
    place = {node: i for i, node in enumerate(lower)}
    seen: list[int] = []
    count = 0
    for node in upper:
        ends = sorted(place[target] for target in after[node])
        for end in ends:
            count += len(seen) - bisect_right(seen, end)
        for end in ends:
            insort(seen, end)
    return count


def _total(rows: Sequence[Sequence[str]], after: Mapping[str, Sequence[str]]) -> int:
    return sum(crossings(upper, lower, after) for upper, lower in pairwise(rows))


def _sorted_by_neighbours(
    row: Sequence[str], fixed: Sequence[str], neighbours: Mapping[str, Sequence[str]], flip: bool
) -> list[str]:
    """The row by the mean place of its neighbours in the fixed row; nodes without any keep theirs."""
    place = {node: i for i, node in enumerate(fixed)}
    weights: list[tuple[float, int, str]] = []
    kept: dict[int, str] = {}
    for i, node in enumerate(row):
        if neighbours[node]:
            mean = sum(place[other] for other in neighbours[node]) / len(neighbours[node])
            weights.append((mean, -i if flip else i, node))
        else:
            kept[i] = node
    moving = iter(sorted(weights))
    return [kept[i] if i in kept else next(moving)[2] for i in range(len(row))]


def _swap_neighbours(
    rows: list[list[str]], before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]
) -> None:
    """Swap two nodes side by side wherever that saves crossings."""
    for r, row in enumerate(rows):
        above = {node: i for i, node in enumerate(rows[r - 1])} if r else {}
        below = {node: i for i, node in enumerate(rows[r + 1])} if r + 1 < len(rows) else {}
        for i in range(len(row) - 1):
            left, right = row[i], row[i + 1]
            change = 0
            for place, ends in ((above, before), (below, after)):
                for a in ends[left]:
                    for b in ends[right]:
                        change += (place[b] < place[a]) - (place[a] < place[b])
            if change > 0:
                row[i], row[i + 1] = right, left


def order_rows(
    rows: Sequence[Sequence[str]],
    before: Mapping[str, Sequence[str]],
    after: Mapping[str, Sequence[str]],
) -> list[list[str]]:
    """The rows reordered: sweeps down and up by the neighbours' mean, the best arrangement seen wins."""
    current = [list(row) for row in rows]
    best = [list(row) for row in current]
    fewest = _total(best, after)
    for sweep in range(SWEEPS):
        if fewest == 0:
            break
        flip = sweep % 4 >= 2
        if sweep % 2 == 0:
            for r in range(1, len(current)):
                current[r] = _sorted_by_neighbours(current[r], current[r - 1], before, flip)
        else:
            for r in range(len(current) - 2, -1, -1):
                current[r] = _sorted_by_neighbours(current[r], current[r + 1], after, flip)
        _swap_neighbours(current, before, after)
        found = _total(current, after)
        if found < fewest:
            fewest, best = found, [list(row) for row in current]
    return best
