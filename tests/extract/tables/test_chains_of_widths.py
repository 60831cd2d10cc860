"""Rows that print a network as the widths of its layers, and rows that are one network together."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed


def test_widths_in_a_chain_are_dense_layers_behind_what_goes_in(tmp_path: Path) -> None:
    rows = [
        ["Network", "Layers"],
        ["Encoder", "784 – 1000 (ReLU) – 15"],
        ["Decoder", "15 – 1000 (ReLU) – 784 (sigmoid)"],
    ]
    encoder, decoder = read(Table("Table 1: The networks of the model.", rows), tmp_path).graphs
    assert printed(encoder) == ["input @784", "dense units=1000", "relu", "dense units=15"]
    assert printed(decoder) == ["input @15", "dense units=1000", "relu", "dense units=784", "sigmoid"]
    assert [node.label for node in decoder.nodes][1] == "1000 (ReLU)"


def test_widths_among_poolings_are_convolutions(tmp_path: Path) -> None:
    rows = [["Part", "Layers"], ["Encoder", "64-64-pool-128"], ["Decoder", "256 – 65 (1×1) – softmax"]]
    encoder, decoder = read(Table("Table 1: The network, part by part.", rows), tmp_path).graphs
    assert printed(encoder) == ["conv2d filters=64", "conv2d filters=64", "pool", "conv2d filters=128"]
    assert printed(decoder) == ["conv2d filters=256", "conv2d filters=65 kernel=1x1", "softmax"]


@pytest.mark.parametrize("cell", ["3-3-3", "64–128", "2012 – 2014 – present"])
def test_numbers_without_a_layer_among_them_are_no_chain(tmp_path: Path, cell: str) -> None:
    rows = [["Name", "Value"], ["a", cell], ["b", cell]]
    assert not read(Table("Table 1: Architecture settings.", rows), tmp_path).graphs


@pytest.mark.parametrize(
    "names",
    [
        ["in", "1", "2", "out"],
        ["conv block 1", "conv block 2", "FC1", "FC2"],
        ["join", "conv1", "conv2", "fc1"],
    ],
    ids=["with ends", "each kind for itself", "and one that is not numbered"],
)
def test_rows_of_numbered_layers_are_one_network(tmp_path: Path, names: list[str]) -> None:
    cells = ["3×3 conv, 64, ReLU", "3×3 conv, 64, BN, ReLU", "dense 8, ReLU", "dense 1, sigmoid"]
    rows = [["Block", "Layers"], *map(list, zip(names, cells, strict=True))]
    (graph,) = read(Table("Table 1: The discriminator.", rows), tmp_path).graphs
    assert len(graph.edges) == len(graph.nodes) - 1


def test_a_line_ends_open_with_a_word_that_asks_for_a_number(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Description"],
        ["1", "max pooling over 3×3 with stride"],
        ["", "2"],
        ["2", "FC 384, dropout (p ="],
        ["", "0.5)"],
    ]
    (graph,) = read(Table("Table 1: The network in words.", rows, centred=False), tmp_path).graphs
    assert printed(graph) == ["max_pool kernel=3x3 stride=2x2", "dense units=384", "dropout rate=0.5"]


def test_networks_may_be_called_like_data(tmp_path: Path) -> None:
    rows = [
        ["Target", "Predictor"],
        [Over("8×8 conv, 32, stride 4, ReLU", 2), None],
        ["dense 512", "dense 512, ReLU"],
        ["dense 64", "dense 64"],
    ]
    target, predictor = read(Table("Table 1: Target and predictor.", rows, ruled="rows"), tmp_path).graphs
    assert [node.op for node in target.nodes] == ["conv2d", "relu", "dense", "dense"]
    assert [node.op for node in predictor.nodes] == ["conv2d", "relu", "dense", "relu", "dense"]


def test_rulings_are_broken_for_a_cell_over_all_columns(tmp_path: Path) -> None:
    rows = [
        ["A", "B", "C"],
        [Over("Input RGB image", 3), None, None],
        ["5×5 conv, 96, ReLU", "5×5 conv, 96, ReLU", "3×3 conv, 96, ReLU"],
        [Over("3×3 max-pool", 3), None, None],
        [Over("10-way softmax", 3), None, None],
    ]
    graphs = read(Table("Table 1: The three networks.", rows, ruled="rows"), tmp_path).graphs
    assert [[node.op for node in graph.nodes] for graph in graphs] == [
        ["input", "conv2d", "relu", "max_pool", "softmax"]
    ] * 3
