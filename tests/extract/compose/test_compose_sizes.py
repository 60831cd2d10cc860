"""Sizes in composition: printed at inputs, stages with layers of their own between them, known blocks."""

from __future__ import annotations

from extract.compose import Network, compose
from extract.model import Exhibit, ExhibitReading, PaperReading
from graph import Attribute, Edge, FrozenMap, Graph, Group, Node, Shape, Value, complete

Layer = tuple[str, dict[str, Value], Shape | None]


def composed(
    layers: list[Layer], *groups: Group, caption: str = "Table 1: A network.", text: str = ""
) -> Network:
    nodes = tuple(
        Node(
            f"n{at}",
            op,
            attributes=FrozenMap({k: Attribute(v) for k, v in attrs.items()}),
            output_shape=shape,
        )
        for at, (op, attrs, shape) in enumerate(layers, 1)
    )
    edges = tuple(Edge(f"n{at}", f"n{at + 1}") for at in range(1, len(layers)))
    box = (0.0, 0.0, 1.0, 1.0)
    exhibit = Exhibit("Table 1", "table", 1, box, caption, box)
    reading = ExhibitReading(exhibit, "text", True, 0.9, None, (Graph("Net", nodes, edges, groups),), 0.9)
    (network,) = compose(PaperReading("0" * 64, 1, "A paper", (reading,), 0.0, "test", (text,)))
    return network


BLOCKS: list[Layer] = [
    ("conv2d", {"filters": 16, "kernel": (3, 3)}, (64, 64)),
    ("block", {"name": "MBConv1", "kernel": (3, 3), "#Channels": 8}, (32, 32)),
    ("block", {"name": "MBConv6", "kernel": (3, 3), "#Channels": 12}, (32, 32)),
    ("block", {"name": "MBConv6", "kernel": (5, 5), "#Channels": 16}, (16, 16)),
    ("conv2d", {"filters": 64, "kernel": (1, 1)}, (8, 8)),
    ("global_avg_pool", {}, (8, 8)),
    ("dense", {"units": 10}, (8, 8)),
]


def test_sizes_at_the_inputs_become_sizes_of_the_outputs() -> None:
    network = composed(BLOCKS)
    done = complete(network.graph)
    assert not done.errors, done.errors
    assert list(done.input_shapes.values()) == [(64, 64, 3)]
    assert [done.shapes[f"n{at}"][0] for at in range(1, 6)] == [
        (32, 32, 16),
        (32, 32, 8),
        (16, 16, 12),
        (8, 8, 16),
        (8, 8, 64),
    ]


def test_known_blocks_take_their_settings_from_columns_and_sizes() -> None:
    by_id = composed(BLOCKS).graph.by_id()
    assert [by_id[n].op for n in ("n2", "n3", "n4")] == ["mbconv"] * 3
    assert [by_id[n].value("expansion") for n in ("n2", "n3")] == [1, 6]
    assert [by_id[n].value("filters") for n in ("n2", "n3", "n4")] == [8, 12, 16]
    assert [by_id[n].value("stride") for n in ("n2", "n3", "n4")] == [(1, 1), (2, 2), (2, 2)]


STAGES: list[Layer] = [
    ("conv2d", {"filters": 8, "kernel": (4, 4), "stride": (4, 4)}, (56, 56)),
    ("depthwise_conv2d", {"filters": 8, "kernel": (7, 7)}, (56, 56)),
    ("conv2d", {"filters": 8, "kernel": (1, 1)}, (56, 56)),
    ("depthwise_conv2d", {"filters": 16, "kernel": (7, 7)}, (28, 28)),
    ("conv2d", {"filters": 16, "kernel": (1, 1)}, (28, 28)),
    ("depthwise_conv2d", {"filters": 32, "kernel": (7, 7)}, (14, 14)),
    ("conv2d", {"filters": 32, "kernel": (1, 1)}, (14, 14)),
]
GROUPS = tuple(Group(f"g{n}", (f"n{2 * n}", f"n{2 * n + 1}"), "", 2) for n in (1, 2, 3))


def test_stated_layers_between_stages_stand_before_each_wider_stage() -> None:
    text = "We use separate 2×2 conv layers with stride 2 for spatial downsampling."
    network = composed(STAGES, *GROUPS, text=text)
    between = [node for node in network.graph.nodes if node.op == "conv2d" and node.value("kernel") == (2, 2)]
    assert [node.value("filters") for node in between] == [16, 32]
    assert all(node.evidence is not None and node.evidence.text == text for node in between)
    assert not complete(network.graph).errors


