"""How likely all that was read from an exhibit is right, from what is known of the reading itself.

A logistic function of three things: whether it is a table, how many nodes a drawing gave, and whether it is a plain
drawing of boxes. Fitted by `python -m bench.fit_confidence` to the hand-annotated exhibits that gave a graph; that
program prints how it does on papers that it was not fitted to.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from extract.model import ExhibitKind, FigureType
from graph import Graph

INTERCEPT = 1.947
TABLE = 0.561
PER_LOG_NODE = -1.723
PLAIN_BOXES = 2.012


def features(kind: ExhibitKind, figure_type: FigureType | None, nodes: int) -> tuple[float, float, float]:
    """Whether a table, the logarithm of a drawing's nodes (0 for a table), whether plain boxes."""
    table = kind == "table"
    return float(table), 0.0 if table else math.log(max(nodes, 1)), float(figure_type == "2d-box")


def exact_probability(kind: ExhibitKind, figure_type: FigureType | None, graphs: Sequence[Graph]) -> float:
    """Probability that every node, edge and attribute of an exhibit's graphs is right and none is missing.

    0 where there is no graph.
    """
    nodes = sum(len(graph.nodes) for graph in graphs)
    if not nodes:
        return 0.0
    table, size, boxes = features(kind, figure_type, nodes)
    return 1.0 / (1.0 + math.exp(-(INTERCEPT + TABLE * table + PER_LOG_NODE * size + PLAIN_BOXES * boxes)))
