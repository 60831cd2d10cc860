"""What a caption says follows each convolution: "each conv is followed by BN and ReLU" draws both behind every one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.figures.names.caption_slopes import with_caption_slopes
from extract.prose.phrases import unquoted
from extract.prose.put_behind import reaches, without_norm_behind
from extract.prose.told_behind import with_told_layers
from graph import Graph
from graph.traverse import successors

_LEAKY = re.compile(
    r"\b(?:all|the|every|each)(?: of)?(?: the)? relus?(?: activations?| layers?| units?)? (?:are|is) leaky\b",
    re.IGNORECASE,
)
"""That where a rectifier is named, a leaky one is meant."""
_NOT_AT_END = re.compile(
    r"\b(?:batch[- ]?norm(?:ali[sz]ation)?|normali[sz]ation|BN) (?:is|are) not (?:applied|used|added)"
    r" (?:to|in|for|after|at) the (?P<end>first|input|last|final|output)\b",
    re.IGNORECASE,
)
"""That the layer at an end has no normalisation, though its name stands for one with it."""
_BACKWARDS = re.compile(
    r"\b(?:fractional(?:ly)?[- ]stride?d?|transposed|de|up|backwards?)[- ]?convolutions?\b", re.IGNORECASE
)
"""Convolutions that make maps larger; figures print them as "CONV", too, where there are no others."""
_PLAIN = re.compile(r"\bconvolutions?\b|\bconvs?\b|\b(?:discriminator|encoder)s?\b", re.IGNORECASE)
"""What speaks of other convolutions, or of a part of a network that has them."""
_TRANSPOSED = {"conv2d": "conv_transpose2d", "conv3d": "conv_transpose3d"}
_CONVOLUTIONS = frozenset({"conv1d", "conv2d", "conv3d", "depthwise_conv2d", "separable_conv2d"})


def with_caption_conventions(graphs: Sequence[Graph], caption: str) -> tuple[Graph, ...]:
    """The graphs with the normalisation and activation that a caption puts behind all their convolutions.

    What it says is left out of the drawing stays out, and a kind of operation that is drawn at all is drawn wherever
    it is.

    Args:
        graphs: as drawn.
        caption: the figure's.
    """
    graphs = with_caption_slopes(with_told_layers(graphs, caption, of_parts=False), caption)
    text = unquoted(caption)
    if _BACKWARDS.search(text) and not _PLAIN.search(_BACKWARDS.sub("", text)):
        graphs = _transposed(graphs)
    if _LEAKY.search(text):
        graphs = tuple(_with_kinds(graph, {"relu": "leaky_relu"}) for graph in graphs)
    for end in {found["end"].lower() in ("first", "input") for found in _NOT_AT_END.finditer(text)}:
        graphs = tuple(_without_norm(graph, first=end) for graph in graphs)
    return graphs


def _transposed(graphs: tuple[Graph, ...]) -> tuple[Graph, ...]:
    """The graphs with all convolutions transposed ones; as they are where one is called so, unlike others."""
    if any(node.op in _TRANSPOSED.values() for graph in graphs for node in graph.nodes):
        return graphs
    return tuple(_with_kinds(graph, _TRANSPOSED) for graph in graphs)


def _with_kinds(graph: Graph, kinds: Mapping[str, str]) -> Graph:
    """The graph with other operations for some of its own."""
    return replace(graph, nodes=tuple(replace(node, op=kinds.get(node.op, node.op)) for node in graph.nodes))


def _without_norm(graph: Graph, *, first: bool) -> Graph:
    """The graph without the normalisation that a short name puts right behind its first, or last, convolution."""
    ahead = successors(graph.edges)
    layers = [node.id for node in graph.nodes if node.op in _CONVOLUTIONS]
    ends = [
        layer
        for layer in layers
        if not (
            any(reaches(other, ahead, [layer]) for other in layers)
            if first
            else reaches(layer, ahead, layers)
        )
    ]
    for layer in ends:
        graph = without_norm_behind(graph, layer)
    return graph
