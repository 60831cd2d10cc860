"""Completion node by node, in the order of the data.

For each node: as many inputs as it takes (joins), an operation of a definite kind (kinds), the axes it needs
(ranks), the operation a bare line stands for (volumes), attributes solved from printed shapes (solve),
conventional ones for the rest (fill), and then its shape. A node whose inputs are not known is left as it is:
the Problem stands with the node that broke.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.model import Graph, Shape
from graph.operations import COMPOSITES
from graph.passes.balance import balance
from graph.passes.draft import Draft
from graph.passes.fill import fill_defaults
from graph.passes.joins import fit_inputs
from graph.passes.kinds import choose_kinds
from graph.passes.marks import BECAUSE
from graph.passes.named_blocks import take_name_back
from graph.passes.positions import place_positions, waits
from graph.passes.ranks import back_to_map, fit_ranks
from graph.passes.solve import solve_backward
from graph.passes.volumes import join_volumes
from graph.shapes import agrees
from graph.traverse import topological

MOST_ROUNDS = 40
"""Walks at most; each but the last has learned the size that one meeting of branches needs."""


def walk(graph: Graph) -> Draft:
    """A Draft of the graph with every node completed that can be. Never raises for a graph without cycles.

    Branches that meet in different sizes may tell a size further back; the walk then begins anew with it.
    """
    wanted: dict[str, Shape] = {}
    for _ in range(MOST_ROUNDS):
        draft = _walk_once(graph, wanted)
        if not draft.learned:
            break
        wanted = draft.wanted
    return draft


def _walk_once(graph: Graph, wanted: Mapping[str, Shape]) -> Draft:
    draft = Draft(graph, wanted)
    ordered, _ = topological(draft.nodes, graph.edges)
    for node_id in ordered:
        place_positions(draft, node_id)
        if node_id in draft.shapes or waits(draft, node_id) or draft.incoming(node_id) is None:
            continue
        if len(draft.into(node_id)) > 1:
            balance(draft, draft.into(node_id))
        fit_inputs(draft, node_id)
        if not draft.explicit(node_id):
            choose_kinds(draft, node_id)
            fit_ranks(draft, node_id)
        for new in join_volumes(draft, node_id):
            _finish(draft, new)
        _finish(draft, node_id)
        reshaped = back_to_map(draft, node_id)
        if reshaped is not None:
            _check_printed(draft, reshaped)
    for node_id in ordered:
        if waits(draft, node_id):
            draft.report("missing-attribute", node_id, "nothing tells the length of the positions")
    return draft


def _finish(draft: Draft, node_id: str) -> None:
    solve_backward(draft, node_id)
    fill_defaults(draft, node_id)
    draft.settle(node_id)
    if _is_another_block(draft, node_id):
        take_name_back(draft, node_id)
        draft.settle(node_id)
    node = draft.nodes[node_id]
    if node.op == "block":
        name = node.value("name") or node.label or node_id
        draft.report("unexplained-block", node_id, f"nothing tells what {name!r} is made of")
    _check_printed(draft, node_id)


def _is_another_block(draft: Draft, node_id: str) -> bool:
    """Whether a block that was taken for a known one of its name gives another shape than is printed."""
    node, found = draft.nodes[node_id], draft.shapes.get(node_id)
    named = node.op in COMPOSITES and node.attributes.get(BECAUSE) is not None
    return (
        named
        and node.output_shape is not None
        and found is not None
        and not agrees(node.output_shape, found[0])
    )


def _check_printed(draft: Draft, node_id: str) -> None:
    stated, found = draft.nodes[node_id].output_shape, draft.shapes.get(node_id)
    if stated is not None and found is not None and not agrees(stated, found[0]):
        printed, computed = ("×".join(str(dim) for dim in shape) for shape in (stated, found[0]))
        guessed = node_id in draft.uncertain
        reason = f"{printed} is printed, and {computed} comes out" + (
            " of what had to be assumed" if guessed else ""
        )
        sources = [edge.source for edge in draft.into(node_id)]
        draft.report("contradiction", node_id, reason, *sources, warning=guessed)
