"""Rows that title the parts of one network, rows of the training below, and remarks that name no layers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

ROWS = {
    "titles beside which only counts of weights stand": (
        Table(
            "Table 1: The steering network.",
            [
                ["Layer", "Output Shape", "Parameters"],
                ["Backbone (ViT)", "", "~21.6M"],
                ["Patch Embedding", "(196, 384)", "~590K"],
                ["Transformer Blocks (12)", "(196, 384)", "~21M"],
                ["Regression Head", "", "~99K"],
                ["LayerNorm", "(384,)", "768"],
                ["Linear", "(256,)", "98,560"],
            ],
            ruled="rows",
        ),
        [
            "embedding @196x384",
            "block name=Transformer Blocks x12 @196x384",
            "layer_norm @384",
            "dense @256",
        ],
    ),
    "dashes beside a title, and remarks that say the layer again": (
        Table(
            "Table 2: The fusion network.",
            [
                ["Layer", "Type", "Output Shape", "Details"],
                ["Projection", "Linear", "(T, 128)", "project to d_model"],
                ["Pos Encoding", "PositionalEncoding", "(T, 128)", "Sine/cosine encoding, max_len=512"],
                ["Norm", "LayerNorm", "(T, 128)", "Final norm"],
                ["Classification Head", "-", "-", "-"],
                ["Dropout", "Dropout", "(T, 128)", "p=0.2"],
                ["Linear", "Linear", "(T, 5)", "5 units"],
            ],
            ruled="rows",
        ),
        [
            "dense @Tx128",
            "positional_encoding @Tx128",
            "layer_norm @Tx128",
            "dropout rate=0.2 @Tx128",
            "dense units=5 @Tx5",
        ],
    ),
    "settings of all kinds under one size": (
        Table(
            "Table 3: Model architecture.",
            [
                ["Layer", "Size"],
                ["Input", "28×28×1"],
                ["Convolution + ReLU", "3×3×32"],
                ["Max Pooling", "2×2"],
                ["Dropout", "0.5"],
                ["Fully Connected + ReLU", "128"],
                ["Dropout", "0.5"],
                ["Fully Connected", "10"],
            ],
            ruled="rows",
        ),
        [
            "input @28x28x1",
            "conv2d filters=32 kernel=3x3",
            "relu",
            "max_pool kernel=2x2",
            "dropout rate=0.5",
            "dense units=128",
            "relu",
            "dropout rate=0.5",
            "dense units=10",
        ],
    ),
    "feature maps that are sizes, and the training below": (
        Table(
            "Table 4: Encoder architecture and hyperparameters.",
            [
                ["Operation", "Kernel", "Strides", "Feature maps"],
                ["Convolution", "3×3", "2×2", "14×14×32"],
                ["Convolution", "3×3", "2×2", "7×7×64"],
                ["Fully connected", "", "", "10"],
                ["Batch size", "", "", "128"],
                ["Clusters", "", "", "5"],
                ["Number of epochs", "", "", "50"],
            ],
            ruled="rows",
        ),
        [
            "conv2d kernel=3x3 stride=2x2 @14x14x32",
            "conv2d kernel=3x3 stride=2x2 @7x7x64",
            "dense @10",
        ],
    ),
    "layers by their numbered names and how many inputs and outputs they have": (
        Table(
            "Table 5: Description of our CNN on the digits.",
            [
                ["Layer", "Description"],
                ["CONV", "4 kernels of size 3×3, stride (1, 1)"],
                ["FC-1", "Fully connecting with 26×26×4 = 2704 inputs and 64 outputs"],
                ["FC-2", "Fully connecting with 64 inputs and 10 outputs"],
            ],
            ruled="rows",
        ),
        ["conv2d filters=4 kernel=3x3 stride=1x1", "dense units=64", "dense units=10"],
    ),
    "a kernel that the caption gives to all convolutions": (
        Table(
            "Table 6: The network with 20 layers. The kernel size is 3 for all the convolutional layers.",
            [
                ["Layer", "Filters", "Stride"],
                ["Conv", "64", "2"],
                ["Conv", "128", "2"],
                ["FC", "10", "-"],
            ],
            ruled="rows",
        ),
        [
            "conv2d filters=64 kernel=3x3 stride=2x2",
            "conv2d filters=128 kernel=3x3 stride=2x2",
            "dense units=10",
        ],
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_rows_are_layers_or_none(name: str, tmp_path: Path) -> None:
    table, expected = ROWS[name]
    assert [printed(graph) for graph in read(table, tmp_path).graphs] == [expected]


def test_layers_of_one_name_that_tell_which_they_are_stand_side_by_side(tmp_path: Path) -> None:
    table = Table(
        "Table 7: Layer configuration.",
        [
            ["Layer", "Type", "Filter / Kernel"],
            ["1", "Conv1D", "64 filters, kernel=5"],
            ["2", "Dense (Query)", "64 units"],
            ["3", "Dense (Key)", "64 units"],
            ["4", "Dense (Value)", "64 units"],
            ["5", "Dot Product", "-"],
        ],
        ruled="rows",
    )
    (graph,) = read(table, tmp_path).graphs
    assert sorted((e.source, e.target) for e in graph.edges) == [
        ("n1", "n2"),
        ("n1", "n3"),
        ("n1", "n4"),
        ("n2", "n5"),
        ("n3", "n5"),
        ("n4", "n5"),
    ]


def test_networks_are_headed_by_what_they_are_for(tmp_path: Path) -> None:
    table = Table(
        "Table 8: The networks of the experiments.",
        [
            ["CNN for digits (inner loop)", "CNN for faces (on coresets)"],
            ["32×32 RGB Images", "64×64 RGB Images"],
            ["3×3 Conv2d, ReLU", "5×5 Conv2d, ReLU"],
            ["2×2 Max-pool", "2×2 Max-pool"],
            ["Dense 1024 → 10", "Dense 512 → 10"],
        ],
        ruled="rows",
    )
    assert [printed(graph) for graph in read(table, tmp_path).graphs] == [
        ["input @32x32", "conv2d kernel=3x3", "relu", "max_pool kernel=2x2", "dense units=10"],
        ["input @64x64", "conv2d kernel=5x5", "relu", "max_pool kernel=2x2", "dense units=10"],
    ]


def test_what_a_row_calls_its_input_goes_in(tmp_path: Path) -> None:
    table = Table(
        "Table 9: Layers of the branch.",
        [
            ["Stage", "Layer", "Output Shape"],
            ["Input", "Motion vectors", "64×64×2"],
            ["Encoder", "Conv2d(2, 16, k=3)", "64×64×16"],
            ["Pooling", "Global Avg Pool", "16"],
        ],
        ruled="rows",
    )
    (graph,) = read(table, tmp_path).graphs
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "global_avg_pool"]
