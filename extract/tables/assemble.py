"""From drafts to graphs: ids, edges in the direction of the data, groups, evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from extract.model import Exhibit
from extract.tables.drafts import JOINS, Draft
from extract.tables.sequence import settle
from extract.tables.twins import twin_rows
from extract.tables.wired import Wired
from graph import Attribute, Edge, Evidence, FrozenMap, Graph, Group, Node

_TOP_FIRST = re.compile(
    r"(?:first|top) row is the (?:top|last|output)|from (?:the )?bottom|bottom[- ]to[- ]top|top layer", re.I
)


def top_first(drafts: Sequence[Draft], caption: str) -> bool:
    """Whether the table prints the last layer first."""
    if not drafts:
        return False
    starts = [d.op in ("input", "embedding") and d.printed for d in drafts if d.printed]
    if starts[0]:
        return False
    said = re.match(r"first\b", drafts[-1].label, re.I) or re.match(
        r"(?:last|final)\b", drafts[0].label, re.I
    )
    return starts[-1] or bool(said or _TOP_FIRST.search(caption))


Wiring = Callable[[Sequence[Draft]], Wired | None]
"""Layers with what joins them, and edges between their places; None where nothing says them."""


def chain(name: str, drafts: Sequence[Draft], exhibit: Exhibit, wiring: Wiring | None = None) -> Graph:
    """A graph whose layers follow one another, or are joined as the table itself says."""
    ordered = settle(drafts)
    if top_first(ordered, exhibit.caption):
        ordered = _reversed([draft for draft in ordered if draft.printed])
    said = wiring(ordered) if wiring is not None else None
    if said is not None:
        return join(name, said.drafts, said.edges, exhibit)
    edges = twin_rows(ordered) or _one_after_another(ordered)
    return join(name, ordered, edges, exhibit)


def _one_after_another(drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    """Edges between neighbours. Nothing goes into a printed input: it begins a network, or goes into a join below it."""
    edges: list[tuple[int, int]] = []
    for before, after in pairwise(range(len(drafts))):
        if drafts[before].op == "input" or not (drafts[after].op == "input" and drafts[after].printed):
            edges.append((before, after))
        elif after + 1 < len(drafts) and drafts[after + 1].op in JOINS:
            edges.append((before, after + 1))
    return edges


def join(name: str, drafts: Sequence[Draft], edges: Sequence[tuple[int, int]], exhibit: Exhibit) -> Graph:
    """A graph of layers with edges between their places."""
    ids = [f"n{i + 1}" for i in range(len(drafts))]
    nodes = tuple(_node(i, d, exhibit) for i, d in zip(ids, drafts, strict=True))
    return Graph(
        name, nodes, tuple(Edge(ids[a], ids[b]) for a, b in edges), _groups(ids, drafts), _confidence(drafts)
    )


def _reversed(drafts: list[Draft]) -> list[Draft]:
    """Rows in reverse; the layers of one row keep their order."""
    rows: list[list[Draft]] = []
    for draft in drafts:
        if rows and rows[-1][0].row == draft.row:
            rows[-1].append(draft)
        else:
            rows.append([draft])
    return [draft for row in reversed(rows) for draft in row]


def _node(node_id: str, draft: Draft, exhibit: Exhibit) -> Node:
    evidence = Evidence(exhibit.page, exhibit.label, draft.bbox, draft.text)
    attributes = {
        name: Attribute(value, "read", draft.confidence, evidence)
        for name, value in draft.attrs.items()
        if value is not None
    }
    return Node(
        id=node_id,
        op=draft.op,
        label=draft.label,
        attributes=FrozenMap(attributes),
        repeat=draft.repeat,
        output_shape=draft.shape,
        printed=draft.printed,
        confidence=draft.confidence,
        evidence=evidence,
    )


def _groups(ids: Sequence[str], drafts: Sequence[Draft]) -> tuple[Group, ...]:
    """Brackets and stages: neighbours with one group number, and neighbours of one named stage."""
    groups: list[Group] = []
    start = 0
    for end in range(1, len(drafts) + 1):
        if end < len(drafts) and _same_unit(drafts[start], drafts[end]):
            continue
        members = drafts[start:end]
        bracketed = members[0].group is not None
        if bracketed or (members[0].stage and len(members) > 1) or members[0].repeat is not None:
            groups.append(
                Group(f"g{len(groups) + 1}", tuple(ids[start:end]), members[0].stage, members[0].repeat)
            )
        start = end
    return tuple(groups)


def _same_unit(a: Draft, b: Draft) -> bool:
    if a.group is not None or b.group is not None:
        return a.group == b.group and a.row == b.row
    # The layers of one row that share a number of times are repeated together.
    told = bool(a.stage) or a.repeat is not None
    return told and a.stage == b.stage and a.row == b.row and a.repeat == b.repeat


def _confidence(drafts: Sequence[Draft]) -> float:
    if not drafts:
        return 0.0
    return round(sum(d.confidence for d in drafts) / len(drafts), 4)
