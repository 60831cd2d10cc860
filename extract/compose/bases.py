"""Which of a paper's graphs are whole networks, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.compose.parts import joined_parts
from extract.labels import one_line
from extract.labels.families import family
from extract.model import Exhibit, ExhibitReading, PaperReading
from graph import Graph, Node, validate

LEAST_LAYERS = 5
"""Layers and blocks, repeats counted, below which a graph is taken for a module."""

_ENDS = frozenset(["softmax", "output", "loss", "dense", "global_avg_pool"])
_DROPPED = re.compile(
    r"^(?:fig(?:ure)?|table)\.? ?\w+[.:]?\s*|\b(?:the|an?|our|proposed|overall|detailed|body|full|network|model"
    r"|architectures?"
    r"|structures?|configurations?|outline|overview|summary|details?|of|used|baseline)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Base:
    """A graph that shows a whole network.

    Attributes:
        graph: as read.
        exhibit: where.
        name: as printed, or from the caption.
    """

    graph: Graph
    exhibit: Exhibit
    name: str


def is_layer(node: Node) -> bool:
    """Whether a node has weights or stands for a part that has."""
    return node.op in ("block", "weight") or family(node.op) in (
        "convolution",
        "dense",
        "mlp",
        "recurrent",
        "attention",
        "embedding",
    )


def layer_count(graph: Graph) -> int:
    """Layers with weights, repeats counted."""
    total = 0
    for node in graph.nodes:
        if is_layer(node):
            total += node.repeat if isinstance(node.repeat, int) else 1
    return total


def _is_whole(graph: Graph, reading: ExhibitReading) -> bool:
    layers = [node for node in graph.nodes if is_layer(node)]
    if layer_count(graph) < LEAST_LAYERS or not graph.edges:
        return False
    if reading.exhibit.kind == "table":
        return any(
            family(node.op) in ("convolution", "recurrent", "dense") or node.op == "block" for node in layers
        )
    linked = {end for edge in graph.edges for end in (edge.source, edge.target)}
    connected = sum(node.id in linked for node in layers) >= 0.8 * len(layers)
    ends = any(node.op in _ENDS for node in graph.nodes)
    return connected and ends and not _goes_round(graph)


def _goes_round(graph: Graph) -> bool:
    """Whether data would run in a circle that nothing recurrent explains: some line was read the wrong way."""
    return any(problem.code == "cycle" for problem in validate(graph))


def caption_name(caption: str) -> str:
    """A short name from a caption: what it says first, without "Figure 2:" and words such as architecture."""
    text = re.sub(r"^(?:Fig(?:ure)?|Table)\.? ?\w+[.:]?\s*", "", one_line(caption) if caption.strip() else "")
    first = re.split(r"(?<=[\w)])[.:;](?:\s|$)|\s-\s|\s?\[", text)[0]
    name = " ".join(_DROPPED.sub(" ", first).split()).strip(" -,.")
    return name[:60].strip() or first[:60].strip()


def bases(reading: PaperReading) -> tuple[Base, ...]:
    """The whole networks of a paper: layer tables first, then figures; a second drawing of one is left
    out."""
    found: list[Base] = []
    for kind in ("table", "figure"):
        for exhibit in reading.exhibits:
            if exhibit.exhibit.kind != kind or not exhibit.is_architecture:
                continue
            whole = [graph for graph in joined_parts(exhibit.graphs) if _is_whole(graph, exhibit)]
            for number, graph in enumerate(whole, 1):
                name = graph.name or caption_name(exhibit.exhibit.caption) or reading.title
                if len(whole) > 1 and not graph.name:
                    name = f"{name} {number}"
                if not _is_repeat(graph, found):
                    found.append(Base(graph, exhibit.exhibit, name))
    return tuple(found)


def _is_repeat(graph: Graph, found: Sequence[Base]) -> bool:
    """Whether the same layers were read before, as where a table is printed twice."""
    ops = [
        (node.op, node.value("filters"), node.value("units"), node.repeat)
        for node in graph.nodes
        if is_layer(node)
    ]
    return any(
        ops
        == [(n.op, n.value("filters"), n.value("units"), n.repeat) for n in base.graph.nodes if is_layer(n)]
        and base.graph.name == graph.name
        for base in found
    )