def test_a_backbone_of_large_images_gets_the_usual_head_marked_as_assumed() -> None:
    network = composed(STAGES, *GROUPS)
    last = network.graph.nodes[-1]
    assert (last.op, last.value("units"), last.printed) == ("dense", 1000, False)
    assert last.attributes["units"].origin == "default"


def test_branches_that_meet_in_a_volume_as_wide_as_all_are_joined() -> None:
    drawn: list[tuple[str, str, dict[str, Value], Shape | None]] = [
        ("x", "input", {}, (32, 32, 1)),
        ("a", "conv2d", {"kernel": (3, 3), "filters": 8}, (32, 32, 8)),
        ("p", "max_pool", {"kernel": (2, 2)}, None),
        ("b", "conv2d", {"kernel": (3, 3), "filters": 16}, (16, 16, 16)),
        ("u", "conv_transpose2d", {"kernel": (2, 2)}, None),
        ("v", "feature_map", {}, (32, 32, 16)),
        ("c", "conv2d", {"kernel": (3, 3), "filters": 8}, (32, 32, 8)),
        ("d", "conv2d", {"kernel": (3, 3), "filters": 8}, None),
        ("o", "conv2d", {"kernel": (1, 1), "filters": 2}, None),
        ("y", "output", {}, None),
    ]
    nodes = tuple(
        Node(n, op, attributes=FrozenMap({k: Attribute(v) for k, v in attrs.items()}), output_shape=shape)
        for n, op, attrs, shape in drawn
    )
    pairs = ["xa", "ap", "pb", "bu", "uv", "av", "vc", "cd", "do", "oy"]
    box = (0.0, 0.0, 1.0, 1.0)
    exhibit = Exhibit("Figure 1", "figure", 1, box, "Figure 1: A network.", box)
    graph = Graph("", nodes, tuple(Edge(pair[0], pair[1]) for pair in pairs))
    reading = ExhibitReading(exhibit, "vector", True, 0.9, None, (graph,), 0.9)
    (network,) = compose(PaperReading("0" * 64, 1, "A paper", (reading,), 0.0, "test", ()))
    assert network.graph.node("u").value("filters") == 8
    done = complete(network.graph)
    assert not done.errors, done.errors
    joint = next(node for node in done.graph.nodes if node.op == "concat")
    assert done.shapes[joint.id] == ((32, 32, 16),)


def test_where_some_padding_is_printed_the_rest_has_none() -> None:
    layers: list[Layer] = [
        ("input", {"shape": (20, 20, 3)}, None),
        ("conv2d", {"filters": 4, "kernel": (5, 5), "stride": (1, 1)}, None),
        ("conv2d", {"filters": 4, "kernel": (3, 3), "stride": (1, 1), "padding": (1, 1)}, None),
        ("conv2d", {"filters": 4, "kernel": (3, 3), "stride": (1, 1)}, None),
        ("dense", {"units": 6}, None),
        ("dense", {"units": 5}, None),
    ]
    done = complete(composed(layers).graph)
    assert not done.errors, done.errors
    assert [done.shapes[n][0] for n in ("n2", "n3", "n4")] == [(16, 16, 4), (16, 16, 4), (14, 14, 4)]


def test_an_input_has_the_channels_that_its_label_names() -> None:
    row: list[Layer] = [("conv2d", {"filters": 4, "kernel": (3, 3)}, None)] * 4
    layers: list[Layer] = [("input", {}, (28, 28)), *row]
    nodes = composed([*layers, ("dense", {"units": 5}, None)]).graph
    assert nodes.node("n1").output_shape == (28, 28)
    grey = Node("n1", "input", "28 × 28 grey-scale image", output_shape=(28, 28))
    box = (0.0, 0.0, 1.0, 1.0)
    exhibit = Exhibit("Table 1", "table", 1, box, "Table 1: A network.", box)
    graph = Graph("Net", (grey, *nodes.nodes[1:]), nodes.edges)
    reading = ExhibitReading(exhibit, "text", True, 0.9, None, (graph,), 0.9)
    (network,) = compose(PaperReading("0" * 64, 1, "A paper", (reading,), 0.0, "test", ()))
    assert network.graph.node("n1").output_shape == (28, 28, 1)
