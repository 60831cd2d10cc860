"""Rule: every attribute that is still missing takes its conventional value, marked with the convention.

Needs: the shapes of the node's inputs. Ensures: each attribute of the operation is there, but for those that
have no convention and are not required.
"""

from __future__ import annotations

from dataclasses import replace

from graph.model import Node
from graph.operations import REGISTRY
from graph.passes.conventions import with_conventions
from graph.passes.draft import Draft
from graph.passes.marks import assumed, solved

NO_BIAS = "no bias before batch normalisation"
MULTIPLIER = "filters over input channels"
PARTS = "as many parts as arrows go out"
CLASSES = "a last dense layer tells 1000 classes"
ATTENTION_SCALE = "attention scores are divided by the root of their width"


def _special(draft: Draft, node_id: str) -> None:
    """Conventions that look at the node's neighbours."""
    node = draft.nodes[node_id]
    known, after = REGISTRY[node.op].attributes, draft.out(node_id)
    targets = [draft.nodes[edge.target] for edge in after]
    if "bias" in known and "bias" not in node.attributes and REGISTRY[node.op].family == "convolution":
        if targets and all(target.op == "batch_norm" for target in targets):
            draft.put(node.with_attribute("bias", assumed(False, NO_BIAS)))
    elif node.op == "scale" and "factor" not in node.attributes:
        before = [draft.nodes[edge.source] for edge in draft.into(node_id)]
        if any(other.op == "matmul" for other in before):
            width = (draft.incoming(before[0].id) or [(1,)])[0][-1]
            if isinstance(width, int):
                draft.put(node.with_attribute("factor", assumed(width**-0.5, ATTENTION_SCALE)))
    elif (
        node.op.startswith("depthwise")
        and "filters" in node.attributes
        and "multiplier" not in node.attributes
    ):
        _multiplier(draft, node)
    node = draft.nodes[node_id]
    if node.op == "dense" and "units" not in node.attributes and _ends_in_classes(draft, node_id):
        draft.put(node.with_attribute("units", assumed(1000, CLASSES)))


def _multiplier(draft: Draft, node: Node) -> None:
    inputs, filters = draft.incoming(node.id), node.value("filters")
    width = inputs[0][-1] if inputs and inputs[0] else None
    if isinstance(width, int) and isinstance(filters, int) and filters % width == 0:
        draft.put(node.with_attribute("multiplier", solved(filters // width, MULTIPLIER)))


def _ends_in_classes(draft: Draft, node_id: str) -> bool:
    after = draft.out(node_id)
    return bool(after) and all(draft.nodes[edge.target].op == "softmax" for edge in after)


def number_ports(draft: Draft, node_id: str) -> None:
    """Give a split as many parts as arrows leave it, one each, where no ports are named."""
    node, after = draft.nodes[node_id], draft.out(node_id)
    if node.op != "split" or len(after) < 2 or any(edge.port for edge in after):
        return
    if "parts" not in node.attributes:
        draft.put(node.with_attribute("parts", solved(len(after), PARTS)))
    parts = draft.nodes[node_id].value("parts")
    for port, edge in enumerate(after):
        if isinstance(parts, int) and port < parts:
            ordered = draft.into(edge.target)
            place = ordered.index(edge)
            draft.disconnect(edge)
            moved = replace(edge, port=port)
            draft.connect(moved)
            ordered[place] = moved
            draft.reorder(edge.target, ordered)


def fill_defaults(draft: Draft, node_id: str) -> None:
    """Give every missing attribute its conventional value; a Problem for a required one that has none."""
    inputs = draft.incoming(node_id)
    if inputs is None:
        return
    number_ports(draft, node_id)
    _special(draft, node_id)
    node, missing = with_conventions(draft.nodes[node_id], inputs)
    draft.put(node)
    for name in missing:
        draft.report("missing-attribute", node_id, f"{name} is not known, and no convention gives it")
