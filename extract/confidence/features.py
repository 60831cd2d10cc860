"""What is known of a reading that tells right from wrong: how labels parsed, how lines end, how much there is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from extract.confidence.in_tables import (
    SURE,
    Features,
    layer_features,
    link_features,
    setting_features,
)
from extract.document.boxes import area, overlap
from extract.model import ExhibitKind, FigureType
from extract.tables import Account
from graph import Box, Edge, Graph, Node

INNER = 1.0
"""Rank of an edge between two operations of one label."""


Ends = tuple[tuple[Node, float], tuple[Node, float]]
"""The nodes of an edge, each with the probability that it is right."""

NOTHING = Account()


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
        unsure: whether a label names no operation for sure.
        account: what of a table its graphs account for.
    """

    table: bool
    plain: bool
    pipeline: bool
    heads: float
    left: float
    pictured: bool = False
    unsure: bool = False
    account: Account = NOTHING


def whole_of(
    kind: ExhibitKind,
    figure_type: FigureType | None,
    graphs: Sequence[Graph],
    shapes: Sequence[Box] = (),
    pictured: bool = False,
    account: Account | None = None,
) -> Whole:
    """The facts of an exhibit's reading.

    Args:
        kind, figure_type: of the exhibit.
        graphs: as read.
        shapes: the boxes of all shapes of its drawing.
        pictured: whether it was read from pixels.
        account: what of a table they account for.
    """
    edges = [edge for graph in graphs for edge in graph.edges]
    return Whole(
        table=kind == "table",
        plain=figure_type == "2d-box",
        pipeline=figure_type == "pipeline",
        heads=sum(edge.confidence >= SURE for edge in edges) / max(len(edges), 1),
        left=_left_over(shapes, graphs),
        pictured=pictured,
        unsure=any(node.confidence < SURE for graph in graphs for node in graph.nodes),
        account=account or NOTHING,
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


def node_features(whole: Whole, graph: Graph, node: Node) -> Features:
    """What tells whether a node of a graph is right."""
    if whole.table:
        return layer_features(whole.account, whole.unsure, graph, node)
    kind = kind_of(node)
    return {
        kind: 1.0,
        f"{kind} without a label": float(not node.label),
        "sure label": float(node.confidence >= SURE),
        "heads": whole.heads,
        "shapes left over": whole.left,
        "pictured": float(whole.pictured),
    }


def edge_features(whole: Whole, g: int, graph: Graph, edge: Edge, ends: Ends) -> Features:
    """What tells whether an edge of the graph numbered `g` is right; `ends` come with their probabilities."""
    if whole.table:
        least = min(log_odds(chance) for _, chance in ends)
        return link_features(whole.account, g, graph, edge) | {"table: the less sure end": least}
    nodes = [node for node, _ in ends]
    return {
        "head": float(SURE <= edge.confidence < INNER),
        "within a label": float(edge.confidence >= INNER),
        "doubtful ends": sum(end.confidence < SURE for end in nodes) / 2,
        "terminal ends": sum(kind_of(end) == "terminal" for end in nodes) / 2,
        "heads": whole.heads,
        "pipeline": float(whole.pipeline),
        "shapes left over": whole.left,
        "pictured": float(whole.pictured),
    }


def attribute_features(whole: Whole, g: int, node: Node, name: str, chance: float) -> Features:
    """What tells whether an attribute of a node is right.

    Args:
        whole: its exhibit's reading.
        g: number of its graph.
        node, name: which it is.
        chance: probability that its node is right.
    """
    if whole.table:
        return setting_features(whole.account, g, node, name) | {"table: its node": log_odds(chance)}
    return {"units": float(name == "units"), "node": log_odds(chance)}


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
