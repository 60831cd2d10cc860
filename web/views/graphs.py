"""An architecture's graph out of the catalog: loaded, completed and drawn, each once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from graph import Graph, Node, Shape, complete, load
from web.drawing import Drawing, draw
from web.views.rounds import fold_rounds


@dataclass(frozen=True, slots=True)
class Shown:
    """A graph as it is shown.

    Attributes:
        graph: with settings filled in; what the paper prints as ×N stays one node or group with a repeat, and
            rounds of a long graph are folded.
        shapes: by node, the shape of each output port, as far as they follow; of a fold, those of its first round.
        parameters: by node, of those that have any; of a fold, those of all rounds together.
        drawing: of the graph.
        rounds: by node of a fold, the nodes that it stands for.
    """

    graph: Graph
    shapes: Mapping[str, tuple[Shape, ...]]
    parameters: Mapping[str, int]
    drawing: Drawing
    rounds: Mapping[str, tuple[str, ...]]


def _filled(node: Node, completed: Node | None) -> Node:
    """A node as printed with what completing it has added. Of a repeat, the first copy has the node's id."""
    return node if completed is None else replace(completed, repeat=node.repeat)


def _repeats(graph: Graph) -> bool:
    return any(node.repeat is not None for node in graph.nodes) or any(
        group.repeat is not None for group in graph.groups
    )


@lru_cache(maxsize=256)
def shown(text: str, ident: str, title: str) -> Shown:
    """A graph's JSON text as it is shown.

    Args:
        text: in the project's form or the annotation guide's.
        ident: unique on the page.
        title: read out in place of the picture.
    """
    printed = load(text)
    completion = complete(printed)
    graph = completion.graph
    if _repeats(printed):
        found = graph.by_id()
        graph = replace(printed, nodes=tuple(_filled(node, found.get(node.id)) for node in printed.nodes))
    folded = fold_rounds(graph)
    own = completion.parameters
    sums = {first: sum(own[node] for node in same) for first, same in folded.rounds.items() if first in own}
    drawing = draw(folded.graph, completion.shapes, ident=ident, title=title)
    return Shown(folded.graph, completion.shapes, {**own, **sums}, drawing, folded.rounds)
