"""Rule: operations of unnamed kind become the usual one, and others what their inputs make of them.

The choice is marked on the node (`because`), with its convention.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph.frozen import FrozenMap
from graph.model import Node, Shape
from graph.operations.dims import product
from graph.passes.draft import Draft
from graph.passes.marks import chosen
from graph.passes.pool_kinds import pool_kind

NORM_SEQUENCE = "a normalisation of unnamed kind in a sequence is layer normalisation"
NORM = "a normalisation of unnamed kind is batch normalisation"
ACTIVATION = "an activation of unnamed kind is ReLU"
WEIGHT_MAP = "a weight layer over feature maps is a convolution"
WEIGHT_VECTOR = "a weight layer over vectors is dense"
UNPRINTED_SHAPE = "a reshaping whose shape is not printed is left to what follows"
INNER = "a product of two vectors is their inner product"
OTHER_WIDTH = "attention of queries and keys of different widths is additive"
DENSE_EMBEDDING = "an embedding of vectors is a dense projection"

SEQUENCE_OPS = frozenset(
    {"multi_head_attention", "self_attention", "cross_attention", "attention", "feed_forward", "embedding"}
)
_CONVS = {2: "conv1d", 3: "conv2d", 4: "conv3d"}


def _tells_a_shape(draft: Draft, node: Node, shape: Shape) -> bool:
    """Whether the printed shape behind a reshaping holds as many values as come in."""
    stated = draft.stated(node.id)
    return stated is not None and product(stated) == product(shape)


def _in_a_sequence(draft: Draft, node: Node) -> bool:
    around = [edge.source for edge in draft.into(node.id)] + [edge.target for edge in draft.out(node.id)]
    near = [other for place in around for other in (place, *(e.source for e in draft.into(place)))]
    return any(draft.nodes[node_id].op in SEQUENCE_OPS for node_id in near)


def _weight(_: Draft, node: Node, shape: Shape) -> Node:
    conv = _CONVS.get(len(shape))
    node = chosen(node, "dense", WEIGHT_VECTOR) if conv is None else chosen(node, conv, WEIGHT_MAP)
    fitting = {
        name: attribute
        for name, attribute in node.attributes.items()
        if name not in ("kernel", "stride")
        or (isinstance(attribute.value, tuple) and len(attribute.value) == len(shape) - 1)
    }
    return replace(node, attributes=FrozenMap(fitting))


def _norm(draft: Draft, node: Node, shape: Shape) -> Node:
    if len(shape) == 2 or _in_a_sequence(draft, node):
        return chosen(node, "layer_norm", NORM_SEQUENCE)
    return chosen(node, "batch_norm", NORM)


def _activation(_: Draft, node: Node, __: Shape) -> Node:
    return chosen(node, "relu", ACTIVATION)


def _reshape(draft: Draft, node: Node, shape: Shape) -> Node:
    if "shape" in node.attributes or _tells_a_shape(draft, node, shape):
        return node
    return chosen(node, "identity", UNPRINTED_SHAPE)


def _matmul(draft: Draft, node: Node, _: Shape) -> Node:
    inputs = draft.incoming(node.id) or []
    vectors = len(inputs) == 2 and all(len(shape) == 1 for shape in inputs)
    return chosen(node, "dot", INNER) if vectors else node


def _attention(draft: Draft, node: Node, shape: Shape) -> Node:
    inputs = draft.incoming(node.id) or []
    differ = len(inputs) > 1 and all(len(other) == 2 for other in inputs) and inputs[1][-1] != shape[-1]
    return chosen(node, "additive_attention", OTHER_WIDTH) if differ else node


def _embedding(draft: Draft, node: Node, shape: Shape) -> Node:
    if not shape or draft.nodes[draft.into(node.id)[0].source].op == "input":
        return node
    node = chosen(node, "dense", DENSE_EMBEDDING)
    return node.with_attribute("units", node.attributes["dim"]) if "dim" in node.attributes else node


_CHOICES: dict[str, Callable[[Draft, Node, Shape], Node]] = {
    "pool": pool_kind,
    "max_pool": pool_kind,
    "avg_pool": pool_kind,
    "weight": _weight,
    "norm": _norm,
    "activation": _activation,
    "reshape": _reshape,
    "matmul": _matmul,
    "attention": _attention,
    "embedding": _embedding,
}


def choose_kinds(draft: Draft, node_id: str) -> None:
    """Give an operation of unnamed kind its usual one."""
    node, inputs = draft.nodes[node_id], draft.incoming(node_id)
    choose = _CHOICES.get(node.op)
    if choose is not None and inputs:
        draft.put(choose(draft, node, inputs[0]))
