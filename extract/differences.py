"""What differs between the graphs read from an exhibit and those that a person wrote down."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from graph import Graph, Node
from graph.guide_form import graph_from_guide

LIKE = 0.3
"""Least likeness of two nodes that stand for the same."""

Key = tuple[int, str]
"""A node: the index of its graph, and its id."""


@dataclass(frozen=True, slots=True)
class Differences:
    """A comparison of what was read with what is known.

    Attributes:
        pairs: known node to node read.
        other_operation: nodes read that stand for a known one of another operation.
        extra: nodes read that stand for none.
        missing: known nodes that were not read.
        extra_edges: edges read that are not known.
        missing_edges: known edges that were not read.
    """

    pairs: Mapping[Key, Key]
    other_operation: tuple[Key, ...]
    extra: tuple[Key, ...]
    missing: tuple[Node, ...]
    extra_edges: tuple[tuple[Key, Key], ...]
    missing_edges: tuple[tuple[Node, Node], ...]


def compare(read: Sequence[Graph], known: Sequence[Graph]) -> Differences:
    """Align the nodes of all graphs of an exhibit and say what differs."""
    mine, truth = _nodes(read), _nodes(known)
    pairs = _aligned(mine, truth)
    back = {mine_key: known_key for known_key, mine_key in pairs.items()}
    my_edges = {((i, e.source), (i, e.target)) for i, each in enumerate(read) for e in each.edges}
    known_edges = [((i, e.source), (i, e.target)) for i, each in enumerate(known) for e in each.edges]
    found = {(pairs.get(a), pairs.get(b)) for a, b in known_edges}
    return Differences(
        pairs=pairs,
        other_operation=tuple(key for key, other in back.items() if mine[key].op != truth[other].op),
        extra=tuple(key for key in mine if key not in back),
        missing=tuple(node for key, node in truth.items() if key not in pairs),
        extra_edges=tuple(sorted(edge for edge in my_edges if edge not in found)),
        missing_edges=tuple(
            (truth[a], truth[b]) for a, b in known_edges if (pairs.get(a), pairs.get(b)) not in my_edges
        ),
    )


def known_graphs(annotations: Path) -> dict[tuple[str, str], tuple[Graph, ...]]:
    """The graphs of an annotation file by kind and number of their exhibit.

    Raises:
        OSError: the file can't be read.
        ValueError: it is no annotation file.
    """
    data: Any = json.loads(annotations.read_text(encoding="utf-8"))
    return {
        label_key(item["label"]): tuple(graph_from_guide(each) for each in item["graphs"])
        for item in data["items"]
    }


def label_key(label: str) -> tuple[str, str]:
    """ "Fig. 3" and "Figure 3" as ("figure", "3")."""
    kind = "table" if re.search(r"\btab", label, re.IGNORECASE) else "figure"
    return kind, label.lower().split()[-1]


def _nodes(graphs: Sequence[Graph]) -> dict[Key, Node]:
    return {(i, node.id): node for i, each in enumerate(graphs) for node in each.nodes if node.printed}


def _aligned(mine: Mapping[Key, Node], truth: Mapping[Key, Node]) -> dict[Key, Key]:
    if not mine or not truth:
        return {}
    likeness = np.array([[_likeness(known, read) for read in mine.values()] for known in truth.values()])
    # Among nodes that are alike, the order of reading decides.
    rows, columns = np.linspace(0, 1, len(truth))[:, None], np.linspace(0, 1, len(mine))[None, :]
    chosen = linear_sum_assignment(-(likeness - 0.05 * np.abs(rows - columns)))
    truth_keys, my_keys = list(truth), list(mine)
    return {truth_keys[i]: my_keys[j] for i, j in zip(*chosen, strict=True) if likeness[i, j] > LIKE}


def _likeness(a: Node, b: Node) -> float:
    texts = (a.label.lower(), b.label.lower())
    alike = difflib.SequenceMatcher(None, *texts).ratio() if all(texts) else 0.0
    return float(a.op == b.op) + 0.6 * alike
