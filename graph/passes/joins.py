"""Rule: several arrows into an operation that takes one, and sums whose branches have different shapes.

* Arrows of equal shapes are added: a skip that meets the line without a drawn "+" is a residual sum.
* Arrows of equal length or size are joined along the channels; vectors are joined; a vector that meets a
  sequence or map is repeated over it by the sum's broadcasting, after a projection to its channels.
* An attention's queries come first: they are what its residual sum adds.
* A sum of maps of different shapes, one of which is a whole number of times larger, projects the skip by a
  1×1 convolution with that stride (1512.03385, option B); of different widths alone, likewise.
"""

from __future__ import annotations

from dataclasses import replace

from graph.errors import ShapeError
from graph.model import Edge, Node, Shape
from graph.operations import REGISTRY
from graph.operations.rules import broadcast
from graph.passes.draft import Draft
from graph.passes.marks import BECAUSE, added, because, solved

SUMS = frozenset({"add", "subtract", "multiply", "maximum", "minimum", "mean"})
ONE_SUMMAND = "an operation on several inputs that has one hands it on"
SKIP_SUM = "arrows of equal shape that meet without a sign are added"
SKIP_CONCAT = "arrows of equal size that meet without a sign are joined along the channels"
PROJECTION = "a skip of another shape is projected by a 1-wide convolution"
DENSE_PROJECTION = "a branch of another width is projected by a dense layer"
WHOLE_MAP = "one region of interest: the whole map"
SCALE_BY = "scaling one input by another is a product"
ADJACENCY = "the graph's adjacency comes from outside"

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


def _fit_summands(draft: Draft, node_id: str) -> None:
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


def _broadcasts(shapes: list[Shape]) -> bool:
    try:
        broadcast(shapes)
    except ShapeError:
        return False
    return True


def _join(draft: Draft, node_id: str, edges: list[Edge]) -> None:
    shapes = [draft.shape_of(edge) for edge in edges]
    known = [shape for shape in shapes if shape is not None]
    if len(known) < len(edges):
        return
    if len(set(known)) == 1:
        draft.gather(node_id, edges, added(draft.fresh("sum"), "add", SKIP_SUM))
        return
    if all(known) and len({shape[:-1] for shape in known}) == 1:
        draft.gather(node_id, edges, added(draft.fresh("join"), "concat", SKIP_CONCAT))
        return
    join = added(draft.fresh("sum"), "add", SKIP_SUM)
    _project_vectors(draft, node_id, edges, known)
    edges = [edge for edge in draft.into(node_id) if edge in edges or edge.source.startswith("projection")]
    draft.add_before(node_id, join)
    rest = [edge for edge in draft.into(node_id) if edge not in edges]
    for edge in edges:
        draft.disconnect(edge)
        draft.connect(replace(edge, target=join.id))
    draft.reorder(node_id, rest)
    after = Edge(join.id, node_id)
    draft.connect(after)
    draft.reorder(node_id, [after, *rest])
    _fit_summands(draft, join.id)
    draft.settle(join.id)


def _project_vectors(draft: Draft, node_id: str, edges: list[Edge], shapes: list[Shape]) -> None:
    widest = max(shapes, key=len)
    for edge, shape in zip(edges, shapes, strict=True):
        if len(shape) == 1 and len(widest) > 1 and shape[0] != widest[-1]:
            node = added(
                draft.fresh("projection"),
                "dense",
                DENSE_PROJECTION,
                units=solved(widest[-1], DENSE_PROJECTION),
            )
            draft.insert(edge, node)


def _add_adjacency(draft: Draft, node_id: str) -> None:
    inputs = draft.incoming(node_id)
    if not inputs or len(inputs[0]) != 2:
        return
    count = inputs[0][0]
    node = added(draft.fresh("adjacency"), "input", ADJACENCY, shape=solved((count, count), ADJACENCY))
    draft.add_before(node_id, node)
    draft.settle(node.id)
    draft.connect(Edge(node.id, node_id))


def _queries_first(draft: Draft, node_id: str, edges: list[Edge]) -> None:
    """Put the queries before the memory: they are what the residual sum behind the attention adds.

    Where no sum tells, the order of the edges stands.
    """
    sums = {edge.target for edge in draft.out(node_id) if draft.nodes[edge.target].op == "add"}
    queries = [edge for edge in edges if any(after.target in sums for after in draft.out(edge.source))]
    if len(queries) == 1 and not draft.explicit(node_id):
        draft.reorder(node_id, [*queries, *(edge for edge in edges if edge is not queries[0])])


def fit_inputs(draft: Draft, node_id: str) -> None:
    """Give a node as many inputs as its operation takes."""
    node = draft.nodes[node_id]
    least, most = REGISTRY[node.op].inputs
    edges = draft.into(node_id)
    if node.op == "scale" and len(edges) > 1:
        draft.put(replace(node.with_attribute(BECAUSE, because(SCALE_BY)), op="multiply"))
    elif node.op == "graph_conv" and len(edges) == 1:
        _add_adjacency(draft, node_id)
    elif node.op == "roi_pool" and len(edges) > 1:
        for edge in edges[1:]:
            draft.disconnect(edge)
        draft.put(node.with_attribute(BECAUSE, because(WHOLE_MAP)))
    elif node.op in ("crop", "resize", "upsample") and len(edges) > 1:
        # The second arrow names the map whose size is wanted; it carries no values.
        reference = draft.shape_of(edges[1])
        for edge in edges[1:]:
            draft.disconnect(edge)
        if reference is not None and node.op in ("crop", "resize") and "size" not in node.attributes:
            draft.put(node.with_attribute("size", solved(reference[:-1], "size of the map it follows")))
    elif len(edges) == 1 and least == 2:
        handed_on = replace(node.with_attribute(BECAUSE, because(ONE_SUMMAND)), op="feature_map")
        draft.put(handed_on)
        draft.report("one-input", node_id, f"{node.op} has one input, which is handed on", warning=True)
    elif REGISTRY[node.op].family == "attention" and len(edges) > 1:
        _queries_first(draft, node_id, edges)
    elif most == 1 and len(edges) > 1:
        _join(draft, node_id, edges)
    elif node.op in SUMS:
        _fit_summands(draft, node_id)
