"""Rule: as many inputs as an operation takes.

* Arrows of equal shapes are added: a skip that meets the line without a drawn "+" is a residual sum.
* Arrows of equal length or size are joined along the channels; vectors are joined; a vector that meets a
  sequence or map is repeated over it by the sum's broadcasting, after a projection to its channels.
* An attention's queries come first: they are what its residual sum adds.
* Arithmetic on several inputs that has one hands it on; so few inputs elsewhere are an error.
"""

from __future__ import annotations

from graph.model import Edge
from graph.operations import REGISTRY
from graph.passes.draft import Draft
from graph.passes.marks import BECAUSE, added, because, chosen, solved
from graph.passes.projections import fit_summands, project_vectors

SUMS = frozenset({"add", "subtract", "multiply", "maximum", "minimum", "mean"})
ONE_SUMMAND = "an operation on several inputs that has one hands it on"
SKIP_SUM = "arrows of equal shape that meet without a sign are added"
SKIP_CONCAT = "arrows of equal size that meet without a sign are joined along the channels"
SELF = "attention to a memory that is not drawn is attention to itself"
WHOLE_MAP = "one region of interest: the whole map"
SCALE_BY = "scaling one input by another is a product"
ADJACENCY = "the graph's adjacency comes from outside"


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
    draft.gather(node_id, edges, join, settle=False)
    project_vectors(draft, join.id)
    fit_summands(draft, join.id)
    draft.settle(join.id)


def _add_adjacency(draft: Draft, node_id: str) -> None:
    inputs = draft.incoming(node_id)
    if not inputs or len(inputs[0]) != 2:
        return
    count = inputs[0][0]
    node = added(
        draft.fresh("adjacency"),
        "input",
        ADJACENCY,
        shape=solved((count, count), ADJACENCY),
        integers=solved(False, ADJACENCY),
    )
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
        draft.put(chosen(node, "multiply", SCALE_BY))
    elif node.op in ("graph_conv", "graph_attention") and len(edges) == 1:
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
    elif node.op == "cross_attention" and len(edges) == 1:
        draft.put(chosen(node, "multi_head_attention", SELF))
    elif len(edges) == 1 and least == 2 and REGISTRY[node.op].family == "arithmetic":
        draft.put(chosen(node, "feature_map", ONE_SUMMAND))
        draft.report("one-input", node_id, f"{node.op} has one input, which is handed on", warning=True)
    elif REGISTRY[node.op].family == "attention" and len(edges) > 1:
        _queries_first(draft, node_id, edges)
    elif most == 1 and len(edges) > 1:
        _join(draft, node_id, edges)
    elif node.op in SUMS:
        fit_summands(draft, node_id)
