"""Blocks that the field knows by name and the registry can write out, as "MBConv6, k3×3" or "fire module"."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.compose.draft import Draft
from graph import Attribute, FrozenMap, Node
from graph.operations import REGISTRY
from graph.passes.marks import BECAUSE, because

KNOWN = "a block that is known by its name"
STACKED = "a block between a map and a recurrent layer lays the map out as a sequence"

_BY_NAME: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^fused-?\s?mbconv\s?(?P<expansion>\d*)", re.I), "fused_mbconv"),
    (re.compile(r"^mbconv\s?(?P<expansion>\d*)", re.I), "mbconv"),
    (re.compile(r"^(?:inverted residual|inverted bottleneck)", re.I), "inverted_residual"),
    (re.compile(r"^fire ?(?:module|\d+)?", re.I), "fire"),
    (re.compile(r"^(?:se|squeeze.{0,5}excitation)(?: block| module| layer)?$", re.I), "squeeze_excitation"),
    (re.compile(r"^(?:aspp|atrous spatial pyramid)", re.I), "aspp"),
    (re.compile(r"^(?:ppm|pyramid pooling module)", re.I), "pyramid_pooling"),
)


def explain_known_blocks(draft: Draft) -> None:
    """Names the operation of blocks that the registry knows; a block that only lays out a sequence is taken
    out."""
    for node_id in draft.order():
        node = draft.nodes[node_id]
        if node.op != "block":
            continue
        known = _known(node)
        if known is not None:
            draft.put(known)
        elif _lays_out_sequence(draft, node_id):
            draft.remove(node_id)


def _known(node: Node) -> Node | None:
    name = str(node.value("name") or node.label)
    for pattern, op in _BY_NAME:
        found = pattern.match(name.strip())
        if found is None or op not in REGISTRY:
            continue
        spec = REGISTRY[op].attributes
        kept: dict[str, Attribute] = {k: v for k, v in node.attributes.items() if k in spec}
        number = found.groupdict().get("expansion")
        if number and "expansion" not in kept:
            kept["expansion"] = Attribute(int(number), "read", node.confidence, node.evidence)
        kept[BECAUSE] = because(KNOWN, "inferred")
        return replace(node, op=op, attributes=FrozenMap(kept))
    return None


def _lays_out_sequence(draft: Draft, node_id: str) -> bool:
    node = draft.nodes[node_id]
    if set(node.attributes) - {"name"}:
        return False
    before = [draft.nodes[source].op for source in draft.before(node_id)]
    after = [draft.nodes[target].op for target in draft.after(node_id)]
    maps = ("conv2d", "max_pool", "avg_pool", "pool", "batch_norm", "relu")
    return (
        bool(before)
        and all(op in maps for op in before)
        and all(op in ("lstm", "gru", "rnn") for op in after)
        and bool(after)
    )
