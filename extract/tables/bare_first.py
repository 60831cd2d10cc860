"""Networks whose first layer is written with the code of all others, though the caption takes its normalisation away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.labels.families import family
from extract.tables.drafts import CONVOLUTIONS
from graph import Graph
from graph.traverse import successors

_SAID = re.compile(
    r"\b(?:batch|instance|layer)?[- ]?(?:norm(?:ali[sz]ation)?|BN|IN)(?: layers?)?"
    r" (?:is|are) (?:not|never) (?:applied|used|added) (?:to|in|for|on|after|at) the first\b",
    re.I,
)


def with_bare_first(graphs: Sequence[Graph], caption: str) -> tuple[Graph, ...]:
    """The networks without the normalisation behind their first convolution, where the caption says that there is none.

    One that is printed by itself stays.

    Args:
        graphs: as the rows have them.
        caption: the table's.
    """
    return tuple(map(_bare, graphs)) if _SAID.search(" ".join(caption.split())) else tuple(graphs)


def _bare(graph: Graph) -> Graph:
    ahead = successors(graph.edges)
    first = next((node for node in graph.nodes if node.op in CONVOLUTIONS), None)
    behind = ahead.get(first.id, []) if first else []
    norm = next((n for n in graph.nodes if [n.id] == behind and family(n.op) == "norm" and not n.label), None)
    if first is None or norm is None:
        return graph
    edges = [edge for edge in graph.edges if edge.target != norm.id]
    edges = [replace(edge, source=first.id) if edge.source == norm.id else edge for edge in edges]
    return replace(graph, nodes=tuple(n for n in graph.nodes if n is not norm), edges=tuple(edges))
