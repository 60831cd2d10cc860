"""Attention in rows of layers: projections listed beside it are its own, its feed-forward layers take turns with it."""

from __future__ import annotations

import pytest

from extract.compose import Network, compose
from extract.model import Exhibit, ExhibitReading, PaperReading
from graph import Attribute, Edge, FrozenMap, Graph, Group, Node, Shape, Value, complete

Layer = tuple[str, dict[str, Value]]

RESIDUAL = "Residual connections stand around each block. " * 3
DOWN = "We use separate 2×2 conv layers with stride 2 for spatial downsampling."


def pointwise(filters: int) -> Layer:
    return "conv2d", {"filters": filters, "kernel": (1, 1)}


def stage(width: int, joint: int) -> list[Layer]:
    attention: Layer = ("multi_head_attention", {"heads": 2})
    return [pointwise(joint), attention, pointwise(width), pointwise(4 * width), pointwise(width)]


def composed(joint: int = 3, text: str = RESIDUAL + DOWN, row: str = "stage", label: str = "") -> Network:
    """Two stages of attention and feed-forward layers twice, the projection before it `joint` times as wide."""
    layers: list[Layer] = [("conv2d", {"filters": 8, "kernel": (4, 4), "stride": (4, 4)})]
    layers += [*stage(8, 8 * joint), *stage(16, 16 * joint)]
    sizes: list[Shape] = [(8, 8)] * 6 + [(4, 4)] * 5
    nodes = tuple(
        Node(
            f"n{at}",
            op,
            label if op == "multi_head_attention" else "",
            attributes=FrozenMap({k: Attribute(v) for k, v in attrs.items()}),
            repeat=None if at == 0 else 2,
            output_shape=size,
        )
        for at, ((op, attrs), size) in enumerate(zip(layers, sizes, strict=True))
    )
    edges = tuple(Edge(f"n{at}", f"n{at + 1}") for at in range(len(layers) - 1))
    groups = (
        Group("g1", ("n1", "n2", "n3"), row and f"{row}1", 2),
        Group("g2", ("n4", "n5"), row and f"{row}1", 2),
        Group("g3", ("n6", "n7", "n8"), row and f"{row}2", 2),
        Group("g4", ("n9", "n10"), row and f"{row}2", 2),
    )
    box = (0.0, 0.0, 1.0, 1.0)
    exhibit = Exhibit("Table 1", "table", 1, box, "Table 1: A network.", box)
    reading = ExhibitReading(exhibit, "text", True, 0.9, None, (Graph("Net", nodes, edges, groups),), 0.9)
    (network,) = compose(PaperReading("0" * 64, 1, "A paper", (reading,), 0.0, "test", (text,)))
    return network


def halves(network: Network) -> list[str]:
    """Attention and feed-forward halves in the order of the data, by their first layer."""
    known = {"multi_head_attention": "attention"}
    wide = {8: 32, 16: 64}.values()
    return [
        known.get(node.op, "feed-forward")
        for node in network.graph.nodes
        if node.op in known or node.value("filters") in wide
    ]


def test_projections_listed_beside_attention_are_its_own_and_counted_once() -> None:
    network = composed()
    done = complete(network.graph)
    assert not done.errors, done.errors
    heads = [node for node in network.graph.nodes if node.op == "multi_head_attention"]
    assert [node.value("dim") for node in heads] == [8, 8, 16, 16]
    per_stage = [2 * (4 * (w * w + w) + (w * 4 * w + 4 * w) + (4 * w * w + w)) for w in (8, 16)]
    stem, down = 4 * 4 * 3 * 8 + 8, 2 * 2 * 8 * 16 + 16
    head = [count for node_id, count in done.parameters.items() if done.graph.node(node_id).op == "dense"]
    assert sum(done.parameters.values()) - sum(head) == stem + down + sum(per_stage)
    assert (network.missing, network.conflicts) == ((), ())


def test_a_stage_that_begins_with_attention_is_made_smaller_by_the_stated_layer() -> None:
    network = composed()
    (down,) = [node for node in network.graph.nodes if node.value("kernel") == (2, 2)]
    assert (down.value("filters"), down.value("stride")) == (16, (2, 2))
    assert [problem.code for problem in complete(network.graph).problems] == []


def test_two_brackets_of_one_row_take_turns_with_a_shortcut_around_each() -> None:
    network = composed()
    assert halves(network) == ["attention", "feed-forward"] * 4
    assert sum(node.op == "add" for node in network.graph.nodes) == 8


def test_they_take_turns_where_no_shortcut_is_told_too() -> None:
    network = composed(text=DOWN)
    assert halves(network) == ["attention", "feed-forward"] * 4
    assert not any(node.op == "add" for node in network.graph.nodes)


def test_brackets_of_no_common_row_are_written_out_one_behind_the_other() -> None:
    assert halves(composed(row="")) == [*["attention"] * 2, *["feed-forward"] * 2] * 2


@pytest.mark.parametrize("joint", [1, 2, 4])
def test_other_pointwise_layers_around_attention_are_layers(joint: int) -> None:
    network = composed(joint)
    heads = [node for node in network.graph.nodes if node.op == "multi_head_attention"]
    assert all("dim" not in node.attributes for node in heads)
    assert sum(node.value("filters") == 8 * joint for node in network.graph.nodes) >= 2
    assert network.missing == ()


def test_where_only_the_joint_projection_is_listed_the_doubt_is_kept() -> None:
    layers: list[Layer] = [
        ("input", {"shape": (8, 8, 3)}),
        pointwise(8),
        pointwise(24),
        ("multi_head_attention", {"heads": 2}),
        ("conv2d", {"filters": 8, "kernel": (3, 3)}),
        pointwise(16),
        ("dense", {"units": 10}),
    ]
    nodes = tuple(
        Node(f"n{at}", op, "", FrozenMap({k: Attribute(v) for k, v in attrs.items()}), confidence=0.9)
        for at, (op, attrs) in enumerate(layers)
    )
    graph = Graph("Net", nodes, tuple(Edge(f"n{at}", f"n{at + 1}") for at in range(len(layers) - 1)))
    box = (0.0, 0.0, 1.0, 1.0)
    exhibit = Exhibit("Table 1", "table", 1, box, "Table 1: A network.", box)
    reading = ExhibitReading(exhibit, "text", True, 0.9, None, (graph,), 0.9)
    (network,) = compose(PaperReading("0" * 64, 1, "A paper", (reading,), 0.0, "test", ("",)))
    assert [conflict.node for conflict in network.conflicts] == ["n3"]
    assert len(network.missing) == 1 and "its own projection" in network.missing[0]
    assert network.graph.confidence <= 0.81


@pytest.mark.parametrize(
    ("label", "missing"),
    [
        ("MSA, H=2", []),
        ("MSA, w7×7, H=2", ["attention within windows"]),
        ("MSA, win. sz. 7, rel. pos.", ["attention within windows", "relative positions in attention"]),
    ],
)
def test_what_no_attention_here_holds_is_missing(label: str, missing: list[str]) -> None:
    assert [each.split(",", 1)[0] for each in composed(label=label).missing] == missing
