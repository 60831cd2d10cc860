"""What a table is as a whole: modules under headings, two networks side by side, or no network."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed


def test_sections_are_modules(tmp_path: Path) -> None:
    table = Table(
        "Table 1: Model architecture for each component.",
        [
            ["layer", "configuration"],
            [Over("Feature Generator", 2)],
            ["1", "Conv2D (3, 64, 5, 1, 2), BN, ReLU, MaxPool"],
            [Over("Class Identifier", 2)],
            ["1", "FC (2048, 10), BN, Softmax"],
        ],
        ruled="rows",
        centred=False,
    )
    reading = read(table, tmp_path)
    assert {graph.name: printed(graph) for graph in reading.graphs} == {
        "Feature Generator": [
            "conv2d filters=64 kernel=5x5 padding=2 stride=1x1",
            "batch_norm",
            "relu",
            "max_pool",
        ],
        "Class Identifier": ["dense units=10", "batch_norm", "softmax"],
    }


def test_two_tables_side_by_side_are_two_networks(tmp_path: Path) -> None:
    right = Table("", [["Layer", "Kernel", "Stride"], ["Deconv", "4 × 4", "2"], ["Deconv", "5 × 5", "1"]])
    left = Table(
        "Table 1: Architectures of the encoder (left) and the decoder (right).",
        [["Layer", "Kernel", "Stride"], ["Conv", "3 × 3", "2"], ["Conv", "3 × 3", "1"]],
        beside=right,
    )
    reading = read(left, tmp_path)
    assert [printed(graph) for graph in reading.graphs] == [
        ["conv2d kernel=3x3 stride=2x2", "conv2d kernel=3x3 stride=1x1"],
        ["conv_transpose2d kernel=4x4 stride=2x2", "conv_transpose2d kernel=5x5 stride=1x1"],
    ]
    assert len(reading.grids) == 2


def test_a_short_network_beside_a_long_one_is_its_own(tmp_path: Path) -> None:
    right = Table("", [["Conv 3×3, 16"], ["Conv 3×3, 32"], ["Dense 1"]], header=0, ruled="rows")
    rows = [[f"Deconv 4×4, {width}"] for width in (256, 128, 96, 64, 48, 32, 16, 3)]
    left = Table("Table 1: Generator (left) and discriminator.", rows, header=0, ruled="rows", beside=right)
    reading = read(left, tmp_path)
    assert [len(graph.nodes) for graph in reading.graphs] == [8, 3]


FIGURES = {
    "an ablation": [
        ["Block", "Kernel", "Stride", "Params", "Top-1"],
        ["Conv + BN", "3×3", "1", "4.2M", "71.2"],
        ["DWConv", "5×5", "1", "2.1M", "70.4"],
    ],
    "statistics of data": [
        ["Dataset", "Nodes", "Edges", "Features"],
        ["Citeseer", "3,327", "4,732", "3,703"],
        ["Cora", "2,708", "5,429", "1,433"],
    ],
    "costs of layers": [
        ["Layer type", "Mult-Adds", "Parameters"],
        ["Conv 1 × 1", "94.86%", "74.59%"],
        ["Fully Connected", "0.18%", "24.33%"],
    ],
}


@pytest.mark.parametrize("name", FIGURES)
def test_tables_of_figures_give_no_graph(name: str, tmp_path: Path) -> None:
    reading = read(Table("Table 3: Comparison of results.", FIGURES[name]), tmp_path)
    assert reading.graphs == ()
    assert reading.confidence < 0.55
