"""Rows that follow one another: over cells, between named ends, repeated by marks, above what is said of training."""

from __future__ import annotations

from pathlib import Path

from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed


def test_layers_go_on_from_cell_to_cell_where_there_are_no_heads(tmp_path: Path) -> None:
    rows = [
        ["Conv(filters=32, kernel=5×5)", "MaxPool(kernel=2×2)", "BatchNorm"],
        ["Conv(filters=64, kernel=5×5)", "MaxPool(kernel=2×2)", "BatchNorm"],
        ["Dense(units=512)", "BatchNorm", ""],
    ]
    (graph,) = read(
        Table("Table 1: Architecture of our model.", rows, header=0, ruled="grid"), tmp_path
    ).graphs
    step = ["max_pool kernel=2x2", "batch_norm"]
    assert printed(graph) == [
        "conv2d filters=32 kernel=5x5",
        *step,
        "conv2d filters=64 kernel=5x5",
        *step,
        "dense units=512",
        "batch_norm",
    ]
    assert len(graph.edges) == len(graph.nodes) - 1


def test_numbered_rows_between_an_input_and_an_output_are_one_network(tmp_path: Path) -> None:
    rows = [
        ["Input", "32×32×3 image"],
        ["Layer 1", "Conv (3×3, 64), BN, ReLU"],
        ["Layer 2", "Conv (3×3, 128), BN, ReLU, MaxPool (2×2)"],
        ["Output", "FC 10, softmax"],
    ]
    (graph,) = read(Table("Table 1: Network architecture.", rows, header=0, ruled="grid"), tmp_path).graphs
    assert [node.op for node in graph.nodes] == [
        "input",
        "conv2d",
        "batch_norm",
        "relu",
        "conv2d",
        "batch_norm",
        "relu",
        "max_pool",
        "dense",
        "softmax",
    ]


def test_networks_as_functions_and_what_is_said_of_their_training(tmp_path: Path) -> None:
    rows = [
        ["Operation", "Units", "Non Linearity", "Dropout"],
        ["G(z)", "", "", ""],
        ["Dense", "64", "ReLU", "0.0"],
        ["Dense", "121", "Linear", "0.0"],
        ["D(x)", "", "", ""],
        ["Dense", "256", "LReLU", "0.2"],
        ["Dense", "1", "Sigmoid", "0.0"],
        ["Optimizer", Over("Adam (α = 0.00001)", 3)],
        ["Latent dimension", "32", "", ""],
        ["LReLU slope", "0.1", "", ""],
        ["Weight, bias initialization", Over("Xavier, Constant(0)", 3)],
    ]
    graphs = read(Table("Table 1: Architecture and hyperparameters.", rows, centred=False), tmp_path).graphs
    assert {graph.name: [node.op for node in graph.nodes] for graph in graphs} == {
        "G(z)": ["dense", "relu", "dense"],
        "D(x)": ["dense", "leaky_relu", "dropout", "dense", "sigmoid"],
    }


def test_a_mark_outside_the_frame_repeats_the_rows_between_two_rulings(tmp_path: Path) -> None:
    rows = [
        ["", "Type", "Filters", "Size", "Output"],
        ["", "Convolutional", "64", "3×3 / 2", "128×128"],
        ["", "Convolutional", "32", "1×1", ""],
        ["2×", "Convolutional", "64", "3×3", ""],
        ["", "Residual", "", "", "128×128"],
        ["", "Convolutional", "128", "3×3 / 2", "64×64"],
        ["", "Convolutional", "64", "1×1", ""],
        ["8×", "Convolutional", "128", "3×3", ""],
        ["", "Residual", "", "", "64×64"],
        ["", "Avgpool", "", "Global", ""],
    ]
    parts = tuple((row, 1, 5) for row in (0, 1, 4, 5, 8, 9))
    table = Table("Table 1: The backbone.", rows, ruled="none", part_ruled=parts)
    (graph,) = read(table, tmp_path).graphs
    assert [node.repeat for node in graph.nodes] == [None, 2, 2, 2, None, 8, 8, 8, None]


def test_numbers_that_count_all_layers_of_a_summary_say_nothing_else(tmp_path: Path) -> None:
    rows = [
        ["Layer (type)", "Output Shape", "Param #"],
        ["Conv2d-1", "[-1, 64, 112, 112]", "9,408"],
        ["BatchNorm2d-2", "[-1, 64, 112, 112]", "128"],
        ["ReLU-3", "[-1, 64, 112, 112]", "0"],
        ["MaxPool2d-4", "[-1, 64, 56, 56]", "0"],
        ["Linear-5", "[-1, 10]", "2,000"],
    ]
    (graph,) = read(Table("Table 1: Model summary.", rows), tmp_path).graphs
    assert printed(graph) == [
        "conv2d @112x112x64",
        "batch_norm @112x112x64",
        "relu @112x112x64",
        "max_pool @56x56x64",
        "dense @10",
    ]
