"""Confidence follows what is known of a reading, and is a probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from extract.confidence import Rated, rate, whole_of
from extract.confidence.model import Subject, load
from extract.model import ExhibitKind, FigureType
from extract.tables import Account, Standing
from graph import Attribute, Box, Edge, Graph, Node


def chain(nodes: int, *, label: str = "conv", rank: float = 0.95, head: float = 0.9) -> Graph:
    """Convolutions one after the other, with a reader's ranks."""
    return Graph(
        nodes=tuple(
            Node(f"n{i}", "conv2d", label, {"kernel": Attribute((3, 3))}, confidence=rank)
            for i in range(nodes)
        ),
        edges=tuple(Edge(f"n{i}", f"n{i + 1}", confidence=head) for i in range(nodes - 1)),
    )


def rated(
    kind: ExhibitKind,
    figure_type: FigureType,
    graphs: Sequence[Graph],
    network: float = 1.0,
    shapes: Sequence[Box] = (),
    account: Account | None = None,
) -> Rated:
    """With the shipped weights."""
    return rate(whole_of(kind, figure_type, graphs, shapes, account=account), graphs, network)


def in_table(graph: Graph, account: Account | None = None) -> Graph:
    """A graph of a table with its probabilities."""
    return rated("table", "table-row-major", (graph,), account=account).graphs[0]


def said(graph: Graph) -> list[float]:
    """Every probability of a graph."""
    values = [graph.confidence, *(edge.confidence for edge in graph.edges)]
    for node in graph.nodes:
        values += [node.confidence, *(each.confidence for each in node.attributes.values())]
    return values


def test_nothing_read_is_never_right() -> None:
    assert rated("figure", "2d-box", ()).confidence == 0.0
    read = rated("table", "table-row-major", (Graph(),))
    assert read.confidence == 0.0
    assert [graph.confidence for graph in read.graphs] == [0.0]


@given(
    kind=st.sampled_from(["figure", "table"]),
    nodes=st.integers(1, 60),
    rank=st.floats(0, 1),
    head=st.sampled_from([0.7, 0.9, 1.0]),
    network=st.floats(0, 1),
)
def test_all_are_probabilities_and_none_is_surer_than_that_it_is_a_network(
    kind: ExhibitKind, nodes: int, rank: float, head: float, network: float
) -> None:
    read = rated(kind, "2d-box", (chain(nodes, rank=rank, head=head),), network)
    assert all(0.0 <= value <= network + 1e-4 for value in [read.confidence, *said(read.graphs[0])])


@given(st.integers(2, 200), st.floats(0.5, 0.94))
def test_a_drawing_with_more_doubtful_parts_is_right_in_all_less_often(nodes: int, rank: float) -> None:
    sure, vague = (rated("figure", "2d-box", (chain(nodes, rank=each),)) for each in (0.95, rank))
    assert vague.confidence <= sure.confidence
    assert vague.graphs[0].confidence <= sure.graphs[0].confidence


def test_only_probabilities_change() -> None:
    graph = chain(3)
    read = rated("figure", "2d-box", (graph,)).graphs[0]
    assert [(node.id, node.op, node.label) for node in read.nodes] == [
        (node.id, node.op, node.label) for node in graph.nodes
    ]
    assert [(edge.source, edge.target) for edge in read.edges] == [("n0", "n1"), ("n1", "n2")]
    assert read.nodes[0].value("kernel") == (3, 3)


def test_a_clear_label_and_a_seen_head_are_surer_than_their_lack() -> None:
    clear = rated("figure", "2d-box", (chain(6),)).graphs[0]
    vague = rated("figure", "2d-box", (chain(6, rank=0.6),)).graphs[0]
    bare = rated("figure", "2d-box", (chain(6, head=0.7),)).graphs[0]
    assert clear.nodes[2].confidence > vague.nodes[2].confidence
    assert clear.edges[2].confidence > bare.edges[2].confidence


def test_the_longer_the_less_sure_is_a_whole() -> None:
    # Of a long network some part is wrong more often, in tables as in drawings.
    for kind, form in (("table", "table-variants"), ("figure", "pipeline")):
        chances = [rated(kind, form, (chain(length),)).confidence for length in (6, 30, 100)]
        assert chances == sorted(chances, reverse=True) and len(set(chances)) == 3


def test_a_drawing_of_which_much_is_left_over_is_less_sure() -> None:
    graph = chain(6)
    understood = rated("figure", "2d-box", (graph,)).graphs[0]
    half = rated("figure", "2d-box", (graph,), shapes=[(0.0, 0.0, 10.0, 10.0)] * 8).graphs[0]
    assert half.nodes[0].confidence < understood.nodes[0].confidence
    assert half.edges[0].confidence < understood.edges[0].confidence


def test_a_table_of_whose_numbers_some_are_left_over_is_less_sure() -> None:
    whole, some = (in_table(chain(6), Account(left=left)) for left in (0.0, 0.2))
    assert all(some < whole for some, whole in zip(said(some), said(whole), strict=True))


def test_a_table_without_known_heads_is_less_sure() -> None:
    known, unknown = (in_table(chain(6), Account(headed=headed)) for headed in (True, False))
    assert all(b < a for a, b in zip(said(known), said(unknown), strict=True))


def test_a_doubtful_row_makes_its_layer_the_least_sure_and_its_neighbours_less() -> None:
    clear, graph = in_table(chain(6)), chain(6)
    doubtful = replace(graph.nodes[2], confidence=0.6)
    mixed = in_table(replace(graph, nodes=(*graph.nodes[:2], doubtful, *graph.nodes[3:])))
    chances = [node.confidence for node in mixed.nodes]
    assert min(chances) == chances[2] < chances[0] < clear.nodes[0].confidence
    edges = [edge.confidence for edge in mixed.edges]
    assert max(edges[1], edges[2]) < edges[0]


def test_a_block_and_a_map_of_a_table_are_less_sure_than_an_operation() -> None:
    for op in ("block", "feature_map"):
        graph = chain(3)
        mixed = in_table(replace(graph, nodes=(replace(graph.nodes[0], op=op), *graph.nodes[1:])))
        assert mixed.nodes[0].confidence < mixed.nodes[1].confidence


def test_layers_of_rows_that_others_part_are_joined_less_surely() -> None:
    def standing(*rows: int) -> Account:
        return Account(layers={(0, f"n{at}"): Standing(row) for at, row in enumerate(rows)})

    near, far = (in_table(chain(2), standing(0, row)).edges[0].confidence for row in (1, 3))
    assert far < near


def test_a_setting_that_stands_with_its_layer_is_surer_and_one_that_only_its_head_names_less() -> None:
    plain = in_table(chain(1)).nodes[0].attributes["kernel"].confidence
    account = Account(layers={(0, "n0"): Standing(0, frozenset({"kernel"}))})
    beside = in_table(chain(1), account).nodes[0].attributes["kernel"].confidence
    node = Node("n0", "conv2d", "conv", {"Str.": Attribute(2)}, confidence=0.95)
    named = in_table(Graph(nodes=(node,))).nodes[0].attributes["Str."].confidence
    assert named < plain < beside


SURER = {"table: the less sure end", "table: its node", "table: with its layer"}
"""Facts of tables that speak for what was read; all others speak against it."""


def test_what_was_learned_of_tables_says_what_a_person_would() -> None:
    for subject in get_args(Subject):
        for name, weight in load()[subject].weights.items():
            if name.startswith("table: "):
                assert (weight > 0) == (name in SURER), (subject, name)
