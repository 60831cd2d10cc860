"""Sizes that an exhibit prints at the input of its layers, moved to their outputs."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.compose.bases import is_layer
from extract.compose.draft import Draft, implied
from extract.labels.families import family
from graph import Node, Value
from graph.passes.marks import solved

FIRST = "the first layer prints the size of the input"

_AT_INPUT = re.compile(r"\binput (?:resolutions?|sizes?|shapes?|dimensions?)\b", re.IGNORECASE)
_AT_OUTPUT = re.compile(r"\boutput (?:resolutions?|sizes?|shapes?)\b", re.IGNORECASE)


def _is_map(node: Node) -> bool:
    size = node.output_shape
    return (
        node.op == "dense" and size is not None and len(size) > 1 and isinstance(size[0], int) and size[0] > 1
    )


def _add_input(draft: Draft, first: str) -> None:
    """The input itself, whose size the first layer prints; three channels where the layer works on images."""
    node = draft.nodes[first]
    size = node.output_shape
    if node.op != "conv2d" or size is None or len(size) != 2 or draft.before(first):
        return
    attribute = solved((*size, 3), FIRST)
    source = implied(
        draft.fresh("input"), "input", FIRST, node.evidence, node.confidence, [("shape", attribute)]
    )
    draft.put(source)
    draft.connect(source.id, first)


def keep_last_size_of_rows(draft: Draft) -> None:
    """A row of a table prints one size for all its layers: that of the last.

    Where a later layer of the row makes the map smaller, those before it don't have that size.
    """
    for node_id in reversed(draft.order()):
        node = draft.nodes[node_id]
        size, stride = node.output_shape, node.attributes.get("stride")
        if size is None or stride is None or stride.origin != "read" or not _shrinking(stride.value):
            continue
        here = draft.before(node_id)
        while len(here) == 1 and draft.nodes[here[0]].output_shape == size and _one_row(draft, here[0], node):
            draft.put(replace(draft.nodes[here[0]], output_shape=None))
            here = draft.before(here[0])


def _shrinking(stride: Value) -> bool:
    steps = stride if isinstance(stride, tuple) else (stride,)
    return any(isinstance(step, int) and step > 1 for step in steps)


def _one_row(draft: Draft, node_id: str, node: Node) -> bool:
    """Whether two layers were printed at one height of one exhibit, in one cell or in two beside each other."""
    first, second = draft.nodes[node_id].evidence, node.evidence
    if first is None or second is None or first.bbox is None or second.bbox is None:
        return False
    (_, top, _, bottom), (_, over, _, under) = first.bbox, second.bbox
    return (first.page, first.exhibit) == (second.page, second.exhibit) and top < under and over < bottom


def move_input_sizes(draft: Draft, caption: str) -> None:
    """Where sizes are those of the inputs, each layer gets the size of the one after it.

    That is where the caption says so, or the last layer is dense and has the size of a map: it gives none.
    """
    said = _AT_INPUT.search(caption) and not _AT_OUTPUT.search(caption)
    layers = [node for node_id in draft.order() if is_layer(node := draft.nodes[node_id])]
    if not said and not (layers and _is_map(layers[-1])):
        return
    order = draft.order()
    _add_input(draft, order[0])
    printed = {node_id: draft.nodes[node_id].output_shape for node_id in order}
    for node_id in order:
        node = draft.nodes[node_id]
        targets = draft.after(node_id)
        layered = family(node.op) in ("convolution", "block", "other")
        shape = printed[targets[0]] if len(targets) == 1 and layered else None
        draft.put(replace(node, output_shape=shape))
