"""Rule: the branches of a sum get one shape.

A sum of maps of different shapes, one of which is a whole number of times larger, projects the skip by a 1-wide
convolution with that stride (1512.03385, option B); of different widths alone, likewise. Vectors that meet a map or
sequence are projected to its channels and repeated over it by the sum's broadcasting. The longest branch, counted in
operations with weights back to where the branches part, is the main one; the others are skips.
"""

from __future__ import annotations

from graph.errors import ShapeError
from graph.model import Node, Shape
from graph.operations import REGISTRY
from graph.operations.rules import broadcast
from graph.passes.draft import Draft
from graph.passes.marks import added, solved

PROJECTION = "a skip of another shape is projected by a 1-wide convolution"
DENSE_PROJECTION = "a branch of another width is projected by a dense layer"

_CONVS = {2: "conv1d", 3: "conv2d", 4: "conv3d"}


def _projection(draft: Draft, shape: Shape, target: Shape) -> Node | None:
    """A node that turns one shape into another by striding and width; None where none does."""
    if len(shape) != len(target) or any(isinstance(dim, str) for dim in (*shape, *target)):
        return None
    if len(shape) == 1 or (shape[:-1] == target[:-1] and len(shape) == 2):
        node_id = draft.fresh("projection")
        return added(node_id, "dense", DENSE_PROJECTION, units=solved(target[-1], DENSE_PROJECTION))
    op = _CONVS.get(len(shape))
    strides = []
    for length, wanted in zip(shape[:-1], target[:-1], strict=True):
        if not isinstance(length, int) or not isinstance(wanted, int) or wanted < 1 or length < wanted:
            return None
        stride = next(
            (s for s in (length // wanted, -(-length // wanted)) if -(-length // s) == wanted), None
        )
        if stride is None:
            return None
        strides.append(stride)
    if op is None:
        return None
    axes = len(strides)
    return added(
        draft.fresh("projection"),
        op,
        PROJECTION,
        filters=solved(target[-1], PROJECTION),
        kernel=solved((1,) * axes, PROJECTION),
        stride=solved(tuple(strides), PROJECTION),
        padding=solved((0,) * axes, PROJECTION),
    )


def _length_of_branch(draft: Draft, node_id: str, others: set[str]) -> int:
    """Operations with weights on the way back to where the branch parts from the others."""
    count, seen, queue = 0, set[str](), [node_id]
    while queue:
        here = queue.pop()
        if here in seen or here in others:
            continue
        seen.add(here)
        count += REGISTRY[draft.nodes[here].op].family in ("convolution", "dense", "recurrent", "attention")
        queue.extend(edge.source for edge in draft.into(here))
    return count


def _ancestors(draft: Draft, node_id: str) -> set[str]:
    seen: set[str] = set()
    queue = [node_id]
    while queue:
        here = queue.pop()
        if here not in seen:
            seen.add(here)
            queue.extend(edge.source for edge in draft.into(here))
    return seen


def fit_summands(draft: Draft, node_id: str) -> None:
    """Project the skips of a sum to the shape of its longest branch."""
    edges = draft.into(node_id)
    shapes = [draft.shape_of(edge) for edge in edges]
    if len(edges) < 2 or any(shape is None for shape in shapes):
        return
    known = [shape for shape in shapes if shape is not None]
    if len({len(shape) for shape in known}) > 1 or _broadcasts(known):
        return
    ancestors = [_ancestors(draft, edge.source) for edge in edges]
    lengths = [
        _length_of_branch(
            draft, edge.source, set().union(*(a for j, a in enumerate(ancestors) if j != i)) - {edge.source}
        )
        for i, edge in enumerate(edges)
    ]
    main = max(range(len(edges)), key=lambda i: lengths[i])
    for index, edge in enumerate(edges):
        if known[index] == known[main]:
            continue
        node = _projection(draft, known[index], known[main])
        if node is not None:
            draft.insert(edge, node)


def project_vectors(draft: Draft, node_id: str) -> None:
    """Give the vectors among a sum's summands the channels of its maps or sequences."""
    edges = draft.into(node_id)
    shapes = [draft.shape_of(edge) or () for edge in edges]
    widest = max(shapes, key=len)
    for edge, shape in zip(edges, shapes, strict=True):
        if len(shape) == 1 and len(widest) > 1 and shape[0] != widest[-1]:
            units = solved(widest[-1], DENSE_PROJECTION)
            draft.insert(edge, added(draft.fresh("projection"), "dense", DENSE_PROJECTION, units=units))


def _broadcasts(shapes: list[Shape]) -> bool:
    try:
        broadcast(shapes)
    except ShapeError:
        return False
    return True
