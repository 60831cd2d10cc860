"""Copies of a group's nodes: the first keeps the ids, the others have a number at their end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.compose.draft import Draft
from graph import Attribute, Edge, FrozenMap, Group, Node
from graph.passes.marks import assumed

STRIDE_ONCE = "stride on the first repetition"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a group stood: what comes in, and the edges that went out of its last node."""

    entry: str
    leaving: tuple[Edge, ...]


def lift(draft: Draft, group: Group) -> Place:
    """Takes a group's nodes out of a draft, and says where they were."""
    inside = set(group.nodes)
    entry = draft.before(group.nodes[0])[0]
    leaving = tuple(e for e in draft.edges if e.source in inside and e.target not in inside)
    draft.edges = [e for e in draft.edges if e.source not in inside and e.target not in inside]
    for node_id in group.nodes:
        del draft.nodes[node_id]
    return Place(entry, leaving)


def land(draft: Draft, place: Place, last: str) -> None:
    """Connects what was written in a group's place to what came after it."""
    for edge in place.leaving:
        draft.edges.append(replace(edge, source=last))


def times(group: Group) -> int:
    """How often a group stands in a row."""
    return group.repeat if isinstance(group.repeat, int) else 1


def copied(node: Node, number: int) -> Node:
    """A node's copy of a number from 1. Copies after the first have stride one, as the first made the
    size."""
    if number == 1:
        return replace(node, repeat=None)
    attributes: dict[str, Attribute] = dict(node.attributes)
    stride = attributes.get("stride")
    if stride is not None and stride.value not in (1, (1,), (1, 1), (1, 1, 1)):
        value = stride.value
        attributes["stride"] = assumed((1,) * len(value) if isinstance(value, tuple) else 1, STRIDE_ONCE)
    return replace(node, id=f"{node.id}_{number}", attributes=FrozenMap(attributes), repeat=None)


def chain(draft: Draft, source: str, nodes: Sequence[Node]) -> str:
    """Puts nodes in a row behind another; returns the id of the last."""
    for node in nodes:
        draft.put(node)
        draft.connect(source, node.id)
        source = node.id
    return source
