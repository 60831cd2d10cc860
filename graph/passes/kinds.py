"""Rule: operations of unnamed kind become the usual one, and pooling fits the axes that come in.

The choice is marked on the node (`because`), with its convention.
"""

from __future__ import annotations

from dataclasses import replace

from graph.frozen import FrozenMap
from graph.model import Node, Shape
from graph.operations.dims import product
from graph.passes.draft import Draft
from graph.passes.marks import BECAUSE, because, solved

POOL = "a pooling of unnamed kind takes the maximum"
POOL_ALL = "a pooling of unnamed kind and size just before dense layers is a global average"
POOL_WHOLE = "a pooling without a size before dense layers runs over the whole map"
POOL_WIDER = "a window larger than the map takes all of it"
POOL_TO_ONE = "a pooling of unnamed kind to one cell is a global average"
NORM_SEQUENCE = "a normalisation of unnamed kind in a sequence is layer normalisation"
NORM = "a normalisation of unnamed kind is batch normalisation"
ACTIVATION = "an activation of unnamed kind is ReLU"
WEIGHT_MAP = "a weight layer over feature maps is a convolution"
WEIGHT_VECTOR = "a weight layer over vectors is dense"
UNPRINTED_SHAPE = "a reshaping whose shape is not printed is left to what follows"
INNER = "a product of two vectors is their inner product"
DENSE_EMBEDDING = "an embedding of vectors is a dense projection"
FEWER_AXES = "pooling takes as many axes as come in"

SEQUENCE_OPS = frozenset(
    {"multi_head_attention", "self_attention", "cross_attention", "attention", "feed_forward", "embedding"}
)
_GLOBAL = {"avg_pool": "global_avg_pool", "max_pool": "global_max_pool"}
_POOLS = {2: "{}_pool1d", 3: "{}_pool", 4: "{}_pool3d"}
_CONVS = {2: "conv1d", 3: "conv2d", 4: "conv3d"}


def _as(node: Node, op: str, convention: str) -> Node:
    return replace(node.with_attribute(BECAUSE, because(convention)), op=op)


def _pool(draft: Draft, node: Node, shape: Shape) -> Node:
    dense_after = any(
        draft.nodes[edge.target].op in ("dense", "mlp", "softmax", "flatten", "output")
        for edge in draft.out(node.id)
    )
    stated = draft.stated(node.id)
    if stated is not None and len(stated) == 3 and stated[:2] == (1, 1) and len(shape) == 3:
        return _as(node, "global_avg_pool", POOL_TO_ONE)
    sized = "kernel" in node.attributes or "stride" in node.attributes
    if dense_after and not sized and stated is None and len(shape) > 1:
        return _as(node, "global_avg_pool", POOL_ALL)
    return _as(node, "max_pool", POOL)


def _is_global(draft: Draft, node: Node, shape: Shape) -> bool:
    """Whether a pooling without a size runs over the whole map: dense layers, for averages, or a shared mlp follow."""
    if len(shape) < 2 or "kernel" in node.attributes or "stride" in node.attributes:
        return False
    stated = draft.stated(node.id)
    if stated is not None:
        return len(stated) == len(shape) and all(dim == 1 for dim in stated[:-1])
    followers = {draft.nodes[edge.target].op for edge in draft.out(node.id)}
    return followers == {"mlp"} or (node.op == "avg_pool" and followers in ({"dense"}, {"softmax"}))


def _is_wider(node: Node, shape: Shape) -> bool:
    """Whether a pooling's window is larger than the whole map, as when the map is smaller than the paper's was."""
    kernel = node.value("kernel")
    items = kernel if isinstance(kernel, tuple) else ()
    return len(items) == len(shape) - 1 and all(
        isinstance(k, int) and isinstance(n, int) and k > max(n, 3)
        for k, n in zip(items, shape, strict=False)
    )


def _fitted(node: Node, op: str, axes: int) -> Node:
    """A pooling over another number of axes; sizes given for square windows are cut or stretched."""
    attributes = dict(node.attributes)
    for name in ("kernel", "stride"):
        found = attributes.get(name)
        if found is not None and isinstance(found.value, tuple) and len(found.value) != axes:
            if len(set(found.value)) != 1:
                return node
            attributes[name] = solved(found.value[:1] * axes, FEWER_AXES)
    return replace(node, op=op, attributes=FrozenMap(attributes))


def _pooling_axes(node: Node, shape: Shape) -> Node:
    kind = node.op.split("_")[0]
    wanted = _POOLS.get(len(shape))
    if node.op not in ("max_pool", "avg_pool") or wanted is None:
        return node
    op = wanted.format(kind)
    return node if op == node.op else _fitted(node, op, len(shape) - 1)


def _tells_a_shape(draft: Draft, node: Node, shape: Shape) -> bool:
    """Whether the printed shape behind a reshaping holds as many values as come in."""
    stated = draft.stated(node.id)
    return stated is not None and product(stated) == product(shape)


def _in_a_sequence(draft: Draft, node: Node) -> bool:
    around = [edge.source for edge in draft.into(node.id)] + [edge.target for edge in draft.out(node.id)]
    near = [other for place in around for other in (place, *(e.source for e in draft.into(place)))]
    return any(draft.nodes[node_id].op in SEQUENCE_OPS for node_id in near)


def choose_kinds(draft: Draft, node_id: str) -> None:
    """Give an operation of unnamed kind its usual one."""
    node, inputs = draft.nodes[node_id], draft.incoming(node_id)
    if not inputs:
        return
    shape = inputs[0]
    if node.op == "pool":
        node = _pool(draft, node, shape)
    elif node.op in ("avg_pool", "max_pool") and _is_global(draft, node, shape):
        node = _as(node, _GLOBAL[node.op], POOL_WHOLE)
    elif node.op in ("avg_pool", "max_pool") and _is_wider(node, shape):
        node = _as(node, _GLOBAL[node.op], POOL_WIDER)
    elif node.op == "norm":
        sequence = len(shape) == 2 or _in_a_sequence(draft, node)
        node = _as(node, "layer_norm", NORM_SEQUENCE) if sequence else _as(node, "batch_norm", NORM)
    elif node.op == "activation":
        node = _as(node, "relu", ACTIVATION)
    elif node.op == "weight":
        conv = _CONVS.get(len(shape))
        node = _as(node, "dense", WEIGHT_VECTOR) if conv is None else _as(node, conv, WEIGHT_MAP)
        node = _without_unfit(node, len(shape) - 1)
    elif node.op == "reshape" and "shape" not in node.attributes and not _tells_a_shape(draft, node, shape):
        node = _as(node, "identity", UNPRINTED_SHAPE)
    elif node.op == "matmul" and len(inputs) == 2 and all(len(other) == 1 for other in inputs):
        node = _as(node, "dot", INNER)
    elif node.op == "embedding" and shape and draft.nodes[draft.into(node_id)[0].source].op != "input":
        node = _as(node, "dense", DENSE_EMBEDDING)
        if "dim" in node.attributes:
            node = node.with_attribute("units", node.attributes["dim"])
    draft.put(_pooling_axes(node, shape))


def _without_unfit(node: Node, axes: int) -> Node:
    kept = {
        name: attribute
        for name, attribute in node.attributes.items()
        if name not in ("kernel", "stride")
        or (isinstance(attribute.value, tuple) and len(attribute.value) == axes)
    }
    return replace(node, attributes=FrozenMap(kept))
