"""Layer tables in forms between the well-known ones: networks named once, nested heads, wiring, compact notations."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import Graph, Node
from tests.extract.tables.drawn import Bracket, Over, Table, read

NETWORKS = Table(
    "Table 2: Architecture of the two networks.",
    [
        ["Network", "Layer", "Kernel", "Stride", "Channels", "Norm", "Activation"],
        ["G", "FC", "-", "-", "1024", "BN", "ReLU"],
        [None, "ConvT", "4×4", "2", "3", "-", "Tanh"],
        [None, "Conv", "3×3", "1", "3", "-", "Tanh"],
        ["D", "Conv", "4×4", "2", "64", "-", "LeakyReLU"],
        [None, "Conv", "4×4", "2", "128", "BN", "LeakyReLU"],
        [None, "FC", "-", "-", "1", "-", "Sigmoid"],
    ],
)


def ops(graph: Graph) -> list[str]:
    return [node.op for node in graph.nodes]


def values(graph: Graph, name: str) -> list[object]:
    return [node.value(name) for node in graph.nodes if node.value(name) is not None]


@pytest.mark.parametrize("rules", [(), (3,)])
def test_a_first_column_names_each_network_once(rules: tuple[int, ...], tmp_path: Path) -> None:
    reading = read(Table(NETWORKS.caption, NETWORKS.rows, rules_after=rules), tmp_path)
    assert [graph.name for graph in reading.graphs] == ["G", "D"]
    assert ops(reading.graphs[0])[:3] == ["dense", "batch_norm", "relu"]
    assert ops(reading.graphs[1])[-2:] == ["dense", "sigmoid"]


def test_a_name_in_the_middle_of_its_rows_holds_for_all_between_the_rulings(tmp_path: Path) -> None:
    rows = [list(row) for row in NETWORKS.rows]
    for first in (1, 4):
        rows[first][0], rows[first + 1][0] = None, rows[first][0]
    reading = read(Table(NETWORKS.caption, rows, rules_after=(3,)), tmp_path)
    assert [(graph.name, graph.nodes[0].op) for graph in reading.graphs] == [("G", "dense"), ("D", "conv2d")]


def test_the_first_title_may_stand_above_the_heads(tmp_path: Path) -> None:
    table = Table(
        "Table 1: Generator and discriminator architectures.",
        [
            [Over("Generator", 2)],
            ["Layer", "Output shape"],
            ["Linear, BN, ReLU", "4×4×512"],
            ["Deconv 4×4, stride 2, Tanh", "8×8×3"],
            [Over("Discriminator", 2)],
            ["Conv 4×4, stride 2, LeakyReLU", "4×4×128"],
            ["Linear", "1"],
        ],
        header=2,
        rules_after=(3, 4),
    )
    reading = read(table, tmp_path)
    assert {graph.name: ops(graph)[0] for graph in reading.graphs} == {
        "Generator": "dense",
        "Discriminator": "conv2d",
    }


def test_the_same_heads_under_two_names_are_two_networks(tmp_path: Path) -> None:
    table = Table(
        "Table 3: Architectures of the two networks.",
        [
            ["Layer", Over("Teacher", 2), Over("Student", 2)],
            [None, "Filters", "Kernel", "Filters", "Kernel"],
            ["conv1", "64", "3×3", "16", "3×3"],
            ["conv2", "128", "3×3", "32", "5×5"],
            ["conv3", "256", "3×3", "-", "-"],
            ["fc", "10", "-", "10", "-"],
        ],
        header=2,
    )
    teacher, student = read(table, tmp_path).graphs
    assert (teacher.name, student.name) == ("Teacher", "Student")
    assert values(teacher, "filters") == [64, 128, 256] and values(teacher, "units") == [10]
    assert values(student, "filters") == [16, 32] and values(student, "kernel") == [(3, 3), (5, 5)]


def test_a_size_as_wide_and_high_is_no_pair_of_networks(tmp_path: Path) -> None:
    table = Table(
        "Table 3: Architecture.",
        [
            ["Layer", Over("Input size", 2), Over("Output size", 2)],
            [None, "H", "W", "H", "W"],
            ["conv 3×3, 16", "32", "32", "16", "16"],
            ["conv 3×3, 32", "16", "16", "8", "8"],
        ],
        header=2,
    )
    (graph,) = read(table, tmp_path).graphs
    assert ops(graph)[-2:] == ["conv2d", "conv2d"]


def test_rows_say_where_their_input_comes_from(tmp_path: Path) -> None:
    table = Table(
        "Table 6: Configuration of the network.",
        [
            ["Name", "Operation", "Kernel", "Output size", "Input"],
            ["conv1", "Conv3D+ReLU", "3×3×3", "64×64×64×32", "image"],
            ["pool1", "MaxPool3D", "2×2×2", "32×32×32×32", "conv1"],
            ["conv2", "Conv3D", "3×3×3", "32×32×32×64", "pool1"],
            ["up1", "UpConv3D", "2×2×2", "64×64×64×32", "conv2"],
            ["cat1", "Concat", "-", "64×64×64×64", "up1, conv1"],
        ],
    )
    (graph,) = read(table, tmp_path).graphs
    by_op = {node.id: node.op for node in graph.nodes}
    edges = sorted((by_op[edge.source], by_op[edge.target]) for edge in graph.edges)
    assert ("relu", "concat") in edges and ("conv_transpose3d", "concat") in edges
    assert ("relu", "max_pool") in edges and ("input", "conv3d") in edges and len(edges) == 7


@pytest.mark.parametrize("names", [("1", "2", "3"), ("Stage 1", "Stage 2", "Stage 3")])
def test_numbered_rows_follow_one_another(names: tuple[str, ...], tmp_path: Path) -> None:
    texts = (
        "3×3 convolution, 32 filters, stride 2, ReLU",
        "3×3 convolution, 64 filters, ReLU",
        "Fully connected, 256 units, dropout 0.5",
    )
    rows = [["Stage", "Description"], *(list(row) for row in zip(names, texts, strict=True))]
    (graph,) = read(Table("Table 1: Structure of the proposed model.", rows), tmp_path).graphs
    assert ops(graph) == ["conv2d", "relu", "conv2d", "relu", "dense", "dropout"]
    assert len(graph.edges) == 5


def test_a_compact_notation_is_a_network(tmp_path: Path) -> None:
    table = Table(
        "Table 1: Network architectures used in the experiments.",
        [
            ["Dataset", "Architecture"],
            ["MNIST", "32C3-MP2-64C3-MP2-FC512-FC10"],
            ["CIFAR-10", "(2×128C3)-MP2-(2×256C3)-MP2-1024FC-10SVM"],
            ["SVHN", "C64-C128-P2-FC10"],
        ],
    )
    graphs = {graph.name: graph for graph in read(table, tmp_path).graphs}
    assert ops(graphs["MNIST"]) == ["conv2d", "max_pool", "conv2d", "max_pool", "dense", "dense"]
    assert values(graphs["MNIST"], "units") == [512, 10]
    assert [node.repeat for node in graphs["CIFAR-10"].nodes] == [2, None, 2, None, None, None]
    assert values(graphs["SVHN"], "filters") == [64, 128]


def test_settings_as_frameworks_name_them(tmp_path: Path) -> None:
    table = Table(
        "Table 4: Layers of the critic.",
        [
            ["Layer", "Parameters"],
            ["Conv2d", "in=3, out=64, k=4, s=2, p=1"],
            ["LeakyReLU", "slope=0.2"],
            ["Flatten", ""],
            ["Linear", "in=8192, out=1"],
        ],
    )
    (graph,) = read(table, tmp_path).graphs
    first, last = graph.nodes[0], graph.nodes[-1]

    def told(node: Node) -> dict[str, object]:
        return {name: attribute.value for name, attribute in node.attributes.items()}

    assert told(first) == {"filters": 64, "kernel": (4, 4), "stride": (2, 2), "padding": 1}
    assert told(last) == {"units": 1}


def test_details_say_more_of_the_layers_named_beside_them(tmp_path: Path) -> None:
    table = Table(
        "Table 2: Model architecture of the baseline.",
        [
            ["Layer", "Details"],
            ["Embedding", "300 dimensions"],
            ["BiLSTM", "2 layers, 512 hidden units, dropout 0.3"],
            ["Self-attention", "8 heads"],
            ["Dense", "256, ReLU"],
            ["Output", "softmax, 5 classes"],
        ],
    )
    (graph,) = read(table, tmp_path).graphs
    assert ops(graph) == [
        "embedding",
        "lstm",
        "dropout",
        "multi_head_attention",
        "dense",
        "relu",
        "softmax",
    ]
    assert values(graph, "heads") == [8] and values(graph, "units")[:2] == [512, 256]


@pytest.mark.parametrize("turned", [False, True])
def test_small_sizes_beside_strides_are_windows(turned: bool, tmp_path: Path) -> None:
    rows = [
        ("Layer", "Size", "Stride", "Depth"),
        ("Conv1", "7×7", "2", "64"),
        ("Pool1", "3×3", "2", "64"),
        ("Conv2", "3×3", "1", "128"),
    ]
    laid = list(zip(*rows, strict=True)) if turned else rows
    (graph,) = read(Table("Table 5: Details of each layer.", [list(row) for row in laid]), tmp_path).graphs
    assert values(graph, "kernel") == [(7, 7), (3, 3), (3, 3)]
    assert all(node.output_shape is None for node in graph.nodes)


def test_large_sizes_beside_strides_are_those_of_maps(tmp_path: Path) -> None:
    rows = [["Layer", "Size", "Stride"], ["Conv1", "56×56", "2"], ["Conv2", "28×28", "2"]]
    (graph,) = read(Table("Table 5: Details of each layer.", rows), tmp_path).graphs
    assert [node.output_shape for node in graph.nodes] == [(56, 56), (28, 28)]


def test_a_size_without_blanks_beside_a_bracket_is_no_repeat(tmp_path: Path) -> None:
    table = Table(
        "Table 1: Residual networks.",
        [
            ["group name", "output size", "block type = B(3,3)"],
            ["conv1", "32×32", "[3×3, 16]"],
            ["conv2", "32×32", Bracket(("3×3, 16", "3×3, 16"), "× 4")],
            ["conv3", "16×16", Bracket(("3×3, 32", "3×3, 32"), "× 4")],
            ["avg-pool", "1×1", "[8×8]"],
        ],
    )
    (graph,) = read(table, tmp_path).graphs
    assert [node.repeat for node in graph.nodes] == [None, 4, 4, 4, 4, None]
    assert [node.output_shape for node in graph.nodes][:4] == [(32, 32), (32, 32), (32, 32), (16, 16)]


def test_a_rows_convolutions_share_what_its_columns_print(tmp_path: Path) -> None:
    table = Table(
        "Table 1: The network.",
        [
            ["Block", "Layers", "Out. channels", "Size"],
            ["Block 1", "conv 3×3, conv 3×3, max-pool", "64", "112"],
            ["Block 2", "conv 3×3, conv 3×3, max-pool", "128", "56"],
            ["Head", "GAP, FC", "10", "1"],
        ],
    )
    (graph,) = read(table, tmp_path).graphs
    assert values(graph, "filters") == [64, 64, 128, 128] and values(graph, "units") == [10]


def test_the_first_row_of_data_is_no_head(tmp_path: Path) -> None:
    table = Table(
        "Table 2: A network for the detection of sounds.",
        [
            ["Log-mel spectrogram 1×500×64"],
            ["3×3 Conv2D @ 64, IN, ReLU"],
            ["Bi-GRU, 128"],
            ["FC 10, Sigmoid"],
        ],
        ruled="grid",
    )
    (graph,) = read(table, tmp_path).graphs
    assert graph.nodes[0].output_shape == (1, 500, 64)
    assert ops(graph)[1:] == ["conv2d", "instance_norm", "relu", "gru", "dense", "sigmoid"]
