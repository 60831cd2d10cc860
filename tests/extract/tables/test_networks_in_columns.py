"""Tables that print one network a column, layers down the rows, in the forms of well-known papers, drawn by the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Bracket, Over, Table, read
from tests.extract.tables.told import printed

_VOLUMES = ("3×3×3, 64", "3×3×3, 64")
VARIANTS = {
    "residual stages in brackets": (
        Table(
            "Table 1. Architectures. Building blocks are shown in brackets.",
            [
                ["layer name", "output size", "18-layer", "50-layer"],
                ["conv1", "112×112", Over("7×7, 64, stride 2", 2)],
                [
                    "conv2_x",
                    "56×56",
                    Bracket(("3×3, 64", "3×3, 64"), "×2"),
                    Bracket(("1×1, 64", "1×1, 256"), "×3"),
                ],
                ["", "1×1", Over("average pool, 1000-d fc, softmax", 2)],
                ["FLOPs", "", "1.8G", "3.8G"],
            ],
            ruled="rows",
        ),
        {
            "18-layer": [
                "conv2d filters=64 kernel=7x7 stride=2x2 @112x112",
                "conv2d filters=64 kernel=3x3 x2 @56x56",
                "conv2d filters=64 kernel=3x3 x2 @56x56",
                "avg_pool @1x1",
                "dense units=1000 @1x1",
                "softmax @1x1",
            ],
            "50-layer": [
                "conv2d filters=64 kernel=7x7 stride=2x2 @112x112",
                "conv2d filters=64 kernel=1x1 x3 @56x56",
                "conv2d filters=256 kernel=1x1 x3 @56x56",
                "avg_pool @1x1",
                "dense units=1000 @1x1",
                "softmax @1x1",
            ],
        },
    ),
    "kernels of three dimensions": (
        Table(
            "Table 2: Architectures considered in our experiments.",
            [
                ["layer name", "output size", "R3D-18", "R3D-34"],
                ["conv1", "L×56×56", Over("3×7×7, 64, stride 1×2×2", 2)],
                [
                    "conv2_x",
                    "L×56×56",
                    Bracket(("3×3×3, 64", "3×3×3, 64"), "×2"),
                    Bracket(("3×3×3, 64", "3×3×3, 64"), "×3"),
                ],
            ],
            ruled="rows",
        ),
        {
            "R3D-18": [
                "conv3d filters=64 kernel=3x7x7 stride=1x2x2 @Lx56x56",
                "conv3d filters=64 kernel=3x3x3 x2 @Lx56x56",
                "conv3d filters=64 kernel=3x3x3 x2 @Lx56x56",
            ],
            "R3D-34": [
                "conv3d filters=64 kernel=3x7x7 stride=1x2x2 @Lx56x56",
                "conv3d filters=64 kernel=3x3x3 x3 @Lx56x56",
                "conv3d filters=64 kernel=3x3x3 x3 @Lx56x56",
            ],
        },
    ),
    "widths under one head": (
        Table(
            "Table 3. Network architecture.",
            [
                ["Layer", "Output size", "KSize", "Stride", "Repeat", Over("Output channels", 2)],
                ["", "", "", "", "", "0.5×", "1×"],
                ["Image", "224 × 224", "", "", "", "3", "3"],
                ["Conv1", "112 × 112", "3 × 3", "2", "1", "24", "24"],
                ["Stage2", "28 × 28\n28 × 28", "", "2\n1", "1\n3", "48\n48", "116\n116"],
                ["FC", "", "", "", "", "1000", "1000"],
            ],
            header=2,
            ruled="rows",
        ),
        {
            "0.5×": [
                "input @224x224x3",
                "conv2d filters=24 kernel=3x3 stride=2x2 @112x112",
                "block filters=48 name=Stage2 stride=2x2 @28x28",
                "block filters=48 name=Stage2 stride=1x1 x3 @28x28",
                "dense units=1000",
            ],
            "1×": [
                "input @224x224x3",
                "conv2d filters=24 kernel=3x3 stride=2x2 @112x112",
                "block filters=116 name=Stage2 stride=2x2 @28x28",
                "block filters=116 name=Stage2 stride=1x1 x3 @28x28",
                "dense units=1000",
            ],
        },
    ),
    "encoder and decoder": (
        Table(
            "Table 4: Encoder and decoder architecture.",
            [
                ["Encoder", "Decoder"],
                ["Input 64 × 64 × 3", "Input z, dim 10"],
                ["4×4 conv. 32 ReLU. stride 2", "FC. 256 ReLU."],
                ["FC. 256.", "4×4 upconv. 32 ReLU. stride 2"],
            ],
            ruled="columns",
        ),
        {
            "Encoder": [
                "input @64x64x3",
                "conv2d filters=32 kernel=4x4 stride=2x2",
                "relu",
                "dense units=256",
            ],
            "Decoder": [
                "input @10",
                "dense units=256",
                "relu",
                "conv_transpose2d filters=32 kernel=4x4 stride=2x2",
                "relu",
            ],
        },
    ),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_one_network_a_column(name: str, tmp_path: Path) -> None:
    table, expected = VARIANTS[name]
    reading = read(table, tmp_path)
    assert reading.figure_type == "table-variants", reading.reason
    assert {graph.name: printed(graph) for graph in reading.graphs} == expected


def test_a_bracket_is_a_group_with_its_stage(tmp_path: Path) -> None:
    table, _ = VARIANTS["residual stages in brackets"]
    graph = read(table, tmp_path).graphs[0]
    stages = {group.name: (len(group.nodes), group.repeat) for group in graph.groups}
    assert stages["conv2_x"] == (2, 2)


def test_numbered_parts_in_columns_are_one_network(tmp_path: Path) -> None:
    rows = [
        ["", "mlpconv 1", "mlpconv 2", "mlpconv 3"],
        ["conv", "5×5, 192", "5×5, 192", "3×3, 192"],
        ["pool", "max 3×3/2", "max 3×3/2", "global average"],
        ["dropout", "0.5", "0.5", "–"],
    ]
    (graph,) = read(Table("Table 1: Architecture of the network.", rows), tmp_path).graphs
    assert [node.op for node in graph.nodes] == [
        *["conv2d", "max_pool", "dropout"] * 2,
        *["conv2d", "global_avg_pool"],
    ]
    assert len(graph.edges) == len(graph.nodes) - 1
