"""What is known of a reading that tells right from wrong: how labels parsed, how lines end, how much there is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from extract.document.boxes import area, overlap
from extract.model import ExhibitKind, FigureType
from graph import Box, Edge, Graph, Node

SURE = 0.9
"""Rank of a label that names its operation, and of an edge whose arrowhead was seen."""

INNER = 1.0
"""Rank of an edge between two operations of one label."""

Features = dict[str, float]
"""Facts as numbers by name; a missing one counts as 0."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What is known of an exhibit's reading as a whole.

    Attributes:
        table: whether it is a table.
        plain: whether it is a drawing of plain boxes.
        pipeline: whether images stand between its boxes.
        heads: share of its edges whose direction an arrowhead gave.
        left: share of the drawing's shapes that no node stands for.
        pictured: whether it was read from pixels.
    """

    table: bool
    plain: bool
    pipeline: bool
    heads: float
    left: float
    pictured: bool = False


def whole_of(
    kind: ExhibitKind,
    figure_type: FigureType | None,
    graphs: Sequence[Graph],
    shapes: Sequence[Box] = (),
    pictured: bool = False,
) -> Whole:
    """The facts of an exhibit's reading.

    Args:
        kind, figure_type: of the exhibit.
        graphs: as read.
        shapes: the boxes of all shapes of its drawing.
        pictured: whether it was read from pixels.
    """
    edges = [edge for graph in graphs for edge in graph.edges]
    return Whole(
        table=kind == "table",
        plain=figure_type == "2d-box",
        pipeline=figure_type == "pipeline",
        heads=sum(edge.confidence >= SURE for edge in edges) / max(len(edges), 1),
        left=_left_over(shapes, graphs),
        pictured=pictured,
    )


def _left_over(shapes: Sequence[Box], graphs: Sequence[Graph]) -> float:
    """Share of the shapes that lie by less than half in the box of a node."""
    boxes = [
        node.evidence.bbox
        for graph in graphs
        for node in graph.nodes
        if node.evidence is not None and node.evidence.bbox is not None
    ]
    held = sum(any(overlap(shape, box) > 0.5 * max(area(shape), 1e-6) for box in boxes) for shape in shapes)
    return 1 - held / len(shapes) if shapes else 0.0


def node_features(whole: Whole, node: Node) -> Features:
    """What tells whether a node is right; of a table only that it is one."""
    if whole.table:
        return {"table": 1.0}
    kind = kind_of(node)
    return {
        kind: 1.0,
        f"{kind} without a label": float(not node.label),
        "sure label": float(node.confidence >= SURE),
        "heads": whole.heads,
        "shapes left over": whole.left,
        "pictured": float(whole.pictured),
    }


def edge_features(whole: Whole, source: Node, target: Node, edge: Edge) -> Features:
    """What tells whether an edge is right; of a table only that it is one."""
    if whole.table:
        return {"table": 1.0}
    ends = (source, target)
    return {
        "head": float(SURE <= edge.confidence < INNER),
        "within a label": float(edge.confidence >= INNER),
        "doubtful ends": sum(end.confidence < SURE for end in ends) / 2,
        "terminal ends": sum(kind_of(end) == "terminal" for end in ends) / 2,
        "heads": whole.heads,
        "pipeline": float(whole.pipeline),
        "shapes left over": whole.left,
        "pictured": float(whole.pictured),
    }


def attribute_features(whole: Whole, name: str, node: float) -> Features:
    """What tells whether an attribute is right.

    Args:
        whole: its exhibit's reading.
        name: of the attribute.
        node: probability that its node is right.
    """
    return {"table": float(whole.table), "units": float(name == "units"), "node": log_odds(node)}


def part_features(whole: Whole, nodes: int, wrong: float) -> Features:
    """What tells whether a graph, or all graphs of an exhibit, are right in everything.

    Args:
        whole: the exhibit's reading.
        nodes: how many the part has.
        wrong: how many of its nodes and edges are expected to be wrong.
    """
    return {
        "table": float(whole.table),
        "plain": float(whole.plain),
        "pictured": float(whole.pictured),
        "size": 0.0 if whole.table else math.log(max(nodes, 1)),
        "wrong": math.log1p(wrong),
    }


def kind_of(node: Node) -> str:
    """Of which kind a node is: named operation, block, map or terminal."""
    if node.op == "block":
        return "block"
    if node.op == "feature_map":
        return "map"
    return "terminal" if node.op in ("input", "output", "loss") else "operation"


def log_odds(probability: float) -> float:
    """Log-odds within ±7."""
    held = min(max(probability, 0.001), 0.999)
    return math.log(held / (1 - held))
