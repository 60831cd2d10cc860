"""Counts of channels over or under layers, where the caption says what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.scene.geometry import overlap
from extract.scene.model import TextBlock
from graph import Attribute, Box, FrozenMap, Graph, Node

_SAID = re.compile(
    r"\bnumbers? of (?:the )?(?:output |feature |the )*(?:channels?|filters?|kernels?|maps?)\b"
    r"[^.;]{0,40}?\b(?P<place>above|over|on top|below|under)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"^(?:\d{1,4}|\d{0,2}[A-Z]{1,2}(?:/\d)?)$")

NEAR = 1.5
"""Farthest that a count stands from its layer, in sizes of its type."""


def with_counted_channels(
    graphs: Sequence[Graph], blocks: Sequence[TextBlock], caption: str
) -> tuple[Graph, ...]:
    """The graphs with the filters that are printed over, or under, convolutions, where the caption says so.

    Args:
        graphs: as drawn.
        blocks: the scene's text.
        caption: the figure's.
    """
    said = _SAID.search(" ".join(caption.split()))
    if said is None:
        return tuple(graphs)
    under = said["place"].lower() in ("below", "under")
    maps = [
        node.evidence.bbox
        for graph in graphs
        for node in graph.nodes
        if node.op == "feature_map" and node.evidence and node.evidence.bbox
    ]
    counts = [
        block
        for block in blocks
        if block.shape is None
        and _COUNT.match(block.text.strip())
        # What stands over a map counts its channels, also where a short arrow that leaves it is a convolution.
        and not any(_stands_by(block, box, under) for box in maps)
    ]
    return tuple(
        replace(graph, nodes=tuple(_counted(node, counts, under) for node in graph.nodes)) for graph in graphs
    )


def _counted(node: Node, counts: Sequence[TextBlock], under: bool) -> Node:
    box = node.evidence.bbox if node.evidence else None
    if box is None or "conv" not in node.op or "filters" in node.attributes:
        return node
    for count in counts:
        if _stands_by(count, box, under):
            text = count.text.strip()
            value = Attribute(int(text) if text.isdecimal() else text, evidence=node.evidence)
            return replace(node, attributes=FrozenMap({**node.attributes, "filters": value}))
    return node


def _stands_by(count: TextBlock, box: Box, under: bool) -> bool:
    """Whether a count stands by the middle of a layer's upper, or lower, side."""
    gap = count.bbox[1] - box[3] if under else box[1] - count.bbox[3]
    middle = (box[0] + box[2]) / 2
    level = overlap(count.bbox[0], count.bbox[2], middle - count.size, middle + count.size) > 0
    return level and -0.2 * count.size <= gap <= NEAR * count.size
