"""Blocks that a figure draws, to be put where another exhibit lists their layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.compose.bases import is_layer
from extract.labels.families import family
from extract.model import PaperReading
from graph import Edge, Graph, Node
from graph.traverse import topological

MOST_NODES = 24
_JOINS = frozenset(["add", "concat", "multiply"])


@dataclass(frozen=True, slots=True)
class Template:
    """A block with one way in, one way out and a meeting of branches.

    Attributes:
        graph: as drawn.
        exhibit: label of the figure.
        name: what the figure calls it: the graph's own name, or the caption where the figure draws one block only.
        entry: id of the node where the data comes in; it is not part of the block.
        exit: id of the last node.
        layers: ids of its layers with weights, in the order of the data.
    """

    graph: Graph
    exhibit: str
    name: str
    entry: str
    exit: str
    layers: tuple[str, ...]


def templates(reading: PaperReading) -> tuple[Template, ...]:
    """Every block that the paper's figures draw."""
    found = []
    for exhibit in reading.exhibits:
        if exhibit.exhibit.kind != "figure":
            continue
        for graph in exhibit.graphs:
            name = graph.name or (exhibit.exhibit.caption if len(exhibit.graphs) == 1 else "")
            template = _template(graph, exhibit.exhibit.label, name)
            if template is not None:
                found.append(template)
    return tuple(found)


def _template(graph: Graph, exhibit: str, name: str) -> Template | None:
    if not 4 <= len(graph.nodes) <= MOST_NODES or not any(node.op in _JOINS for node in graph.nodes):
        return None
    graph = _with_loose_end(graph)
    by_id = graph.by_id()
    order, rest = topological([node.id for node in graph.nodes], graph.edges)
    if rest:
        return None
    sources = [node_id for node_id in order if not graph.inputs(node_id)]
    sinks = [node_id for node_id in order if not graph.outputs(node_id)]
    if len(sources) != 1 or len(sinks) != 1 or by_id[sources[0]].op not in ("input", "feature_map"):
        return None
    last = sinks[0]
    if by_id[last].op in ("output", "feature_map") and len(graph.inputs(last)) == 1:
        last = graph.inputs(last)[0].source
    layers = tuple(node_id for node_id in order if is_layer(by_id[node_id]))
    if not layers:
        return None
    return Template(graph, exhibit, name, sources[0], last, layers)


def _with_loose_end(graph: Graph) -> Graph:
    """A drawn sum with one branch takes the one loose end of its block: its other arrow was not seen."""
    ends = [node for node in graph.nodes if not graph.outputs(node.id)]
    sums = [node for node in ends if node.op in _JOINS and len(graph.inputs(node.id)) == 1]
    loose = [node for node in ends if node not in sums and node.op not in ("input", "output")]
    if len(sums) == 1 and len(loose) == 1 and graph.inputs(loose[0].id):
        return replace(graph, edges=(*graph.edges, Edge(loose[0].id, sums[0].id)))
    return graph


def match(template: Template, members: Sequence[Node]) -> dict[str, Node] | None:
    """The listed layer for each of a block's layers; None where the two are different blocks."""
    layers = [node for node in members if is_layer(node)]
    by_id = template.graph.by_id()
    drawn = [by_id[node_id] for node_id in template.layers]
    if len(layers) != len(drawn):
        return None
    pairs = list(zip(drawn, layers, strict=True))
    return {a.id: b for a, b in pairs} if all(_alike(a, b) for a, b in pairs) else None


def _alike(drawn: Node, listed: Node) -> bool:
    if drawn.op == "weight":
        return family(listed.op) in ("convolution", "dense")
    if drawn.op != listed.op:
        return False
    one, other = drawn.value("kernel"), listed.value("kernel")
    return one is None or other is None or one == other


def best(found: Sequence[Template], members: Sequence[Node]) -> tuple[Template, dict[str, Node]] | None:
    """The block that fits the listed layers best: the one whose drawn kernels agree with most of them."""
    ranked: list[tuple[int, Template, dict[str, Node]]] = []
    for template in found:
        pairs = match(template, members)
        if pairs is None:
            continue
        by_id = template.graph.by_id()
        agreed = sum(by_id[drawn].value("kernel") is not None for drawn in pairs)
        ranked.append((agreed, template, pairs))
    if not ranked:
        return None
    _, template, pairs = max(ranked, key=lambda entry: entry[0])
    return template, pairs
