"""Rule: what papers leave out between operations over different numbers of axes.

Needs: the shapes of a node's inputs. Ensures, where a convention can: the inputs have the axes the operation
needs.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from graph.model import Edge, Node, Shape
from graph.operations import REGISTRY
from graph.operations.dims import product
from graph.passes.domains import IMAGE, NEEDS_MAP, NEEDS_SEQUENCE
from graph.passes.draft import KEEPING, Draft
from graph.passes.marks import BECAUSE, added, because, solved
from graph.passes.volumes import FLATTEN

TOKENS = "the cells of a map are the steps of a sequence"
BACK_TO_MAP = "after attention the steps are cells of the map again"
CELLS = "a dense layer that maps follow, or that meets one, acts on each cell"
LAST_STEP = "vectors that go into a sequence layer are one step"
ONE_CELL = "a vector before convolutions is a map of one cell"
ONE_CHANNEL = "a matrix before convolutions over two axes is a map of one channel"
PROJECT = "a vector before convolutions is projected and reshaped to the printed map"

OVER_TOKENS = ("attention", "transformer block")
"""Families that give as many steps as come in, so that a map can get its axes back."""

_JOINS = frozenset({"add", "subtract", "multiply", "divide", "mean", "maximum", "minimum", "concat"})


def _reshape(draft: Draft, edge: Edge, shape: Shape, convention: str) -> None:
    node = added(draft.fresh("reshape"), "reshape", convention, shape=solved(shape, convention))
    draft.insert(edge, node)


def _acts_on_cells(draft: Draft, node: Node, shape: Shape) -> bool:
    """Whether a dense layer keeps the axes of its input.

    Maps follow it, a map is printed as its result, or the result meets a map as large as the input.
    """
    stated = draft.stated(node.id)
    if stated is not None and len(stated) == 3 and any(dim != 1 for dim in stated[:-1]):
        return True
    seen, waiting = {node.id}, [node.id]
    while waiting:
        for edge in draft.out(waiting.pop()):
            after = draft.nodes[edge.target]
            if after.op in IMAGE:
                return True
            joins = after.op in _JOINS
            if joins and any(_carries_map(draft, other, shape, seen) for other in draft.into(after.id)):
                return True
            if after.id not in seen and (joins or _keeps_axes(after)):
                seen.add(after.id)
                waiting.append(after.id)
    return False


def _keeps_axes(node: Node) -> bool:
    return node.op in ("dense", "split") or REGISTRY[node.op].family in KEEPING


def _carries_map(draft: Draft, edge: Edge, shape: Shape, ours: AbstractSet[str]) -> bool:
    """Whether what flows along an edge is a map of a shape's lengths that does not come of our own layer."""
    seen = set(ours)
    while edge.source not in seen:
        seen.add(edge.source)
        known = draft.shape_of(edge)
        if known is not None:
            return len(known) == len(shape) and known[:-1] == shape[:-1]
        source = draft.nodes[edge.source]
        if source.op in IMAGE:
            return True
        into = draft.into(source.id)
        if not into or not (_keeps_axes(source) or source.op in _JOINS):
            return False
        edge = into[0]
    return False


def _dense(draft: Draft, node: Node, edge: Edge, shape: Shape) -> None:
    if len(shape) < 3:
        return
    if _acts_on_cells(draft, node, shape):
        draft.put(node.with_attribute(BECAUSE, because(CELLS)))
        return
    draft.insert(edge, added(draft.fresh("flatten"), "flatten", FLATTEN))


def _sequence(draft: Draft, node: Node, edge: Edge, shape: Shape) -> None:
    if len(shape) in (3, 4):
        _reshape(draft, edge, (product(shape[:-1]), shape[-1]), TOKENS)
        if REGISTRY[node.op].family in OVER_TOKENS and node.id not in draft.cells:
            stated = draft.stated(node.id)
            draft.cells[node.id] = shape, node.output_shape
            width = stated[-1] if stated is not None and len(stated) == len(shape) else None
            if (
                isinstance(width, int)
                and "dim" in REGISTRY[node.op].attributes
                and "dim" not in node.attributes
            ):
                node = node.with_attribute("dim", solved(width, BACK_TO_MAP))
            draft.put(replace(node, output_shape=None))
    elif len(shape) == 1 and REGISTRY[node.op].family in ("recurrent", *OVER_TOKENS):
        _reshape(draft, edge, (1, shape[0]), LAST_STEP)


def _map(draft: Draft, edge: Edge, shape: Shape) -> None:
    """A vector before operations over maps: printed maps behind tell what it becomes, else it is one cell."""
    width = shape[0]
    source = draft.stated(edge.source)
    if isinstance(width, int) and source is not None and len(source) == 3 and product(source) == width:
        _reshape(draft, edge, source, PROJECT)
    else:
        _reshape(draft, edge, (1, 1, width), ONE_CELL)


def fit_ranks(draft: Draft, node_id: str) -> None:
    """Insert the flattening or reshaping that a node's inputs need."""
    node = draft.nodes[node_id]
    for edge in draft.into(node_id):
        shape = draft.shape_of(edge)
        if shape is None:
            continue
        if node.op in ("dense", "mlp", "prenet", "gated_dense", "highway"):
            _dense(draft, node, edge, shape)
        elif node.op in NEEDS_SEQUENCE:
            _sequence(draft, node, edge, shape)
        elif node.op in NEEDS_MAP and len(shape) == 1:
            _map(draft, edge, shape)
        elif node.op in NEEDS_MAP and len(shape) == 2:
            _reshape(draft, edge, (*shape, 1), ONE_CHANNEL)


def back_to_map(draft: Draft, node_id: str) -> str | None:
    """After attention over a map's cells, give the map its axes back; the id of the node that does, if any."""
    if node_id not in draft.cells or node_id not in draft.shapes:
        return None
    original, printed = draft.cells[node_id]
    shape = (*original[:-1], draft.shapes[node_id][0][-1])
    reshape = added(draft.fresh("reshape"), "reshape", BACK_TO_MAP, shape=solved(shape, BACK_TO_MAP))
    draft.add_after(node_id, replace(reshape, output_shape=printed))
    draft.settle(reshape.id)
    return reshape.id
