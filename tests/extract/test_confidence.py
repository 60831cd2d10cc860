"""Confidence follows what is known of a reading, and is a probability."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from extract.confidence import Rated, rate, whole_of
from extract.model import ExhibitKind, FigureType
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
) -> Rated:
    """With the shipped weights."""
    return rate(whole_of(kind, figure_type, graphs, shapes), graphs, network)


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


def test_a_long_table_is_surer_in_the_whole_than_a_long_drawing() -> None:
    # Node by node it is not: new tables are read no better than new drawings.
    table = rated("table", "table-variants", (chain(100),))
    drawing = rated("figure", "pipeline", (chain(100),))
    assert table.confidence > drawing.confidence


def test_a_drawing_of_which_much_is_left_over_is_less_sure() -> None:
    graph = chain(6)
    understood = rated("figure", "2d-box", (graph,)).graphs[0]
    half = rated("figure", "2d-box", (graph,), shapes=[(0.0, 0.0, 10.0, 10.0)] * 8).graphs[0]
    assert half.nodes[0].confidence < understood.nodes[0].confidence
    assert half.edges[0].confidence < understood.edges[0].confidence
