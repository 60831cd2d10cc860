"""Composing networks: blocks from figures, conventions and widths from text, heads, inputs, conflicts."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from extract.compose import Network, compose
from extract.model import Exhibit, ExhibitKind, ExhibitReading, PaperReading
from graph import Attribute, Edge, Evidence, FrozenMap, Graph, Group, Node, Shape, Value, complete

Layer = tuple[str, dict[str, Value]]


def chain(layers: Sequence[Layer], sizes: Sequence[Shape | None] = (), name: str = "") -> Graph:
    """A row of layers n1, n2, ..."""
    shapes = [*sizes, *[None] * (len(layers) - len(sizes))]
    nodes = tuple(
        Node(
            f"n{at}",
            op,
            str(attrs.get("label", "")),
            FrozenMap(
                {k: Attribute(v, evidence=Evidence(1, "Table 1")) for k, v in attrs.items() if k != "label"}
            ),
            output_shape=shape,
        )
        for at, ((op, attrs), shape) in enumerate(zip(layers, shapes, strict=True), 1)
    )
    edges = tuple(Edge(f"n{at}", f"n{at + 1}") for at in range(1, len(layers)))
    return Graph(name, nodes, edges)


def exhibit(
    label: str, kind: ExhibitKind, *graphs: Graph, caption: str = "", page: int = 1
) -> ExhibitReading:
    box = (0.0, 0.0, 10.0, 10.0)
    return ExhibitReading(
        Exhibit(label, kind, page, box, caption or f"{label}: A network.", box),
        "text" if kind == "table" else "vector",
        True,
        0.9,
        None,
        graphs,
        0.9,
    )


def paper(*exhibits: ExhibitReading, text: str = "") -> PaperReading:
    return PaperReading("0" * 64, 1, "A paper", exhibits, 0.0, "test", (text,))


def conv(filters: int, kernel: int = 3, **attrs: Value) -> Layer:
    return "conv2d", {"filters": filters, "kernel": (kernel, kernel), **attrs}


def parameters(network: Network) -> int:
    done = complete(network.graph)
    assert not done.errors, done.errors
    return sum(done.parameters.values())


def ops(network: Network) -> list[str]:
    return [node.op for node in network.graph.nodes]


PLAIN: list[Layer] = [
    ("input", {"shape": (32, 32, 3)}),
    conv(8),
    conv(8),
    conv(16),
    conv(16),
    ("global_avg_pool", {}),
    ("dense", {"units": 10}),
    ("softmax", {}),
]


def grouped(graph: Graph, *groups: Group) -> Graph:
    return Graph(graph.name, graph.nodes, graph.edges, groups)


def residual_figure() -> Graph:
    """x → weight layer → relu → weight layer → + → relu, with x → +."""
    names = [("x", "input"), ("a", "weight"), ("r", "relu"), ("b", "weight"), ("s", "add"), ("e", "relu")]
    nodes = tuple(Node(node_id, op) for node_id, op in names)
    pairs = [("x", "a"), ("a", "r"), ("r", "b"), ("b", "s"), ("x", "s"), ("s", "e")]
    return Graph("", nodes, tuple(Edge(a, b) for a, b in pairs))


def test_a_table_alone_is_a_network_with_its_name() -> None:
    (network,) = compose(paper(exhibit("Table 1", "table", chain(PLAIN, name="Net A"))))
    assert network.name == "Net A"
    assert network.exhibits == ("Table 1",)
    expected = (27 * 8 + 8) + (72 * 8 + 8) + (72 * 16 + 16) + (144 * 16 + 16) + 170
    assert parameters(network) == expected


def test_a_drawing_that_runs_in_a_circle_is_no_whole_network() -> None:
    straight = chain([*([conv(8)] * 5), ("dense", {"units": 10})])
    circle = Graph("", straight.nodes, (*straight.edges, Edge("n4", "n2")))
    assert compose(paper(exhibit("Figure 1", "figure", straight)))
    assert not compose(paper(exhibit("Figure 1", "figure", circle)))


def test_each_variant_is_a_network() -> None:
    found = compose(
        paper(
            exhibit(
                "Table 1",
                "table",
                chain(PLAIN, name="A"),
                chain([*PLAIN[:5], conv(16), *PLAIN[5:]], name="B"),
            )
        )
    )
    assert [network.name for network in found] == ["A", "B"]


def test_a_bracket_takes_the_wiring_of_the_block_that_a_figure_draws() -> None:
    table = grouped(
        chain(PLAIN, name="Net"), Group("g1", ("n2", "n3"), "", 2), Group("g2", ("n4", "n5"), "", 2)
    )
    (network,) = compose(
        paper(exhibit("Table 1", "table", table), exhibit("Figure 2", "figure", residual_figure()))
    )
    assert network.exhibits == ("Table 1", "Figure 2")
    assert ops(network).count("add") == 4
    # Blocks of 3→8 and 8→16 channels need a projection each; the second of each pair none.
    convs = (27 * 8 + 8) + 3 * (72 * 8 + 8) + (72 * 16 + 16) + 3 * (144 * 16 + 16)
    projections = (3 * 8 + 8) + (8 * 16 + 16)
    assert parameters(network) == convs + projections + 170


def test_a_block_drawn_with_an_activation_gets_no_others() -> None:
    drawn = chain(
        [
            ("input", {}),
            ("weight", {}),
            ("layer_norm", {}),
            ("weight", {}),
            ("gelu", {}),
            ("weight", {}),
            ("add", {}),
        ]
    )
    figure = Graph("", drawn.nodes, (*drawn.edges, Edge(drawn.nodes[0].id, drawn.nodes[-1].id)))
    layers = [PLAIN[0], *(conv(8) for _ in range(5)), *PLAIN[5:]]
    table = grouped(chain(layers, name="Net"), Group("g1", ("n4", "n5", "n6"), "", 2))
    (network,) = compose(paper(exhibit("Table 1", "table", table), exhibit("Figure 2", "figure", figure)))
    row = ops(network)
    assert row.count("layer_norm") == row.count("add") == 2
    # One in each block as drawn, and one behind a layer outside, where the paper leaves it out.
    assert row.count("gelu") == 3
    assert row[1:3] == ["conv2d", "gelu"]


def test_sizes_of_a_table_tell_the_stride_of_a_block() -> None:
    sizes: list[Shape | None] = [None, (32, 32), (32, 32), (16, 16), (16, 16), None, None, None]
    table = grouped(
        chain(PLAIN, sizes, "Net"), Group("g1", ("n2", "n3"), "", 1), Group("g2", ("n4", "n5"), "", 3)
    )
    (network,) = compose(
        paper(exhibit("Table 1", "table", table), exhibit("Figure 2", "figure", residual_figure()))
    )
    done = complete(network.graph)
    assert not done.errors
    last = [node for node in done.graph.nodes if node.op == "add"][-1]
    assert done.shapes[last.id] == ((16, 16, 16),)


def test_text_alone_can_say_that_blocks_are_residual() -> None:
    text = "We use residual blocks. Shortcut connections skip each block. The residual connections are identities."
    table = grouped(
        chain(PLAIN, name="Net"), Group("g1", ("n2", "n3"), "", 2), Group("g2", ("n4", "n5"), "", 2)
    )
    (network,) = compose(paper(exhibit("Table 1", "table", table), text=text))
    assert ops(network).count("add") == 4
    added = next(node for node in network.graph.nodes if node.op == "add")
    assert not added.printed
    assert added.evidence is not None and "residual" in added.evidence.text.lower()


def test_without_a_word_of_shortcuts_repeats_stand_in_a_row() -> None:
    table = grouped(chain(PLAIN, name="Net"), Group("g1", ("n2", "n3"), "", 2))
    (network,) = compose(paper(exhibit("Table 1", "table", table)))
    assert "add" not in ops(network)
    assert ops(network).count("conv2d") == 6


def test_dense_blocks_grow_by_the_growth_rate() -> None:
    layers: list[Layer] = [
        ("input", {"shape": (16, 16, 3)}),
        ("conv2d", {"kernel": (3, 3)}),
        ("conv2d", {"kernel": (1, 1)}),
        ("conv2d", {"kernel": (3, 3)}),
        ("conv2d", {"kernel": (1, 1), "label": "Transition Layer 1×1 conv"}),
        ("global_avg_pool", {}),
        ("dense", {"units": 10}),
    ]
    text = (
        "Dense blocks are used. In a dense block the feature-maps of all preceding layers are inputs. We call it densely "
        "connected. The growth rate of the network is k = 12. The initial convolution has 2k filters. We let each 1×1 "
        "convolution produce 4k feature-maps. The transition layer generates ⌊θm⌋ feature-maps. Here we set θ = 0.5."
    )
    table = grouped(chain(layers, name="Net"), Group("g1", ("n3", "n4"), "Dense Block (1)", 3))
    (network,) = compose(paper(exhibit("Table 1", "table", table), text=text))
    done = complete(network.graph)
    assert not done.errors, done.errors
    by_id = done.graph.by_id()
    assert by_id["n2"].value("filters") == 24
    assert [by_id[n].value("filters") for n in ("n3", "n3_2", "n4", "n4_3")] == [48, 48, 12, 12]
    assert by_id["n5"].value("filters") == (24 + 3 * 12) // 2
    joint = [node for node in done.graph.nodes if node.op == "concat"][-1]
    assert done.shapes[joint.id] == ((16, 16, 60),)


def test_dense_layers_in_a_bracket_weigh_the_channels() -> None:
    gate: list[Layer] = [("dense", {"units": 2}), ("dense", {"units": 8})]
    layers = [*PLAIN[:3], *gate, *PLAIN[3:]]
    table = grouped(chain(layers, name="Net"), Group("g1", ("n2", "n3", "n4", "n5"), "", 2))
    (network,) = compose(
        paper(exhibit("Table 1", "table", table), exhibit("Figure 1", "figure", residual_figure()))
    )
    gates = [node for node in network.graph.nodes if node.op == "squeeze_excitation"]
    assert [node.value("ratio") for node in gates] == [4, 4]
    assert parameters(network) > 0


def test_conventions_of_the_text_stand_around_every_layer_but_the_last() -> None:
    text = "All layers are followed by batch normalization and ReLU with the exception of the final layer."
    (network,) = compose(paper(exhibit("Table 1", "table", chain(PLAIN, name="Net")), text=text))
    row = ops(network)
    assert row.count("batch_norm") == 4
    assert row[1:4] == ["conv2d", "batch_norm", "relu"]
    assert row[-3:] == ["global_avg_pool", "dense", "softmax"]
    norm = next(node for node in network.graph.nodes if node.op == "batch_norm")
    assert norm.evidence is not None and norm.evidence.text == text


def test_printed_activations_keep_their_place_behind_a_stated_norm() -> None:
    layers = [PLAIN[0], conv(8), ("relu", {}), *PLAIN[2:]]
    (network,) = compose(
        paper(
            exhibit("Table 1", "table", chain(layers, name="Net")),
            text="BN is applied after each convolution.",
        )
    )
    assert ops(network)[1:4] == ["conv2d", "batch_norm", "relu"]


def test_preactivation_stands_before_all_but_the_first_convolution() -> None:
    caption = "Table 1: A network. Each conv layer stands for the sequence BN-ReLU-Conv."
    (network,) = compose(paper(exhibit("Table 1", "table", chain(PLAIN, name="Net"), caption=caption)))
    row = ops(network)
    assert row[1:7] == ["conv2d", "batch_norm", "relu", "batch_norm", "relu", "conv2d"]


def test_a_convention_of_another_network_is_not_taken() -> None:
    text = "To train VGG-16 we add batch normalization after each convolution."
    (network,) = compose(paper(exhibit("Table 1", "table", chain(PLAIN, name="ResNet-50")), text=text))
    assert "batch_norm" not in ops(network)


def test_a_head_that_the_table_leaves_out_comes_from_the_text() -> None:
    text = "The network ends with a global average pooling layer and a 100-way fully-connected layer with softmax."
    table = chain([*PLAIN[:5], conv(32)], name="Net")
    (network,) = compose(paper(exhibit("Table 1", "table", table), text=text))
    assert ops(network)[-3:] == ["global_avg_pool", "dense", "softmax"]
    assert network.graph.nodes[-2].value("units") == 100


def test_the_input_comes_from_the_text_where_none_is_printed() -> None:
    text = "The input is a 64×64 RGB image."
    (network,) = compose(paper(exhibit("Table 1", "table", chain(PLAIN[1:], name="Net")), text=text))
    done = complete(network.graph)
    assert list(done.input_shapes.values()) == [(64, 64, 3)]


def test_what_two_sources_say_differently_is_kept_as_a_conflict() -> None:
    text = "The first convolutional layer has 24 kernels of size 5×5×3."
    (network,) = compose(paper(exhibit("Table 1", "table", chain(PLAIN, name="Net")), text=text))
    assert {(c.node, c.attribute) for c in network.conflicts} == {("n2", "filters"), ("n2", "kernel")}
    assert network.graph.node("n2").value("filters") == 8
    assert network.graph.confidence < 1.0


def test_unknown_blocks_are_named_as_missing_and_known_ones_written_out() -> None:
    layers: list[Layer] = [
        *PLAIN[:3],
        ("block", {"name": "Wondrous unit"}),
        ("block", {"name": "MBConv6", "kernel": (3, 3)}),
        *PLAIN[3:],
    ]
    (network,) = compose(paper(exhibit("Table 1", "table", chain(layers, name="Net"))))
    assert network.missing == ("what 'Wondrous unit' is made of",)
    known = next(node for node in network.graph.nodes if node.op == "mbconv")
    assert known.value("expansion") == 6


def test_a_paper_without_a_network_gives_none() -> None:
    assert compose(paper(exhibit("Figure 1", "figure", residual_figure()))) == ()
    assert compose(paper()) == ()


@given(
    st.lists(
        st.sampled_from(["conv2d", "relu", "max_pool", "dense", "block", "batch_norm"]),
        min_size=1,
        max_size=12,
    ),
    st.lists(st.tuples(st.integers(0, 11), st.integers(1, 4), st.integers(1, 3)), max_size=3),
    st.sampled_from(
        [
            "",
            "All layers are followed by BN and ReLU.",
            "Residual blocks. Residual units. Residual connections.",
        ]
    ),
)
def test_whatever_is_composed_is_a_sound_graph(
    names: list[str], spans: list[tuple[int, int, int]], text: str
) -> None:
    layers: list[Layer] = [conv(8) if op == "conv2d" else (op, {}) for op in names]
    base = chain(layers, name="Net")
    groups: list[Group] = []
    for number, (start, size, repeat) in enumerate(spans):
        members = tuple(node.id for node in base.nodes[start : start + size])
        if members and not any(set(members) & set(group.nodes) for group in groups):
            groups.append(Group(f"g{number}", members, "", repeat))
    table = Graph(base.name, base.nodes, base.edges, tuple(groups))
    reading = paper(
        exhibit("Table 1", "table", table), exhibit("Figure 1", "figure", residual_figure()), text=text
    )
    for network in compose(reading):
        ids = [node.id for node in network.graph.nodes]
        assert len(ids) == len(set(ids))
        assert {end for e in network.graph.edges for end in (e.source, e.target)} <= set(ids)
        assert all(set(group.nodes) <= set(ids) for group in network.graph.groups)
        complete(network.graph)
