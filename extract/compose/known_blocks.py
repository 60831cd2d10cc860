"""Blocks that the field knows by name and the registry can write out, as "MBConv6, k3×3" or "fire module"."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.compose.draft import Draft, implied
from graph import Attribute, FrozenMap, Node
from graph.operations import REGISTRY
from graph.passes.marks import BECAUSE, because, solved

KNOWN = "a block that is known by its name"
SIZED = "the stride follows from the printed sizes"
CLASSIFIES = "a block named as a classifier is a dense layer with a unit for each class"
STACKED = "a block between a map and a recurrent layer lays the map out as a sequence"

_CLASSIFIERS = ("logistic regression", "classifier", "linear classifier", "classification")

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
        if _is_classifier(node):
            draft.put(implied(node_id, "dense", CLASSIFIES, node.evidence, node.confidence))
        elif known is not None:
            draft.put(_strided(draft, known))
        elif _lays_out_sequence(draft, node_id):
            draft.remove(node_id)


def _known(node: Node) -> Node | None:
    name = str(node.value("name") or node.label)
    for pattern, op in _BY_NAME:
        found = pattern.match(name.strip())
        if found is None or op not in REGISTRY:
            continue
        spec = REGISTRY[op].attributes
        named = {_setting(name): value for name, value in node.attributes.items()}
        kept: dict[str, Attribute] = {k: v for k, v in named.items() if k in spec}
        number = found.groupdict().get("expansion")
        if number and "expansion" not in kept:
            kept["expansion"] = Attribute(int(number), "read", node.confidence, node.evidence)
        kept[BECAUSE] = because(KNOWN, "inferred")
        return replace(node, op=op, attributes=FrozenMap(kept))
    return None


def _is_classifier(node: Node) -> bool:
    """Logistic regression and classifiers: a dense layer with as many units as there are classes."""
    name = str(node.value("name") or node.label).lower()
    return name.removesuffix(" layer") in _CLASSIFIERS


def _strided(draft: Draft, node: Node) -> Node:
    """A known block with the stride that printed sizes before and behind it tell."""
    sources = draft.before(node.id)
    before = draft.printed_size(sources[0]) if sources else None
    after = node.output_shape
    if "stride" in node.attributes or "stride" not in REGISTRY[node.op].attributes or not before or not after:
        return node
    if not isinstance(before[0], int) or not isinstance(after[0], int) or after[0] < 1:
        return node
    step = max(1, round(before[0] / after[0]))
    return node.with_attribute("stride", solved((step, step), SIZED))


def _setting(header: str) -> str:
    """The registry's name for a column that a table prints: "#Channels" is the filters."""
    plain = re.sub(r"[^a-z]", "", header.lower())
    widths = ("channels", "channel", "outputchannels", "outchannels", "out", "c", "filters")
    return (
        "filters" if plain in widths else {"s": "stride", "t": "expansion", "k": "kernel"}.get(plain, plain)
    )


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
