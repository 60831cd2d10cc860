"""Tables laid on their side whose layers have numbers only, and cells in the middle that speak for a whole row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed

TABLES: dict[str, tuple[Table, dict[str, list[str]]]] = {
    "numbered columns, kernels beside the convolutions' name": (
        Table(
            "Table 1: Context aggregation network.",
            [
                ["Layer", "1", "2", "d−1", "d"],
                ["Convolution", "3×3", "3×3", "3×3", "1×1"],
                ["Dilation", "1", "2", "1", "1"],
                ["Width", "w", "w", "w", "3"],
            ],
        ),
        {
            "": [
                "conv2d dilation=1x1 filters=w kernel=3x3",
                "conv2d dilation=2x2 filters=w kernel=3x3",
                "conv2d dilation=1x1 filters=w kernel=3x3",
                "conv2d dilation=1x1 filters=3 kernel=1x1",
            ]
        },
    ),
    "a setting that tells two networks apart": (
        Table(
            "Table 1: Context network architecture.",
            [
                ["Layer", "1", "2", "3"],
                ["Convolution", "3×3", "3×3", "1×1"],
                ["Dilation", "1", "2", "1"],
                [Over("Output channels", 4)],
                ["Basic", "C", "C", "C"],
                ["Large", "2C", "4C", "C"],
            ],
        ),
        {
            "Basic": [
                "conv2d dilation=1x1 filters=C kernel=3x3",
                "conv2d dilation=2x2 filters=C kernel=3x3",
                "conv2d dilation=1x1 filters=C kernel=1x1",
            ],
            "Large": [
                "conv2d dilation=1x1 filters=2C kernel=3x3",
                "conv2d dilation=2x2 filters=4C kernel=3x3",
                "conv2d dilation=1x1 filters=C kernel=1x1",
            ],
        },
    ),
    "kinds over numbers, normalisations by what they go over, one cell for all": (
        Table(
            "Table 1: Layers of the network.",
            [
                [None, Over("Convolution", 2), Over("Fully connected", 2)],
                [None, "1", "2", "3", "4"],
                ["Filters / units", "80", "60", "2048", "10"],
                ["Kernel", "5×5", "3×3", "--", "--"],
                ["Max-pool", "3", "3", "--", "--"],
                ["Norm.", "layer", "layer", "batch", "batch"],
                ["Act.", Over("Leaky-ReLU", 4)],
            ],
            header=2,
        ),
        {
            "": [
                "conv2d filters=80 kernel=5x5",
                "max_pool kernel=3x3",
                "layer_norm",
                "leaky_relu",
                "conv2d filters=60 kernel=3x3",
                "max_pool kernel=3x3",
                "layer_norm",
                "leaky_relu",
                "dense units=2048",
                "batch_norm",
                "leaky_relu",
                "dense units=10",
                "batch_norm",
                "leaky_relu",
            ]
        },
    ),
    "one row for several numbered layers": (
        Table(
            "Table 1: Layers of the model.",
            [
                ["Layer", "Kernel", "#FMs", "Activation"],
                ["1–2", "3×3", "30", "PReLU"],
                ["3", "3×3", "40", "PReLU"],
                ["4 (Classification)", "1×1", "2", "softmax"],
            ],
        ),
        {
            "": [
                "conv2d filters=30 kernel=3x3",
                "prelu",
                "conv2d filters=30 kernel=3x3",
                "prelu",
                "conv2d filters=40 kernel=3x3",
                "prelu",
                "conv2d filters=2 kernel=1x1",
                "softmax",
            ]
        },
    ),
    "layers of all networks in the middle, where rulings are broken": (
        Table(
            "Table 1: The three networks.",
            [
                ["A", "B", "C"],
                ["5×5 conv, 96", "5×5 conv, 48", "3×3 conv, 96"],
                [Over("max-pool", 3)],
                ["5×5 conv, 96", "5×5 conv, 48", "3×3 conv, 96"],
                [Over("softmax", 3)],
            ],
            ruled="columns",
        ),
        {
            "A": ["conv2d filters=96 kernel=5x5", "max_pool", "conv2d filters=96 kernel=5x5", "softmax"],
            "B": ["conv2d filters=48 kernel=5x5", "max_pool", "conv2d filters=48 kernel=5x5", "softmax"],
            "C": ["conv2d filters=96 kernel=3x3", "max_pool", "conv2d filters=96 kernel=3x3", "softmax"],
        },
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_layers_along_and_cells_for_all(tmp_path: Path, name: str) -> None:
    table, wanted = TABLES[name]
    assert {graph.name: printed(graph) for graph in read(table, tmp_path).graphs} == wanted
