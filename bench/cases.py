"""Readings that count as of a network, and what is right of them: what confidence is fitted to and judged by.

A case comes from an annotated exhibit of the shared papers, or from a record of a drawing or table that is not among
them (bench/unseen). A record holds no words and no geometry: of each node its kind, rank and whether it was right, of a
table's node also its operation, its row and where its settings stand, so that what was learned of other people's
exhibits can be kept where the exhibits themselves may not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.judged import Judged, Part, judge
from bench.looks import Look
from extract.confidence import Whole, whole_of
from extract.confidence.features import kind_of
from extract.decide.decide import THRESHOLD
from extract.tables import Account, Standing
from graph import Attribute, Edge, Graph, Node

OPERATIONS = {"operation": "conv2d", "block": "block", "map": "feature_map", "terminal": "input"}
"""An operation of each kind that `kind_of` tells; a record of a drawing keeps the kind only."""

PLACES = 4
"""Digits that a record keeps of a share."""


@dataclass(frozen=True, slots=True)
class Case:
    """A reading that counts as one of a network.

    Attributes:
        paper: whose exhibit it is; a fit is judged on papers that it has not seen.
        network: whether the exhibit does show a network.
        drawn: whether it was read from a drawing.
        seen: False where it was read before any rule was changed because of it.
        whole: the facts of the reading.
        graphs: with the readers' ranks.
        judged: what is right of them.
        chance: probability that it shows a network, by a model that has not seen its paper.
    """

    paper: str
    network: bool
    drawn: bool
    seen: bool
    whole: Whole
    graphs: tuple[Graph, ...]
    judged: Judged
    chance: float


def case_of(look: Look, chance: float, *, seen: bool = True) -> Case | None:
    """An annotated exhibit; None where it has no graphs or is not taken for a network."""
    if chance < THRESHOLD or not any(graph.nodes for graph in look.graphs):
        return None
    shapes = [shape.bbox for shape in look.scene.shapes] if look.scene is not None else []
    return Case(
        paper=look.paper,
        network=bool(look.truth),
        drawn=look.reader == "drawing",
        seen=seen,
        whole=whole_of(look.exhibit.kind, look.figure_type, look.graphs, shapes, look.pictured, look.account),
        graphs=look.graphs,
        judged=judge(look, look.graphs),
        chance=chance,
    )


def cases_of(looks: Sequence[Look], chances: npt.NDArray[np.float64]) -> list[Case]:
    """Annotated exhibits with graphs that models which have not seen their papers take for networks."""
    found = (case_of(look, float(chance)) for look, chance in zip(looks, chances, strict=True))
    return [case for case in found if case is not None]


def record_of(case: Case) -> dict[str, Any]:
    """A case without words and places, as plain data."""
    whole = asdict(replace(case.whole, account=Account()))
    account = asdict(replace(case.whole.account, layers={}))
    del whole["account"], account["layers"]
    return {
        "whole": _rounded(whole) | ({"account": _rounded(account)} if case.whole.table else {}),
        "chance": round(case.chance, 4),
        "exact": case.judged.exact,
        "graphs": [_graph_record(case, g) for g in range(len(case.graphs))],
    }


def _rounded(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: round(value, PLACES) if isinstance(value, float) else value for name, value in values.items()
    }


def _graph_record(case: Case, g: int) -> dict[str, Any]:
    graph, judged = case.graphs[g], case.judged
    place = {node.id: at for at, node in enumerate(graph.nodes)}
    return {
        "right": judged.graphs[g],
        "nodes": [_node_record(case, g, node) for node in graph.nodes],
        "edges": [
            {
                "from": place[edge.source],
                "to": place[edge.target],
                "rank": round(edge.confidence, 3),
                "right": judged.edges.get((g, at)),
            }
            for at, edge in enumerate(graph.edges)
        ],
    }


def _node_record(case: Case, g: int, node: Node) -> dict[str, Any]:
    part, judged = (g, node.id), case.judged
    attributes = {
        name: judged.attributes[part, name] for name in node.attributes if (part, name) in judged.attributes
    }
    record = {
        "kind": kind_of(node),
        "labelled": bool(node.label),
        "rank": round(node.confidence, 3),
        "right": judged.nodes.get(part),
        "attributes": attributes,
    }
    if not case.whole.table:
        return record
    standing = case.whole.account.layers.get(part)
    return record | {
        "op": node.op,
        "row": standing.row if standing is not None else None,
        "said": [name for name in attributes if standing is not None and name in standing.said],
        "words": [name for name in attributes if isinstance(node.value(name), str)],
    }


def case_from(record: Mapping[str, Any], paper: str) -> Case:
    """The case of a record: a drawing or table of a network that was read before any rule was changed because of it."""
    graphs = []
    nodes: dict[Part, bool] = {}
    edges: dict[tuple[int, int], bool] = {}
    attributes: dict[tuple[Part, str], bool] = {}
    for g, each in enumerate(record["graphs"]):
        graphs.append(
            Graph(
                nodes=tuple(_node(at, node) for at, node in enumerate(each["nodes"])),
                edges=tuple(
                    Edge(f"n{edge['from']}", f"n{edge['to']}", confidence=edge["rank"])
                    for edge in each["edges"]
                ),
            )
        )
        for at, node in enumerate(each["nodes"]):
            if node["right"] is not None:
                nodes[g, f"n{at}"] = node["right"]
            attributes |= {((g, f"n{at}"), name): right for name, right in node["attributes"].items()}
        edges |= {
            (g, at): edge["right"] for at, edge in enumerate(each["edges"]) if edge["right"] is not None
        }
    judged = Judged(nodes, edges, attributes, [each["right"] for each in record["graphs"]], record["exact"])
    return Case(
        paper=paper,
        network=True,
        drawn=not record["whole"]["table"],
        seen=False,
        whole=_whole(record),
        graphs=tuple(graphs),
        judged=judged,
        chance=record["chance"],
    )


def _whole(record: Mapping[str, Any]) -> Whole:
    layers = {
        (g, f"n{at}"): Standing(node["row"], frozenset(node["said"]))
        for g, graph in enumerate(record["graphs"])
        for at, node in enumerate(graph["nodes"])
        if node.get("row") is not None
    }
    account = Account(**record["whole"].get("account", {}), layers=layers)
    return Whole(**record["whole"] | {"account": account})


def _node(at: int, record: Mapping[str, Any]) -> Node:
    op = record.get("op") or OPERATIONS[record["kind"]]
    node = Node(f"n{at}", op, confidence=record["rank"], printed=record["right"] is not None)
    words = record.get("words", ())
    attributes = {name: Attribute("words" if name in words else None) for name in record["attributes"]}
    return replace(node, label="label" if record["labelled"] else "", attributes=attributes)
