"""Tables of settings that tell a network: these down the rows or along the heads, a network a column or row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed

CAPTION = "Table 1: Settings of the networks."

TABLES: dict[str, tuple[list[list[str | Over | None]], dict[str, list[str]]]] = {
    "hidden layers by their number and width": (
        [
            ["", "Shallow", "Deep"],
            ["Hidden layers", "1", "5"],
            ["Units per layer", "1000", "300"],
            ["Activation", "tanh", "tanh"],
            ["Output", Over("1 sigmoid unit", 2), None],
        ],
        {
            "Shallow": ["dense units=1000 x1", "tanh x1", "dense units=1", "sigmoid"],
            "Deep": ["dense units=300 x5", "tanh x5", "dense units=1", "sigmoid"],
        },
    ),
    "names as code has them, below a head over all networks": (
        [
            ["", Over("KITTI", 2), None],
            ["Hyperparameter", "fast", "accurate"],
            ["input_patch_size", "9×9", "9×9"],
            ["num_conv_layers", "4", "4"],
            ["num_conv_feature_maps", "64", "112"],
            ["conv_kernel_size", "3", "3"],
            ["num_fc_layers", "-", "4"],
            ["num_fc_units", "-", "384"],
        ],
        {
            "fast": ["input @9x9", "conv2d filters=64 kernel=3x3 x4"],
            "accurate": ["input @9x9", "conv2d filters=112 kernel=3x3 x4", "dense units=384 x4"],
        },
    ),
    "what a network has none of is left out": (
        [
            ["Parameter", "Songs", "Clicks"],
            ["Embedding size", "-", "64"],
            ["GRU units", "100", "200"],
            ["GRU layers", "1", "2"],
            ["Dropout", "0.5", "0.2"],
            ["Learning rate", "0.01", "0.05"],
        ],
        {
            "Songs": ["gru units=100 x1", "dropout rate=0.5"],
            "Clicks": ["embedding dim=64", "gru units=200 x2", "dropout rate=0.2"],
        },
    ),
    "networks named after layers, layers by their place": (
        [
            ["", "LSTM", "BiGRU"],
            ["Recurrent layer 1", "64 units", "2 × 32 units"],
            ["Recurrent layer 2", "64 units", "-"],
            ["Dense", "1", "1"],
        ],
        {
            "LSTM": ["lstm units=64", "lstm units=64", "dense units=1"],
            "BiGRU": ["gru bidirectional=True units=32", "dense units=1"],
        },
    ),
    "cells that name a layer or set a block": (
        [
            ["", "Recurrent", "Attentive"],
            ["Embedding", "512", "256"],
            ["Encoder", "bi-GRU, 1024", "5 layers, 2 heads, FFN 2048"],
            ["Output", "softmax", "softmax"],
        ],
        {
            "Recurrent": ["embedding dim=512", "gru bidirectional=True units=1024", "softmax"],
            "Attentive": ["embedding dim=256", "block FFN=2048 heads=2 name=Encoder x5", "softmax"],
        },
    ),
    "one network a row": (
        [
            ["Case", "Inputs", "Hidden", "Outputs"],
            ["1", "x, t", "4 × 20, tanh", "T"],
            ["2", "x, y, t", "8 × 40, swish", "u, v"],
        ],
        {
            "Case 1": ["input", "dense units=20 x4", "tanh x4", "output"],
            "Case 2": ["input", "dense units=40 x8", "silu x8", "output"],
        },
    ),
    "lists of widths with what stands among them": (
        [
            ["ID", "Layers (units)", "Activation"],
            ["A", "256, 128", "SELU"],
            ["B", "512, dp(0.8), 128", "ReLU"],
        ],
        {
            "A": ["dense units=256", "selu", "dense units=128", "selu"],
            "B": ["dense units=512", "relu", "dropout rate=0.8", "dense units=128", "relu"],
        },
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_settings_tell_networks(name: str, tmp_path: Path) -> None:
    rows, wanted = TABLES[name]
    assert {graph.name: printed(graph) for graph in read(Table(CAPTION, rows), tmp_path).graphs} == wanted


def test_lists_set_one_layer_each_and_name_them(tmp_path: Path) -> None:
    rows = [
        ["Hyperparameter", "Value"],
        ["Input dimension", "5000"],
        ["Number of filters [Block1, Block2]", "[32, 64]"],
        ["Filter size", "8"],
        ["Pooling size, stride", "8, 4"],
        ["Hidden layers (FC)", "2"],
        ["Hidden units (each FC)", "[512, 256]"],
        ["Dropout [pooling, FC1, FC2]", "[0.1, 0.7, 0.5]"],
        ["Optimizer", "Adam"],
    ]
    (graph,) = read(Table("Table 1: Hyperparameters of the model.", rows), tmp_path).graphs
    assert printed(graph) == [
        "input @5000",
        "conv2d filters=32 kernel=8x8",
        "pool kernel=8x8 stride=4x4",
        "dropout rate=0.1",
        "conv2d filters=64 kernel=8x8",
        "pool kernel=8x8 stride=4x4",
        "dropout rate=0.1",
        "dense units=512",
        "dropout rate=0.7",
        "dense units=256",
        "dropout rate=0.5",
    ]
    assert [node.label for node in graph.nodes if node.op == "conv2d"] == ["Block1", "Block2"]


def test_activation_of_all_follows_convolutions_and_dense_layers_only(tmp_path: Path) -> None:
    rows = [
        ["Parameter", "Value"],
        ["Conv. channels", "32, 64"],
        ["Conv. kernel sizes", "8, 4"],
        ["FC size", "512"],
        ["LSTM size", "256"],
        ["Activation", "ReLU"],
    ]
    (graph,) = read(Table(CAPTION, rows), tmp_path).graphs
    assert printed(graph) == [
        "conv2d filters=32 kernel=8x8",
        "relu",
        "conv2d filters=64 kernel=4x4",
        "relu",
        "dense units=512",
        "relu",
        "lstm units=256",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Parameter", "Search space"], ["Hidden units", "64, 128"], ["Hidden layers", "1, 2, 3"]],
        [["Parameter", "Value"], ["Hidden units", "64"], ["Batch size", "32"], ["Optimizer", "Adam"]],
        [["Hidden units", "Dropout", "Accuracy"], ["64", "0.5", "91.2"], ["128", "0.5", "92.0"]],
    ],
    ids=["what was tried", "mostly of training", "results"],
)
def test_other_settings_are_no_network(rows: list[list[str]], tmp_path: Path) -> None:
    assert not read(Table("Table 1: Values that we used.", rows), tmp_path).graphs


def test_settings_down_the_side_of_layers_set_one_network(tmp_path: Path) -> None:
    rows = [
        ["", "Conv1", "Conv2", "Pool2", "FC1", "FC2"],
        ["# of filters", "32", "32", "-", "128", "10"],
        ["kernel size", "5x5x5", "3x3x3", "2x2x2", "-", "-"],
        ["stride", "2", "1", "2", "-", "-"],
    ]
    table = Table(CAPTION, rows)

    (graph,) = read(table, tmp_path).graphs

    assert [node.op for node in graph.nodes] == ["conv3d", "conv3d", "pool", "dense", "dense"]


def test_a_network_may_have_one_of_the_layers_that_others_have(tmp_path: Path) -> None:
    rows = [
        ["", "LSTM", "CNN+LSTM", "Full"],
        ["Conv1", "-", "9×9, 256", "9×9, 256"],
        ["Pool", "-", "3 (freq)", "3 (freq)"],
        ["Conv2", "-", "4×3, 256", "4×3, 256"],
        ["Linear", "-", "256", "256"],
        ["LSTM", "2×832", "2×832", "2×832"],
        ["FC", "-", "-", "1024"],
    ]
    table = Table(CAPTION, rows)

    graphs = read(table, tmp_path).graphs

    assert {graph.name: [node.op for node in graph.nodes] for graph in graphs} == {
        "LSTM": ["lstm"],
        "CNN+LSTM": ["conv2d", "pool", "conv2d", "dense", "lstm"],
        "Full": ["conv2d", "pool", "conv2d", "dense", "lstm", "dense"],
    }
