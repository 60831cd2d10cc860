"""Layers that only a caption puts behind those of a network: "each convolution is followed by BN and ReLU"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.labels.families import family
from extract.prose.behind import Behind, behind_layers
from extract.prose.put_behind import ENDING, put_behind, reaches
from graph import Graph, Node
from graph.traverse import successors


def with_told_layers(graphs: Sequence[Graph], caption: str, *, of_parts: bool) -> tuple[Graph, ...]:
    """The networks of an exhibit with what the caption says stands behind all their layers of a kind.

    Where such layers are printed or drawn at all, they are so wherever they are.

    Args:
        graphs: as printed or drawn.
        caption: the exhibit's.
        of_parts: whether what is said of the layers of a part holds for all: a table lists one part, as a rule, and a
            figure draws several.
    """
    said = behind_layers(caption)
    if said is None or (said.part and not of_parts):
        return tuple(graphs)
    return tuple(_completed(graph, said) for graph in graphs)


def _completed(graph: Graph, said: Behind) -> Graph:
    ahead = successors(graph.edges)
    by_id = {node.id: node for node in graph.nodes}
    printed = {family(node.op) for node in graph.nodes if node.op not in ENDING}
    wanted = [(op, dict(attrs)) for op, attrs in said.ops if family(op) not in printed]
    layers = [node.id for node in graph.nodes if _is_meant(node, said)]
    ends = [layer for layer in layers if not reaches(layer, ahead, layers)] if said.except_last else []
    closed = [layer for layer in layers if _is_closed(layer, ahead, by_id)]
    behind = set(layers) - set(ends) - set(closed)
    if not wanted or not behind:
        return graph
    graph = put_behind(graph, behind, wanted)
    open_ends = set(ends) - set(closed)
    return put_behind(graph, open_ends, [(said.last, {})]) if said.last else graph


def _is_meant(node: Node, said: Behind) -> bool:
    """Whether a node is one of the layers that the caption speaks of."""
    if node.op == "dense":
        meant = "dense" in said.families
    else:
        meant = family(node.op) == "convolution" and "convolution" in said.families
        if said.by_name and "transpose" in node.op:
            return False
    if said.stepped and not _steps(node):
        return False
    return meant and not (said.but and _plain(said.but) in _plain(node.label))


def _steps(node: Node) -> bool:
    stride = node.attributes.get("stride")
    return stride is not None and stride.value not in (1, (1,), (1, 1), (1, 1, 1))


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _is_closed(layer: str, ahead: Mapping[str, list[str]], by_id: Mapping[str, Node]) -> bool:
    """Whether an activation that ends a network stands right behind a layer."""
    return any(by_id[after].op in ENDING for after in ahead.get(layer, ()) if after in by_id)
