"""What a caption says follows each convolution: "each conv is followed by BN and ReLU" draws both behind every one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.labels.families import family
from extract.prose.conventions import conventions
from extract.prose.model import Sentence
from extract.prose.phrases import operations_in
from extract.prose.put_behind import ENDING, put_behind, reaches
from graph import Graph
from graph.traverse import successors

_QUOTES = re.compile(r"[\"'“”‘’`]+")
_SENTENCE = re.compile(r"(?<=[.;])\s+|,?\s+(?:while|whereas)\s+")
_LEFT_OUT = re.compile(
    r"\b(?:not|omit(?:s|ted)?|left out|skipped|hidden for|for (?:the sake of )?(?:brevity|clarity|simplicity))\b",
    re.IGNORECASE,
)
"""That the drawing leaves out what is said."""
_WHERE = re.compile(
    r"\b(?:layers?|conv\w*)\s+(?:in|of|within|inside)\s+(?:the|each|every|this|our)\s+(?!network\b|model\b|figure\b|diagram\b)",
    re.IGNORECASE,
)
"""That it is said of a part of the drawing."""
_THROUGHOUT = re.compile(
    r"\b(?:uses?|using|mak(?:e|es|ing) use of|employ(?:s|ing)?|adopt(?:s|ing)?)\s+(?P<ops>[^.;,]{3,60}?)\s+"
    r"(?:throughout|everywhere|(?:after|for|in) (?:all|each|every)(?: of)?(?: the)? conv\w*(?: layers?)?)",
    re.IGNORECASE,
)
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
_HIDDEN = re.compile(r"\b(?:all|each|every)(?: of)?(?: the)? hidden layers?\b", re.IGNORECASE)
"""All layers, dense ones too, but for the one that the network ends with."""
_CONVOLUTIONS = frozenset({"conv1d", "conv2d", "conv3d", "depthwise_conv2d", "separable_conv2d"})
_KINDS = ("norm", "activation", "dropout")


def with_caption_conventions(graphs: Sequence[Graph], caption: str) -> tuple[Graph, ...]:
    """The graphs with the normalisation and activation that a caption puts behind all their convolutions.

    What it says is left out of the drawing stays out, and a kind of operation that is drawn at all is drawn wherever
    it is.

    Args:
        graphs: as drawn.
        caption: the figure's.
    """
    after, except_last, dense = _said(caption)
    text = _QUOTES.sub("", " ".join(caption.split()))
    if after:
        graphs = [_followed(graph, after, except_last, dense) for graph in graphs]
    if _LEAKY.search(text):
        graphs = [_leaky(graph) for graph in graphs]
    for end in {found["end"].lower() in ("first", "input") for found in _NOT_AT_END.finditer(text)}:
        graphs = [_without_norm(graph, first=end) for graph in graphs]
    return tuple(graphs)


def _leaky(graph: Graph) -> Graph:
    """The graph with leaky rectifiers for plain ones."""
    nodes = (replace(node, op="leaky_relu") if node.op == "relu" else node for node in graph.nodes)
    return replace(graph, nodes=tuple(nodes))


def _without_norm(graph: Graph, *, first: bool) -> Graph:
    """The graph without the normalisation that a short name puts right behind its first, or last, convolution."""
    ahead = successors(graph.edges)
    nodes = {node.id: node for node in graph.nodes}
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
        (behind, *others) = ahead.get(layer) or [""]
        if others or behind not in nodes or nodes[behind].label or family(nodes[behind].op) != "norm":
            continue
        edges = [
            replace(edge, source=layer) if edge.source == behind else edge
            for edge in graph.edges
            if edge.target != behind
        ]
        graph = replace(graph, nodes=tuple(n for n in graph.nodes if n.id != behind), edges=tuple(edges))
    return graph


def _said(caption: str) -> tuple[tuple[str, ...], bool, bool]:
    """The operations behind each convolution, whether the last has none, and whether hidden dense layers have them too.

    () where a caption names none for all.
    """
    for sentence in _SENTENCE.split(_QUOTES.sub("", " ".join(caption.split()))):
        if _LEFT_OUT.search(sentence) or _WHERE.search(sentence):
            continue
        for fact in conventions(Sentence(sentence, 1)):
            if "convolution" in fact.families and not fact.before:
                return fact.after, fact.except_last, _HIDDEN.search(sentence) is not None
        if (found := _THROUGHOUT.search(sentence)) and (ops := operations_in(found["ops"], _KINDS)):
            return ops, False, False
    return (), False, False


def _followed(graph: Graph, after: Sequence[str], except_last: bool, dense: bool) -> Graph:
    targets = successors(graph.edges)
    ops = {node.id: node.op for node in graph.nodes}
    layers = [node.id for node in graph.nodes if node.op in _CONVOLUTIONS]
    hidden = [node.id for node in graph.nodes if node.op == "dense"] if dense else []
    hidden = [layer for layer in hidden if reaches(layer, targets, [*layers, *hidden])]
    drawn = {family(op) for op in ops.values() if op not in ENDING}
    wanted = [op for op in after if family(op) not in drawn]
    last = {layer for layer in layers if except_last and not reaches(layer, targets, layers)}
    return put_behind(graph, {*hidden, *layers} - (last - set(hidden)), [(op, {}) for op in wanted])
