"""Heads over gaps: operations in a row over parallel branches are done on each branch, between its columns, and those
in a row under one branch of volumes in the gaps that they stand in the middle of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.labels import parse_label
from extract.scene.geometry import overlap, union

HEADS = 2
"""Fewest operations in a row."""

ROW = 3
"""Fewest operations in a row where there is one branch only."""

OFF = 0.6
"""How far from the middle of its gap the middle of such an operation stands, in sizes of text."""

NEAR = 3.0
"""How far under or over the bodies it stands, in sizes of text."""

BRANCHES = 2
"""Fewest branches that each of them stands over."""


def heads_over_gaps(
    things: Sequence[Thing], links: Sequence[Link], unit: float
) -> dict[tuple[int, int], int]:
    """For each link between columns the operation that is printed over their gap; these are taken out of play."""
    labels = [
        thing
        for thing in things
        if thing.kind == "text"
        and not thing.title
        and thing.blocks
        and parse_label(thing.text, role="arrow").names_operation
    ]
    for first in labels:
        row = [label for label in labels if _level(first, label)]
        columns = {label.id: _below(label, things, links, unit) for label in row}
        if len(row) < HEADS or any(len(pairs) < BRANCHES for pairs in columns.values()):
            columns = _centred(row, things, links, unit)
            if not columns:
                continue
        for label in row:
            label.title = True
        return {pair: label for label, pairs in columns.items() for pair in pairs}
    return {}


def with_heads(
    links: Sequence[Link], heads: Mapping[tuple[int, int], int], things: list[Thing]
) -> list[Link]:
    """The links with a node of its own on each for the operation over its gap; adds these to the things."""
    found: list[Link] = []
    for link in links:
        label = None
        if link.source is not None and link.target is not None:
            label = heads.get((link.source, link.target))
        if label is None or link.source is None or link.target is None:
            found.append(link)
            continue
        head, ends = things[label], (things[link.source], things[link.target])
        box = union(end.bbox for end in ends)
        node = replace(
            head,
            id=len(things),
            bbox=(head.bbox[0], box[1], head.bbox[2], box[3]),
            title=False,
            parsed=parse_label(head.text, role="arrow"),
        )
        things.append(node)
        found += [replace(link, target=node.id), replace(link, source=node.id)]
    for label in set(heads.values()):
        things[label].set_aside()
    return found


def _centred(
    row: Sequence[Thing], things: Sequence[Thing], links: Sequence[Link], unit: float
) -> dict[int, set[tuple[int, int]]]:
    """For each operation of a row under, or over, bodies without text the one link whose gap it stands right in the
    middle of; empty where one stands otherwise."""
    found: dict[int, tuple[int, int]] = {}
    for label in row:
        gaps = []
        for link in links:
            if link.source is None or link.target is None:
                continue
            a, b = things[link.source], things[link.target]
            if a.text or b.text or a.kind != "box" or b.kind != "box" or a.bbox[2] >= b.bbox[0]:
                continue
            under = label.bbox[1] - max(a.bbox[3], b.bbox[3]), min(a.bbox[1], b.bbox[1]) - label.bbox[3]
            off = abs((a.bbox[2] + b.bbox[0]) / 2 - label.middle[0])
            if off <= OFF * unit and -NEAR * unit <= max(under) <= NEAR * unit:
                gaps.append((b.bbox[0] - a.bbox[2], (a.id, b.id)))
        if gaps:
            # A skip over all of them has its middle where they have theirs.
            found[label.id] = min(gaps)[1]
    whole = len(row) >= ROW and len(row) == len(found) == len(set(found.values()))
    return {label: {pair} for label, pair in found.items()} if whole else {}


def _level(a: Thing, b: Thing) -> bool:
    return overlap(a.bbox[1], a.bbox[3], b.bbox[1], b.bbox[3]) > 0.5 * (a.bbox[3] - a.bbox[1])


def _below(label: Thing, things: Sequence[Thing], links: Sequence[Link], unit: float) -> set[tuple[int, int]]:
    """Links that run from left to right past a label, where it stands over the highest of their ends."""
    x = label.middle[0]
    found: set[tuple[int, int]] = set()
    for link in links:
        if link.source is None or link.target is None:
            continue
        source, target = things[link.source], things[link.target]
        tall = min(source.bbox[1], target.bbox[1])
        if source.bbox[2] - unit <= x <= target.bbox[0] + unit and tall >= label.bbox[3] - 0.2 * unit:
            found.add((link.source, link.target))
    if len({target for _, target in found}) < len(found) or _names_below(label, found, things):
        return set()
    return found


def _names_below(label: Thing, pairs: set[tuple[int, int]], things: Sequence[Thing]) -> bool:
    """Whether a branch has a text of its own in the gap."""
    foot = max((things[end].bbox[3] for pair in pairs for end in pair), default=0.0)
    return any(
        thing.kind == "text"
        and not thing.title
        and thing is not label
        and label.bbox[3] < thing.middle[1] < foot
        and overlap(label.bbox[0], label.bbox[2], thing.bbox[0], thing.bbox[2]) > 0
        for thing in things
    )
