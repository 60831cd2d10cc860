"""Attention in rows of layers: its projections, where they are listed beside it, and its feed-forward layers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.compose.draft import Draft, stated
from extract.compose.model import Conflict
from extract.labels.families import family
from graph import Group, Node

OWN = "a layer three times as wide before attention and one behind it are its own projections"

_PROJECTED = ("multi_head_attention", "self_attention")
_UNHELD = (
    ("attention within windows", re.compile(r"\bwin(?:dow)?s?\b|\bw ?=? ?\d+ ?[×x] ?\d+", re.IGNORECASE)),
    ("relative positions in attention", re.compile(r"\brel(?:ative|\.)? ?pos", re.IGNORECASE)),
)


def take_in_projections(draft: Draft) -> None:
    """Makes the projections that are listed beside an attention its own: it holds them already.

    That is a pointwise layer before it that gives queries, keys and values at once, and one behind it a third as
    wide. Where only the first is there, the doubt is kept: nothing tells whether its projections are counted twice.
    """
    heads = [
        n for n in draft.order() if draft.nodes[n].op in _PROJECTED and "dim" not in draft.nodes[n].attributes
    ]
    for node_id in heads:
        node = draft.nodes[node_id]
        before, after = _only(draft.before(node_id)), _only(draft.after(node_id))
        if before is None or draft.after(before) != [node_id]:
            continue
        joint = _width(draft.nodes[before])
        if joint is None or joint % 3:
            continue
        behind = draft.nodes[after] if after is not None and draft.before(after) == [node_id] else None
        if (
            behind is not None
            and _width(behind) == joint // 3
            and _together(draft, before, node_id, behind.id)
        ):
            _take_in(draft, before, node, behind, joint // 3)
        elif _source_width(draft, before) == joint // 3:
            _doubt(draft, before, node)


def note_unheld_settings(draft: Draft) -> None:
    """Notes what labels print of attention that no operation here holds: windows, relative positions."""
    labels = [node.label for node in draft.nodes.values() if family(node.op) == "attention"]
    for what, pattern in _UNHELD:
        printed = next((label for label in labels if pattern.search(label)), None)
        if printed is not None:
            draft.missing.append(f"{what}, as '{printed}' prints: composed without")


def rows_of_attention(draft: Draft, groups: Sequence[Group]) -> dict[str, Group]:
    """By a group's id, the group that takes turns with it: attention and its feed-forward layers in one row.

    A row that lists two brackets repeated equally often, the first of attention and the second of pointwise layers,
    lists the two halves of one layer.
    """
    found: dict[str, Group] = {}
    for first, second in pairwise(groups):
        heads = [family(draft.nodes[node_id].op) == "attention" for node_id in first.nodes]
        follows = draft.before(second.nodes[0]) == [first.nodes[-1]]
        one_row = bool(first.name) and (first.name, first.repeat) == (second.name, second.repeat)
        pointwise = all(_width(draft.nodes[node_id]) is not None for node_id in second.nodes)
        if any(heads) and follows and one_row and pointwise and isinstance(first.repeat, int):
            found[first.id] = second
    return found


def _take_in(draft: Draft, before: str, node: Node, behind: Node, width: int) -> None:
    dim = stated(width, behind.evidence, OWN, behind.confidence)
    draft.put(replace(node.with_attribute("dim", dim), output_shape=behind.output_shape or node.output_shape))
    gone = {before, behind.id}
    draft.groups = [replace(g, nodes=tuple(n for n in g.nodes if n not in gone)) for g in draft.groups]
    for node_id in (before, behind.id):
        draft.remove(node_id)


def _doubt(draft: Draft, before: str, node: Node) -> None:
    shown, listed = node.label or node.op, draft.nodes[before].label or draft.nodes[before].op
    draft.missing.append(
        f"whether '{listed}' before '{shown}' is its own projection of queries, keys and values"
    )
    draft.conflicts.append(Conflict(node.id, "projections", "of its own", f"'{listed}' before it"))


def _only(several: Sequence[str]) -> str | None:
    return several[0] if len(several) == 1 else None


def _width(node: Node) -> int | None:
    """Channels of a layer that works on each place of its own; None for any other layer."""
    if node.op == "dense":
        wide = node.value("units")
    elif node.op in ("conv1d", "conv2d") and _ones(node, "kernel") and _ones(node, "stride", "groups"):
        wide = node.value("filters")
    else:
        return None
    return wide if isinstance(wide, int) else None


def _ones(node: Node, *names: str) -> bool:
    """Whether attributes are one in every direction; a kernel must be printed, the others may be open."""
    for name in names:
        value = node.value(name)
        sizes = value if isinstance(value, tuple) else (value,)
        if any(size != 1 for size in sizes if size is not None or name == "kernel"):
            return False
    return True


def _together(draft: Draft, *node_ids: str) -> bool:
    """Whether nodes repeat together: in the same groups, equally often."""
    places = {
        (draft.nodes[node_id].repeat, *(g.id for g in draft.groups if node_id in g.nodes))
        for node_id in node_ids
    }
    return len(places) == 1


def _source_width(draft: Draft, node_id: str) -> int | None:
    source = _only(draft.before(node_id))
    return None if source is None else draft.channels(source)
