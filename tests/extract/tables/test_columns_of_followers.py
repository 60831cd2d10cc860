"""Columns without heads: what follows the layers beside them, or the sizes that come out of these."""

from __future__ import annotations

from pathlib import Path

from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed

CAPTION = "Table 1: Architecture of the network."


def test_columns_of_norms_and_activations_are_no_networks(tmp_path: Path) -> None:
    rows = [
        [Over("Generator: input z, 100", 4)],
        ["fc", "1024", "BN", "ReLU"],
        ["fc", "256", "BN", "ReLU"],
        ["conv", "128, 3×3", "–", "sigmoid"],
        [Over("Discriminator: input x, 64", 4)],
        ["conv", "14, 3×3", "–", "LReLU"],
        ["fc", "1", "–", "sigmoid"],
    ]
    first, second = read(Table(CAPTION, rows, header=0, ruled="grid"), tmp_path).graphs
    assert (first.name, second.name) == ("Generator", "Discriminator")
    ops = ["input", "dense", "batch_norm", "relu", "dense", "batch_norm", "relu", "conv2d", "sigmoid"]
    assert [node.op for node in first.nodes] == ops
    assert [node.op for node in second.nodes] == ["input", "conv2d", "leaky_relu", "dense", "sigmoid"]


def test_widths_with_their_activations_are_networks_still(tmp_path: Path) -> None:
    rows = [
        ["", "Actor", "Critic"],
        ["First layer", "400, ReLU", "256, ReLU"],
        ["Second layer", "300, ReLU", "128, ReLU"],
        ["Output", "4, tanh", "1"],
    ]
    assert [graph.name for graph in read(Table(CAPTION, rows, ruled="grid"), tmp_path).graphs] == [
        "Actor",
        "Critic",
    ]


def test_sizes_beside_layers_that_they_cannot_set_are_of_what_comes_out(tmp_path: Path) -> None:
    rows = [
        [Over("Generator", 2)],
        ["Linear, Reshape", "10×128"],
        ["→ Concat", "10×256"],
        ["Conv1D, Softmax", "10×V"],
        [Over("Discriminator", 2)],
        ["Conv1D", "10×128"],
        ["Reshape, Linear", "1"],
    ]
    first, second = read(Table(CAPTION, rows, ruled="grid"), tmp_path).graphs
    assert (first.name, second.name) == ("Generator", "Discriminator")
    assert printed(first) == [
        "dense @10x128",
        "reshape @10x128",
        "concat @10x256",
        "conv1d @10xV",
        "softmax @10xV",
    ]
    assert printed(second) == ["conv1d @10x128", "reshape @1", "dense @1"]


def test_widths_under_no_head_set_their_layers(tmp_path: Path) -> None:
    rows = [["Token embedding", "256"], ["BiGRU", "128"], ["Dense", "64"], ["Dense", "2"]]
    (graph,) = read(Table(CAPTION, rows, header=0, ruled="grid"), tmp_path).graphs
    assert [node.value("units") for node in graph.nodes[1:]] == [128, 64, 2]


def test_windows_with_strides_under_size_set_their_layers(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Size", "Feature maps"],
        ["Conv", "12×1, stride 5", "10"],
        ["MaxPool", "4×1, stride 3", "–"],
        ["FC", "25", "–"],
    ]
    (graph,) = read(Table(CAPTION, rows, ruled="grid"), tmp_path).graphs
    assert printed(graph) == [
        "conv2d filters=10 kernel=12x1 stride=5x5",
        "max_pool kernel=4x1 stride=3x3",
        "dense units=25",
    ]


def test_size_of_a_speech_network_is_how_wide_its_layers_are(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Layer type", "Context", "Size"],
        ["1", "TDNN-ReLU", "t-2:t+2", "512"],
        ["2", "Dense-ReLU", "t", "512"],
        ["3", "Dense", "t", "1500"],
        ["4", "Dense (Embedding)", "", "256"],
    ]
    (graph,) = read(Table(CAPTION, rows, ruled="grid"), tmp_path).graphs
    assert [node.op for node in graph.nodes] == ["block", "relu", "dense", "relu", "dense", "dense"]
    assert [node.value("units") for node in graph.nodes if node.op == "dense"] == [512, 1500, 256]


