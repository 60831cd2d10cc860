"""Rows that stand side by side: one for each of two inputs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.tables.drafts import Draft


def twin_rows(drafts: Sequence[Draft]) -> list[tuple[int, int]] | None:
    """The edges of a chain in which rows named for two inputs ("fc1_x", "fc1_y") stand side by side.

    None where there are no such rows.
    """
    rows: list[list[int]] = []
    for index, draft in enumerate(drafts):
        if rows and drafts[rows[-1][0]].row == draft.row:
            rows[-1].append(index)
        else:
            rows.append([index])
    groups: list[list[list[int]]] = []
    for row in rows:
        before = groups[-1][-1] if groups else None
        if before is not None and _twins(drafts[before[0]].label, drafts[row[0]].label):
            groups[-1].append(row)
        else:
            groups.append([row])
    if all(len(group) == 1 for group in groups):
        return None
    edges: list[tuple[int, int]] = []
    for number, group in enumerate(groups):
        for row in group:
            edges.extend(pairwise(row))
            if number:
                edges.extend((before[-1], row[0]) for before in groups[number - 1])
    return edges


def _twins(a: str, b: str) -> bool:
    first, second = re.match(r"(\w+?)[ _-]?x\b", a), re.match(r"(\w+?)[ _-]?y\b", b)
    return bool(first and second and first[1] == second[1])
