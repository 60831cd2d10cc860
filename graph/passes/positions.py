"""Rule: a table of positions that nothing comes into has the shape of what it is added to.

Needs: a sum in the order of the data, one of whose inputs is such a table. Ensures: the table's shape is
known once another input of the sum is.
"""

from __future__ import annotations

from graph.passes.draft import Draft
from graph.passes.fill import fill_defaults
from graph.passes.marks import solved

AS_SUMMAND = "positions have the shape of what they are added to"


def place_positions(draft: Draft, node_id: str) -> None:
    """Give the tables of positions among a node's inputs their shape, and settle them."""
    edges = draft.into(node_id)
    known = next((s for s in (draft.shape_of(edge) for edge in edges) if s is not None and len(s) == 2), None)
    for edge in edges:
        source = draft.nodes[edge.source]
        if source.op != "positional_encoding" or draft.into(source.id) or source.id in draft.shapes:
            continue
        if known is not None:
            draft.put(source.with_attribute("shape", solved(known, AS_SUMMAND)))
            fill_defaults(draft, source.id)
            draft.settle(source.id)


def waits(draft: Draft, node_id: str) -> bool:
    """Whether a node is a table of positions whose shape has to come from what it is added to."""
    node = draft.nodes[node_id]
    return node.op == "positional_encoding" and not draft.into(node_id) and "shape" not in node.attributes
