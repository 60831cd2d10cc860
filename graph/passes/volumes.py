"""Rule: drawn tensors of different shapes with nothing printed between them.

Where a drawing joins two volumes by a bare line, the operation between them is not printed; by convention it
is
* a convolution (kernel of three) between maps, strided where the map shrinks;
* a transposed convolution where it grows by a whole number;
* flattening and a dense layer from a map to a vector, a dense layer between vectors;
* a dense layer and reshaping from a vector to a map.
"""

from __future__ import annotations

from dataclasses import replace

from graph.model import Edge, Node, Shape
from graph.operations.dims import product
from graph.passes.draft import Draft
from graph.passes.marks import added, solved
from graph.shapes import agrees

CONVOLUTION = "a bare line between maps is a convolution"
TRANSPOSED = "a bare line to a larger map is a transposed convolution"
DENSE = "a bare line to a vector is a dense layer"
FLATTEN = "maps are flattened before dense layers"
UNFOLD = "a bare line from a vector to a map is a dense layer, reshaped"
POOL = "a bare line to a smaller map of the same width is a pooling"


def _complete(stated: Shape, shape: Shape) -> tuple[int, ...] | None:
    """The printed shape in numbers, with the channels of what comes in where it prints none."""
    whole = (*stated, shape[-1]) if len(stated) == len(shape) - 1 and len(stated) > 1 else stated
    numbers = tuple(dim for dim in whole if isinstance(dim, int))
    return numbers if len(numbers) == len(whole) and all(dim > 0 for dim in numbers) else None


def _between_maps(draft: Draft, shape: Shape, wanted: tuple[int, ...]) -> Node | None:
    lengths = [dim for dim in shape[:-1] if isinstance(dim, int)]
    if len(lengths) != len(shape) - 1 or any(n < 1 for n in lengths):
        return None
    axes, filters = len(lengths), wanted[-1]
    if all(w >= n for n, w in zip(lengths, wanted, strict=False)) and tuple(lengths) != wanted[:-1]:
        if axes != 2 or any(w % n for n, w in zip(lengths, wanted, strict=False)):
            return None
        stride = tuple(w // n for n, w in zip(lengths, wanted, strict=False))
        return added(
            draft.fresh("up"),
            "conv_transpose2d",
            TRANSPOSED,
            filters=solved(filters, TRANSPOSED),
            kernel=solved(tuple(max(s, 2) for s in stride), TRANSPOSED),
            stride=solved(stride, TRANSPOSED),
        )
    if any(w > n for n, w in zip(lengths, wanted, strict=False)):
        return None
    op = {1: "conv1d", 2: "conv2d", 3: "conv3d"}.get(axes)
    node = None if op is None else added(draft.fresh("conv"), op, CONVOLUTION)
    # The printed size is the convolution's own result, from which its stride and padding are solved.
    return node if node is None else replace(node, output_shape=wanted)


def _dense(draft: Draft, units: int, convention: str) -> Node:
    return added(draft.fresh("dense"), "dense", convention, units=solved(units, convention))


def join_volumes(draft: Draft, node_id: str) -> list[str]:
    """Put the operation that a bare line stands for before a drawn tensor.

    Returns the ids of added nodes that are not settled yet, in the order of the data.
    """
    node, edges = draft.nodes[node_id], draft.into(node_id)
    if node.op not in ("feature_map", "output") or node.output_shape is None or len(edges) != 1:
        return []
    shape = draft.shape_of(edges[0])
    if shape is None or agrees(node.output_shape, shape):
        return []
    source = draft.nodes[edges[0].source]
    if source.op not in ("feature_map", "input", "concat", "add"):
        return []
    wanted = _complete(node.output_shape, shape)
    if wanted is None:
        return []
    return _bridge(draft, edges[0], shape, wanted)


def _bridge(draft: Draft, edge: Edge, shape: Shape, wanted: tuple[int, ...]) -> list[str]:
    flat = tuple(dim for dim in wanted if dim != 1) if len(wanted) > 1 else wanted
    if len(flat) <= 1:
        # A map of one cell that is drawn behind a larger one is the vector of a dense layer.
        if len(shape) > 1:
            flatten = added(draft.fresh("flatten"), "flatten", FLATTEN)
            draft.insert(edge, flatten)
            edge = draft.out(flatten.id)[0]
        draft.insert(edge, _dense(draft, flat[0] if flat else 1, DENSE))
        return []
    if len(shape) == 1:
        draft.insert(edge, dense := _dense(draft, int(product(wanted)), UNFOLD))
        reshape = added(draft.fresh("reshape"), "reshape", UNFOLD, shape=solved(wanted, UNFOLD))
        draft.insert(draft.out(dense.id)[0], reshape)
        return []
    if len(shape) != len(wanted):
        return []
    node = _between_maps(draft, shape, wanted)
    if node is None:
        return []
    draft.insert(edge, node, settle=False)
    return [node.id]
