"""Layers of their own between stages, which the text states and a table of stages leaves out.

They are added before stages that begin with a depthwise convolution, which cannot widen a map itself, or with attention,
which cannot make it smaller.
"""

from __future__ import annotations

from extract.compose.draft import Draft, implied, stated
from extract.compose.facts import Facts
from extract.labels.families import family
from extract.prose import Downsampled
from graph import Attribute, Group, Node
from graph.passes.marks import solved

BETWEEN = "the text states layers of their own that make the maps smaller between stages"


def add_downsampling(draft: Draft, facts: Facts, groups: list[Group]) -> None:
    """Puts the stated layer before each stage that is wider and smaller than what comes before it."""
    said = facts.of(Downsampled)
    if not said:
        return
    fact = said[0]
    for group in groups:
        first, last = draft.nodes[group.nodes[0]], draft.nodes[group.nodes[-1]]
        sources = draft.before(first.id)
        if len(sources) != 1 or not _keeps_map(first) or _has_own_stride(draft, group):
            continue
        wide, before = draft.channels(last.id), draft.channels(sources[0])
        size, size_before = last.output_shape, draft.printed_size(sources[0])
        if wide is None or before is None or wide == before or size is None or size == size_before:
            continue
        attributes: list[tuple[str, Attribute]] = [("filters", solved(wide, BETWEEN))]
        attributes += [(k, stated(v, fact.evidence, BETWEEN, fact.confidence)) for k, v in fact.attrs.items()]
        node = implied(
            draft.fresh(f"{group.id}_down"), fact.op, BETWEEN, fact.evidence, fact.confidence, attributes
        )
        draft.insert_before(first.id, _sized(node, last), apart=True)


def _keeps_map(node: Node) -> bool:
    return node.op == "depthwise_conv2d" or family(node.op) == "attention"


def _sized(node: Node, like: Node) -> Node:
    return Node(
        node.id, node.op, "", node.attributes, None, like.output_shape, False, node.confidence, node.evidence
    )


def _has_own_stride(draft: Draft, group: Group) -> bool:
    nodes = [draft.nodes[node_id] for node_id in group.nodes]
    return any(family(node.op) == "pool" or node.value("stride") not in (None, (1, 1)) for node in nodes)
