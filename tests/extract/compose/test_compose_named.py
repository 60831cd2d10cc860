"""Blocks that one exhibit names and another draws."""

from __future__ import annotations

import pytest

from extract.compose import Network, compose
from extract.model import Exhibit, ExhibitReading, PaperReading
from graph import Attribute, Edge, FrozenMap, Graph, Node, Value, complete

BOX = (0.0, 0.0, 1.0, 1.0)


def node(node_id: str, op: str, repeat: int | None = None, label: str = "", **attrs: Value) -> Node:
    return Node(node_id, op, label, FrozenMap({k: Attribute(v) for k, v in attrs.items()}), repeat)


def drawn(name: str = "") -> Graph:
    """Two convolutions of open width and a sum around them."""
    nodes = (
        node("x", "input"),
        node("a", "conv2d", kernel=(3, 3)),
        node("r", "relu"),
        node("b", "conv2d", kernel=(3, 3)),
        node("s", "add"),
    )
    pairs = ["xa", "ar", "rb", "bs", "xs"]
    return Graph(name, nodes, tuple(Edge(pair[0], pair[1]) for pair in pairs))


def composed(*blocks: Node, figure: Graph, caption: str) -> Network:
    row = [node("i", "input", shape=(16, 16, 3)), node("c", "conv2d", filters=8, kernel=(3, 3))]
    row += [*blocks, node("e", "conv2d", filters=8, kernel=(1, 1)), node("g", "global_avg_pool")]
    row += [node("d", "dense", units=5)]
    edges = tuple(Edge(row[at].id, row[at + 1].id) for at in range(len(row) - 1))
    table = Exhibit("Table 1", "table", 1, BOX, "Table 1: The network.", BOX)
    other = Exhibit("Figure 3", "figure", 2, BOX, caption, BOX)
    readings = (
        ExhibitReading(table, "text", True, 0.9, None, (Graph("Net", tuple(row), edges),), 0.9),
        ExhibitReading(other, "vector", True, 0.9, None, (figure,), 0.9),
    )
    (network,) = compose(PaperReading("0" * 64, 2, "A paper", readings, 0.0, "test", ()))
    return network


CASES = [
    ("Residual block", "", "", "Figure 3: The residual block that we use."),
    ("residual2.1", "Residual unit", "", "Figure 3: Two parts."),
    ("Wonder", "", "Wonder, as in Figure 3", "Figure 3: What we use."),
]


@pytest.mark.parametrize(("name", "graph_name", "label", "caption"), CASES)
def test_a_named_block_is_written_out_as_drawn(name: str, graph_name: str, label: str, caption: str) -> None:
    blocks = [
        node("p", "block", 2, label, name=name, filters=8),
        node("q", "block", None, label, name=name, filters=16),
    ]
    network = composed(*blocks, figure=drawn(graph_name), caption=caption)
    assert network.exhibits == ("Table 1", "Figure 3")
    assert network.missing == ()
    done = complete(network.graph)
    assert not done.errors, done.errors
    ops = [each.op for each in done.graph.nodes]
    assert (ops.count("add"), ops.count("block")) == (3, 0)
    convs = (27 * 8 + 8) + 4 * (72 * 8 + 8) + (72 * 16 + 16) + (144 * 16 + 16) + (16 * 8 + 8)
    projection = 8 * 16 + 16
    assert sum(done.parameters.values()) == convs + projection + 45


def test_a_stride_that_is_printed_with_the_name_goes_to_the_first_layer() -> None:
    block = node("p", "block", 2, name="Residual block", filters=16, stride=(2, 2))
    network = composed(block, figure=drawn(), caption="Figure 3: The residual block.")
    done = complete(network.graph)
    assert not done.errors, done.errors
    sums = [each.id for each in done.graph.nodes if each.op == "add"]
    assert [done.shapes[each] for each in sums] == [((8, 8, 16),), ((8, 8, 16),)]


def test_a_block_that_no_figure_draws_stays_missing() -> None:
    blocks = [node("p", "block", name="Other"), node("q", "block", name="Other")]
    network = composed(*blocks, figure=drawn(), caption="Figure 3: The residual block.")
    assert network.missing == ("what 'Other' is made of",)
