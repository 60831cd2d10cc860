"""Sizes that an exhibit prints at the input of its layers, moved to their outputs."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.compose.bases import is_layer
from extract.compose.draft import Draft, implied
from extract.labels.families import family
from graph import Node
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
