"""Networks whose columns only set the layers that the first column names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed

TABLES: dict[str, tuple[Table, dict[str, list[str]]]] = {
    "letters that a block is set by, and what follows it": (
        Table(
            "Table 1: The networks of both tasks.",
            [
                [None, "Transductive", "Inductive"],
                ["Dropout", "0.6", "--"],
                ["GAT layer 1", "K = 8, F = 64, ELU", "K = 4, F = 256, ELU"],
                ["GAT layer 2", "K = 1, F = C, softmax", "K = 6, F = 121, sigmoid"],
            ],
        ),
        {
            "Transductive": [
                "dropout rate=0.6",
                "block F=64 K=8 name=GAT layer 1",
                "elu",
                "block F=C K=1 name=GAT layer 2",
                "softmax",
            ],
            "Inductive": [
                "block F=256 K=4 name=GAT layer 1",
                "elu",
                "block F=121 K=6 name=GAT layer 2",
                "sigmoid",
            ],
        },
    ),
    "inputs by their sizes, counts, one cell for all networks": (
        Table(
            "Table 1: Discriminator of each layer.",
            [
                ["Layer type", "First", "Second", "Third"],
                ["Input", "3×96", "12×12", "12×6"],
                ["Conv, LReLU", "64, 2×2", "32, 2×2", "16, 2×2"],
                ["Minibatch disc.", Over("20 kernels", 3)],
            ],
        ),
        {
            name: [
                f"input @{sides}",
                f"conv2d filters={width} kernel=2x2",
                "leaky_relu",
                "block filters=20 name=Minibatch disc",
            ]
            for name, sides, width in (("First", "3x96", 64), ("Second", "12x12", 32), ("Third", "12x6", 16))
        },
    ),
    "an activation that is said before its layer": (
        Table(
            "Table 1: Overview of architectures.",
            [
                ["Layer Type", "MNIST Architecture", "CIFAR Architecture"],
                ["ReLU Convolutional", "32 filters (3×3)", "64 filters (3×3)"],
                ["Max Pooling", "2×2", "2×2"],
                ["ReLU Fully Connected", "200 units", "256 units"],
                ["Softmax", "10 units", "10 units"],
            ],
        ),
        {
            f"{name} Architecture": [
                f"conv2d filters={width} kernel=3x3",
                "relu",
                "max_pool kernel=2x2",
                f"dense units={units}",
                "relu",
                "softmax units=10",
            ]
            for name, width, units in (("MNIST", 32, 200), ("CIFAR", 64, 256))
        },
    ),
    "layers of two networks beside names that are settings as well": (
        Table(
            "Table 1: Alignment and classification network.",
            [
                [None, "Alignment", "Classification"],
                ["input", "n×3", "n×3"],
                ["shared", "MLP(64, 128)", "MLP(64, 64)"],
                ["pool", "max over points", "max over points"],
                ["out", "FC(9)", "FC(40)"],
            ],
        ),
        {
            "Alignment": ["input @nx3", "mlp units=64x128", "max_pool", "dense units=9"],
            "Classification": ["input @nx3", "mlp units=64x64", "max_pool", "dense units=40"],
        },
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_settings_of_named_layers(tmp_path: Path, name: str) -> None:
    table, wanted = TABLES[name]
    assert {graph.name: printed(graph) for graph in read(table, tmp_path).graphs} == wanted
