"""Columns that are pathways of one network."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Exhibit
from extract.tables.assemble import join
from extract.tables.drafts import JOINS, Draft
from graph import Graph


def meet(drafts: Sequence[Sequence[Draft]]) -> bool:
    """Whether pathways come together: below rows of their own, the first that all share begins with what joins them.

    Alone in its network there would be nothing to join.
    """
    if len(drafts) < 2 or not all(any(not d.shared for d in path) for path in drafts):
        return False
    last = max(d.row for path in drafts for d in path if not d.shared)
    below = [d for d in drafts[0] if d.shared and d.row > last]
    return bool(below) and below[0].op in JOINS


def pathways(drafts: Sequence[Sequence[Draft]], exhibit: Exhibit) -> Graph:
    """One graph of several pathways: the layers of rows that all share stand once, before or after them.

    Such a row between rows of their own is of each pathway.
    """
    shared = {d.row for d in drafts[0] if d.shared}
    own_rows = [d.row for path in drafts for d in path if not d.shared]
    first, last = min(own_rows, default=0), max(own_rows, default=0)
    head = [d for d in drafts[0] if d.row in shared and d.row < first]
    tail = [d for d in drafts[0] if d.row in shared and d.row > last]
    order: list[Draft] = list(head)
    edges: list[tuple[int, int]] = [(i, i + 1) for i in range(len(head) - 1)]
    ends: list[int] = []
    for path in drafts:
        own = [d for d in path if not d.shared or first < d.row < last]
        if not own:
            continue
        start = len(order)
        order.extend(own)
        if head:
            edges.append((len(head) - 1, start))
        edges.extend((i, i + 1) for i in range(start, len(order) - 1))
        ends.append(len(order) - 1)
    if tail:
        start = len(order)
        order.extend(tail)
        edges.extend((end, start) for end in ends)
        edges.extend((i, i + 1) for i in range(start, len(order) - 1))
    return join("", order, edges, exhibit)
