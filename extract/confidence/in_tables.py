"""What is known of a table's reading that tells right from wrong: how its rows parsed, and what was left over of them.

All of it is doubt, and none of it makes anything surer; but that a setting stands with its layer does.
"""

from __future__ import annotations

import math

from extract.tables import Account
from extract.tables.drafts import MAIN
from graph import Edge, Graph, Node
from graph.operations import REGISTRY

Features = dict[str, float]
"""Facts as numbers by name; a missing one counts as 0."""

SETTINGS = frozenset(name for operation in REGISTRY.values() for name in operation.attributes)
"""Names of settings that any operation has: a block's may be called so, or as the head of their column is printed."""

SURE = 0.9
"""Rank of a label that names its operation, and of an edge whose arrowhead was seen."""


def layer_features(account: Account, unsure: bool, graph: Graph, node: Node) -> Features:
    """What tells whether a node of a table is right.

    Args:
        account: what of the table its graphs account for.
        unsure: whether a label of the table names no operation for sure.
        graph, node: which it is.
    """
    read = [name for name, each in node.attributes.items() if each.origin == "read" and name != "name"]
    block = node.op == "block"
    return {
        "table": 1.0,
        "table: no known head": float(not account.headed),
        "table: numbers left over": left_over(account),
        "table: an unsure label": float(unsure),
        "table: block": float(block),
        "table: map": float(node.op == "feature_map"),
        "table: unsure label": float(node.confidence < SURE and not block),
        "table: no settings": float(node.op in MAIN and not (read and node.printed)),
        "table: output amid layers": float(node.op == "output" and bool(graph.outputs(node.id))),
    }


def link_features(account: Account, g: int, graph: Graph, edge: Edge) -> Features:
    """What tells whether an edge of the graph numbered `g` of a table is right, besides its ends."""
    before, after = (account.layers.get((g, end)) for end in (edge.source, edge.target))
    apart = abs(after.row - before.row) if before is not None and after is not None else 1
    inputs = sum(node.op == "input" for node in graph.nodes)
    return {
        "table": 1.0,
        "table: numbers left over": left_over(account),
        "table: within a row": float(apart == 0),
        "table: over other rows": float(apart > 1),
        "table: several inputs": float(inputs > 1),
    }


def setting_features(account: Account, g: int, node: Node, name: str) -> Features:
    """What tells whether an attribute of a table's node is right: where it is printed, and what it is called."""
    standing = account.layers.get((g, node.id))
    known = SETTINGS if node.op == "block" else REGISTRY[node.op].attributes
    return {
        "table": 1.0,
        "table: numbers left over": left_over(account),
        "table: called as its head": float(name not in known),
        "table: words": float(isinstance(node.value(name), str)),
        "table: with its layer": float(standing is not None and name in standing.said),
    }


def left_over(account: Account) -> float:
    """How much was left over of the numbers: the first few tell most, so the root of their share."""
    return math.sqrt(account.left)
