"""Settings that a caption gives to the one layer of a kind that a panel shows: "the convolution has 13 filters"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.labels import parse_label
from extract.scene.geometry import gap_between, union
from extract.scene.model import TextBlock
from graph import Attribute, FrozenMap, Graph, Node, Value

_PANEL = re.compile(r"\(([a-z])\)", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:the\s+)?(?P<what>[A-Za-z][\w-]*(?:[ -][a-z]+)?)\s+(?:layer\s+)?"
    r"(?:(?:is|are)\s+(?:performed|done|applied|computed|used)\s+(?:with|over|on|in)|has|have|uses?)\s+"
    r"(?P<settings>[^.;,]{3,60})"
)
_KERNEL = re.compile(
    r"(\d+) ?[×x] ?(\d+)(?: pixel)? (?:windows?|kernels?|filters?|regions?|neighbou?rhoods?)\b"
)
_FILTERS = re.compile(r"(?<![×x\d])(?<![×x] )\b(\d+) (?:filters|kernels|output channels|channels)\b")
_COUNT = r"(?P<count>\d{1,4}) (?:filters|kernels|feature maps|(?:output )?channels)"
_LAYERS = r"(?:each|every|all)(?: of)?(?: the)? conv(?:olution(?:al|s)?)?(?: layers?)?"
_EACH = (
    re.compile(rf"\b{_COUNT} (?:for|in|at|per) {_LAYERS}\b"),
    re.compile(rf"\b{_LAYERS} (?:has|have|uses?|with|contains?|consists? of) {_COUNT}\b", re.IGNORECASE),
)
_HEADS = re.compile(r"\b(\d{1,3}) (?:attention )?heads\b")
_WIDTH = re.compile(r"\bd(?:_?\{?model\}?)? ?= ?(\d{2,5})\b")
_UNITS = re.compile(
    r"\b(?P<what>LSTM|GRU|RNN)s?(?:\s(?:layers?|cells?|networks?))?\s(?:with\s|of\s|has\s|have\s|uses?\s|\()(?:a\s)?"
    r"(?:hidden (?:size|dimension|state size)(?: of)?\s(?P<size>\d{2,5})\b"
    r"|(?P<units>\d{2,5})\s(?:hidden\s)?(?:units|cells|neurons|nodes))",
    re.IGNORECASE,
)
_STRIDES = re.compile(
    r"\b(?P<what>\w+ (?:cell|block|module|layer)s) (?:are|have|use)(?: a)? strides?(?: of)? (?P<stride>\d)\b"
)
_BRACKET = re.compile(r"\(([^()]*)\)")
_PLAIN = frozenset({"conv1d", "conv2d", "conv3d"})
_ATTENTION = "multi_head_attention"
_STRIDE = re.compile(r"\bstrides? (?:of )?(\d+)\b")


def with_caption_settings(
    graphs: Sequence[Graph], blocks: Sequence[TextBlock], caption: str
) -> tuple[Graph, ...]:
    """The graphs with what their panels' part of the caption says of them; what is printed in the drawing stays.

    Args:
        graphs: as drawn.
        blocks: the scene's text, among it the letters of panels.
        caption: the figure's.
    """
    text = " ".join(caption.split())
    graphs = _with_strides(graphs, text)
    graphs = _with_units(_with_counts(_with_heads(graphs, text), text), text)
    parts = _PANEL.split(text)
    if len(parts) == 1:
        return tuple(graphs) if len(graphs) != 1 else (_given(graphs[0], text),)
    said = {letter.lower(): part for letter, part in zip(parts[1::2], parts[2::2], strict=True)}
    return tuple(_given(graph, said.get(_letter_of(graph, blocks), "")) for graph in graphs)


def _with_counts(graphs: Sequence[Graph], text: str) -> tuple[Graph, ...]:
    """The graphs with the filters that a caption gives to all convolutions alike."""
    said = {found["count"] for words in _EACH for found in words.finditer(text)}
    if len(said) != 1:
        return tuple(graphs)
    filters: dict[str, Value] = {"filters": int(said.pop())}
    return tuple(
        replace(
            graph,
            nodes=tuple(with_settings(node, filters) if node.op in _PLAIN else node for node in graph.nodes),
        )
        for graph in graphs
    )


def _with_strides(graphs: Sequence[Graph], text: str) -> tuple[Graph, ...]:
    """The graphs with the stride of all parts of a name: "normal cells are stride 1 and reduction cells are stride 2"."""
    said = {found["what"].lower(): int(found["stride"]) for found in _STRIDES.finditer(text)}
    return tuple(
        replace(
            graph,
            nodes=tuple(
                with_settings(node, {"stride": (said[name],) * 2})
                if (name := f"{node.label.lower()}s") in said
                else node
                for node in graph.nodes
            ),
        )
        for graph in graphs
    )


def _with_units(graphs: Sequence[Graph], text: str) -> tuple[Graph, ...]:
    """The graphs with the width that a caption gives to recurrent layers of a kind: "an LSTM (128 hidden units)"."""
    said = {(found["what"].lower(), int(found["size"] or found["units"])) for found in _UNITS.finditer(text)}
    widths = dict(said)
    if not widths or len(widths) != len(said):
        return tuple(graphs)
    return tuple(
        replace(
            graph,
            nodes=tuple(
                with_settings(node, {"units": widths[node.op]}) if node.op in widths else node
                for node in graph.nodes
            ),
        )
        for graph in graphs
    )


def _with_heads(graphs: Sequence[Graph], text: str) -> tuple[Graph, ...]:
    """The graphs with the heads, and the width, that a caption gives to the only attention that they draw."""
    said = _HEADS.findall(text)
    own = [
        (g, n)
        for g, graph in enumerate(graphs)
        for n, node in enumerate(graph.nodes)
        if node.op == _ATTENTION
    ]
    if len(said) != 1 or len(own) != 1:
        return tuple(graphs)
    settings: dict[str, Value] = {"heads": int(said[0])}
    bracket = next((part for part in _BRACKET.findall(text) if _HEADS.search(part)), "")
    if width := _WIDTH.search(bracket):
        settings["dim"] = int(width[1])
    (at, node), found = own[0], list(graphs)
    nodes = list(found[at].nodes)
    nodes[node] = with_settings(nodes[node], settings)
    found[at] = replace(found[at], nodes=tuple(nodes))
    return tuple(found)


def _letter_of(graph: Graph, blocks: Sequence[TextBlock]) -> str:
    """The letter of the panel that a graph is drawn in; "" where none stands by it."""
    boxes = [node.evidence.bbox for node in graph.nodes if node.evidence and node.evidence.bbox]
    letters = [(found[1].lower(), block) for block in blocks if (found := _PANEL.match(block.text.strip()))]
    if not boxes or not letters:
        return ""
    return min(letters, key=lambda letter: gap_between(letter[1].bbox, union(boxes)))[0]


def _given(graph: Graph, text: str) -> Graph:
    nodes = list(graph.nodes)
    for said in _SAID.finditer(text):
        settings = _settings(said["settings"])
        named = parse_label(said["what"], role="box")
        if not settings or named.kind != "operations" or len(named.operations) != 1:
            continue
        own = [at for at, node in enumerate(nodes) if node.op == named.operations[0].op]
        if len(own) == 1:
            nodes[own[0]] = with_settings(nodes[own[0]], settings)
    return replace(graph, nodes=tuple(nodes))


def with_settings(node: Node, settings: Mapping[str, Value]) -> Node:
    """A node with what a caption says of it, where nothing is printed in the drawing."""
    if "filters" in settings and not node.op.startswith("conv"):
        return node
    new = {key: Attribute(value, evidence=node.evidence) for key, value in settings.items()}
    return replace(node, attributes=FrozenMap({**new, **node.attributes}))


def _settings(text: str) -> dict[str, Value]:
    """The settings that a few words name; none where they give a choice."""
    if re.search(r"\b(?:either|or|different|various)\b", text):
        return {}
    found: dict[str, Value] = {}
    if kernel := _KERNEL.search(text):
        found["kernel"] = (int(kernel[1]), int(kernel[2]))
        if "non-overlapping" in text:
            found["stride"] = found["kernel"]
    if filters := _FILTERS.search(text):
        found["filters"] = int(filters[1])
    if stride := _STRIDE.search(text):
        found["stride"] = (int(stride[1]), int(stride[1]))
    return found
