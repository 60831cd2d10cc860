"""Rule: pooling of unnamed kind or size, and over as many axes as come in."""

from __future__ import annotations

from dataclasses import replace

from graph.frozen import FrozenMap
from graph.model import Node, Shape
from graph.passes.draft import Draft
from graph.passes.marks import chosen, solved

POOL = "a pooling of unnamed kind takes the maximum"
POOL_ALL = "a pooling of unnamed kind and size just before dense layers is a global average"
POOL_WHOLE = "a pooling without a size before dense layers runs over the whole map"
POOL_WIDER = "a window larger than the map takes all of it"
POOL_TO_ONE = "a pooling of unnamed kind to one cell is a global average"
FEWER_AXES = "pooling takes as many axes as come in"

_GLOBAL = {"avg_pool": "global_avg_pool", "max_pool": "global_max_pool"}
_POOLS = {2: "{}_pool1d", 3: "{}_pool", 4: "{}_pool3d"}


def _unnamed(draft: Draft, node: Node, shape: Shape) -> Node:
    dense_after = any(
        draft.nodes[edge.target].op in ("dense", "mlp", "softmax", "flatten", "output")
        for edge in draft.out(node.id)
    )
    stated = draft.stated(node.id)
    if stated is not None and len(stated) == 3 and stated[:2] == (1, 1) and len(shape) == 3:
        return chosen(node, "global_avg_pool", POOL_TO_ONE)
    sized = "kernel" in node.attributes or "stride" in node.attributes
    if dense_after and not sized and stated is None and len(shape) > 1:
        return chosen(node, "global_avg_pool", POOL_ALL)
    return chosen(node, "max_pool", POOL)


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


def pool_kind(draft: Draft, node: Node, shape: Shape) -> Node:
    """A pooling of a definite kind, over the axes of the shape that comes in."""
    if node.op == "pool":
        node = _unnamed(draft, node, shape)
    elif _is_global(draft, node, shape):
        node = chosen(node, _GLOBAL[node.op], POOL_WHOLE)
    elif _is_wider(node, shape):
        node = chosen(node, _GLOBAL[node.op], POOL_WIDER)
    return _pooling_axes(node, shape)