def test_sides_of_kernels_stand_in_columns_by_what_they_run_along(tmp_path: Path) -> None:
    rows = [
        ["", Over("Width", 2), Over("Dilation", 2), ""],
        ["Layer", "time", "freq", "time", "freq", "Filters"],
        ["CNN 1", "1", "7", "1", "1", "64"],
        ["CNN 2", "5", "5", "2", "1", "64"],
        ["FC 1", "–", "–", "–", "–", "600"],
    ]
    (graph,) = read(Table(CAPTION, rows, header=2, ruled="grid"), tmp_path).graphs
    assert printed(graph) == [
        "conv2d dilation=1x1 filters=64 kernel=1x7",
        "conv2d dilation=2x1 filters=64 kernel=5x5",
        "dense units=600",
    ]


def test_rows_of_settings_only_are_convolutions_transposed_where_their_title_says_so(tmp_path: Path) -> None:
    rows = [
        [Over("Encoder", 4)],
        ["# filters", "kernel", "stride", "act."],
        ["32", "4", "2", "relu"],
        ["256", "4", "2", "relu"],
        [Over("Decoder (transposed)", 4)],
        ["128", "5", "2", "relu"],
        ["3", "6", "2", "–"],
    ]
    first, second = read(Table(CAPTION, rows, header=2, ruled="grid"), tmp_path).graphs
    assert [node.op for node in first.nodes] == ["conv2d", "relu", "conv2d", "relu"]
    assert [node.op for node in second.nodes] == ["conv_transpose2d", "relu", "conv_transpose2d"]
    assert second.nodes[-1].value("filters") == 3


def test_numbers_before_names_set_nothing_and_are_cited(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Parameters", "Input"],
        ["(1) Embedding", "dim = 100", "tokens"],
        ["(2) Conv1D", "128 filters, width 3", "(1)"],
        ["(3) Conv1D", "128 filters, width 5", "(1)"],
        ["(4) Max pooling", "", "(2), (3)"],
        ["(5) Dense", "50", "(4)"],
    ]
    (graph,) = read(Table(CAPTION, rows, ruled="grid"), tmp_path).graphs
    named = {node.id: node for node in graph.nodes}
    pool = next(node for node in graph.nodes if node.op == "max_pool")
    assert not pool.attributes
    assert [named[e.source].value("kernel") for e in graph.edges if e.target == pool.id] == [(3,), (5,)]
    assert sum(named[e.source].op == "embedding" for e in graph.edges) == 2


def test_counts_with_their_size_in_brackets_are_filters_and_kernels(tmp_path: Path) -> None:
    rows = [["Layer", "Filter", "Activ."], ["Conv2D", "16 (3×5)", "ReLU"], ["Conv2D", "32 (3×5)", "ReLU"]]
    (graph,) = read(Table(CAPTION, rows, ruled="grid"), tmp_path).graphs
    assert printed(graph)[0] == "conv2d filters=16 kernel=3x5"


def test_numbered_rows_may_say_across_their_settings_what_they_are(tmp_path: Path) -> None:
    rows = [
        ["", "Maps", "Filter", "Pool", "Output"],
        ["L0", "", "", "", "128×6"],
        ["L1", "96", "1×9", "1×3", "42×96"],
        ["L2", "192", "1×9", "1×3", "14×192"],
        ["L3", Over("fully connected", 3), "1000"],
        ["L4", Over("soft-max", 3), "6"],
    ]
    (graph,) = read(Table(CAPTION, rows, ruled="grid"), tmp_path).graphs
    assert [node.op for node in graph.nodes] == [
        "input",
        "conv2d",
        "pool",
        "conv2d",
        "pool",
        "dense",
        "softmax",
    ]
