"""Which facts of a reading are right, by the hand annotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.looks import Look
from bench.shared import grader
from graph import Graph
from graph.guide_form import graph_to_guide

Part = tuple[int, str]
"""A node: the index of its graph, and its id."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is right of an exhibit's reading.

    Attributes:
        nodes: whether each printed node stands for a known one of its operation.
        edges: whether each edge between printed nodes is known; by graph and place in it.
        attributes: whether each attribute that was read is known with that value; by node and name.
        graphs: whether all of a graph is right.
        exact: whether all of the exhibit is right and nothing is missing.
    """

    nodes: dict[Part, bool]
    edges: dict[tuple[int, int], bool]
    attributes: dict[tuple[Part, str], bool]
    graphs: list[bool]
    exact: bool


def judge(look: Look, graphs: Sequence[Graph]) -> Judged:
    """Compare with what people wrote down; of an exhibit that shows no network nothing is right."""
    score = grader()
    item = {"graphs": [graph_to_guide(graph) for graph in graphs]}
    known, known_edges = score.load_graph(look.item or {})
    read, _ = score.load_graph(item)
    back = {j: i for i, j in score.align((known, known_edges), score.load_graph(item)).items()}
    # The grader counts the printed nodes of all graphs through.
    printed = [(g, node.id) for g, graph in enumerate(graphs) for node in graph.nodes if node.printed]
    place = {part: index for index, part in enumerate(printed)}
    twin = {
        part: known[back[at]]
        for part, at in place.items()
        if at in back and score.same_op(known[back[at]], read[at])
    }
    edges = {
        (g, at): (back.get(place[g, edge.source]), back.get(place[g, edge.target])) in known_edges
        for g, graph in enumerate(graphs)
        for at, edge in enumerate(graph.edges)
        if (g, edge.source) in place and (g, edge.target) in place
    }
    attributes = {}
    for g, graph in enumerate(graphs):
        for node, name, attribute in graph.attributes():
            if attribute.origin != "read" or (node.op, name) == ("block", "name") or not node.printed:
                continue
            plain, facts = score.attr_name(name), twin[g, node.id]["attrs"] if (g, node.id) in twin else {}
            attributes[(g, node.id), name] = plain in facts and score.same_value(
                plain, facts[plain], attribute.value
            )
    found = {back[place[part]] for part in twin}
    whole = []
    for g in range(len(graphs)):
        mine = {back[place[part]] for part in twin if part[0] == g}
        touching = [pair for pair in known_edges if mine & set(pair)]
        held = sum(right for (of, _), right in edges.items() if of == g)
        right = [*(part in twin for part in printed if part[0] == g)]
        right += [value for (of, _), value in edges.items() if of == g]
        right += [value for ((of, _), _), value in attributes.items() if of == g]
        whole.append(bool(right) and all(right) and held == len(touching) and mine <= found)
    nodes = {part: part in twin for part in printed}
    return Judged(
        nodes, edges, attributes, whole, bool(look.item) and bool(score.score_item(look.item, item)["exact"])
    )
