"""Networks whose first layer is written with the code of all others, though the caption takes its normalisation away."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.prose.put_behind import without_norm_behind
from extract.tables.drafts import CONVOLUTIONS
from graph import Graph

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
    first = next((node for node in graph.nodes if node.op in CONVOLUTIONS), None)
    return graph if first is None else without_norm_behind(graph, first.id)
