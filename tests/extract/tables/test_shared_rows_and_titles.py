"""Rows that columns share, set in the middle of a table, and titles that part it into networks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed

_SHARED = [
    ["Small", "Large"],
    [Over("2×2 max-pool, stride 2", 2)],
    ["3×3 conv, 64", "3×3 conv, 96"],
    [Over("2×2 max-pool, stride 2", 2)],
    [Over("Gaussian noise, σ = 1", 2)],
    ["3×3 conv, 64", "3×3 conv, 192"],
    [Over("global average pool", 2)],
    [Over("dense 10", 2)],
]
TABLES: dict[str, tuple[Table, dict[str, list[str]]]] = {
    "more rows that are shared than rows that are not": (
        Table("Table 1: Architectures of the small and the large network.", _SHARED),
        {
            name: [
                "max_pool kernel=2x2 stride=2x2",
                f"conv2d filters={first} kernel=3x3",
                "max_pool kernel=2x2 stride=2x2",
                "block name=Gaussian noise sigma=1",
                f"conv2d filters={second} kernel=3x3",
                "global_avg_pool",
                "dense units=10",
            ]
            for name, first, second in (("Small", 64, 64), ("Large", 96, 192))
        },
    ),
    "titles in the middle of many columns": (
        Table(
            "Table 1: Architecture of the autoencoder.",
            [
                ["Layer", "Details", "Kernel", "Output"],
                [Over("Encoder network", 4)],
                ["Conv", "of the very first scale", "3×3", "16×16×32"],
                ["Conv", "", "3×3", "8×8×64"],
                [Over("Decoder network", 4)],
                ["Deconv", "", "4×4", "16×16×32"],
                ["Deconv", "", "4×4", "32×32×3"],
            ],
            centred=False,
        ),
        {
            "Encoder network": ["conv2d kernel=3x3 @16x16x32", "conv2d kernel=3x3 @8x8x64"],
            "Decoder network": [
                "conv_transpose2d kernel=4x4 @16x16x32",
                "conv_transpose2d kernel=4x4 @32x32x3",
            ],
        },
    ),
    "titles in the first of many columns": (
        Table(
            "Table 1: Details of the networks.",
            [
                ["Layer", "Kernel", "Stride", "Channels"],
                ["Image encoder", "", "", ""],
                ["Conv", "4", "2", "32"],
                ["Conv", "4", "2", "64"],
                ["Value head", "", "", ""],
                ["FC", "-", "-", "64"],
                ["FC", "-", "-", "1"],
            ],
            centred=False,
        ),
        {
            "Image encoder": [
                "conv2d filters=32 kernel=4x4 stride=2x2",
                "conv2d filters=64 kernel=4x4 stride=2x2",
            ],
            "Value head": ["dense units=64", "dense units=1"],
        },
    ),
    "heads that come again below each title": (
        Table(
            "Table 1: Network architectures.",
            [
                [Over("Generator", 2)],
                ["Layer", "Output"],
                ["Linear", "4×4×512"],
                ["5×5 deconv", "8×8×256"],
                [Over("Discriminator", 2)],
                ["Layer", "Output"],
                ["5×5 conv", "16×16×128"],
                ["Linear", "1"],
            ],
            header=2,
            rules_after=(0, 3, 4, 5),
        ),
        {
            "Generator": ["dense @4x4x512", "conv_transpose2d kernel=5x5 @8x8x256"],
            "Discriminator": ["conv2d kernel=5x5 @16x16x128", "dense @1"],
        },
    ),
    "titles that part the networks of each column": (
        Table(
            "Table 1: Networks of the first and the second domain.",
            [
                ["", Over("Generative models", 3)],
                ["Layer", "Domain 1", "Domain 2", "Shared?"],
                ["1", "4×4 deconv, 64", "4×4 deconv, 32", "Yes"],
                ["2", "4×4 deconv, 3", "4×4 deconv, 1", "No"],
                ["", Over("Discriminative models", 3)],
                ["Layer", "Domain 1", "Domain 2", "Shared?"],
                ["1", "4×4 conv, 64", "4×4 conv, 32", "No"],
                ["2", "FC 2", "FC 1", "Yes"],
            ],
            header=2,
            rules_after=(3, 5),
            part_ruled=((0, 1, 4), (4, 1, 4)),
        ),
        {
            "Domain 1 Generative models": [
                "conv_transpose2d filters=64 kernel=4x4",
                "conv_transpose2d filters=3 kernel=4x4",
            ],
            "Domain 1 Discriminative models": ["conv2d filters=64 kernel=4x4", "dense units=2"],
            "Domain 2 Generative models": [
                "conv_transpose2d filters=32 kernel=4x4",
                "conv_transpose2d filters=1 kernel=4x4",
            ],
            "Domain 2 Discriminative models": ["conv2d filters=32 kernel=4x4", "dense units=1"],
        },
    ),
    "blocks with sizes among known layers": (
        Table(
            "Table 1: Classification networks.",
            [
                ["Model 1", "Model 2"],
                ["ResConv 5 × 64", "ResConv 5 × 64"],
                ["MeshPool → 600", "MeshPool → 600"],
                ["ResConv 64 × 128", "ResConv 64 × 128"],
                ["MeshPool → 450", "–"],
                ["GlobalAvgPool", "GlobalAvgPool"],
                ["FC 128 × 100", "FC 128 × 100"],
                ["FC 100 × 30", "FC 100 × 22"],
            ],
            ruled="rows",
        ),
        {
            "Model 1": [
                "block name=ResConv @5x64",
                "block name=MeshPool",
                "block name=ResConv @64x128",
                "block name=MeshPool",
                "global_avg_pool",
                "dense units=100",
                "dense units=30",
            ],
            "Model 2": [
                "block name=ResConv @5x64",
                "block name=MeshPool",
                "block name=ResConv @64x128",
                "global_avg_pool",
                "dense units=100",
                "dense units=22",
            ],
        },
    ),
    "how often and how wide under each network's name": (
        Table(
            "Table 1: Overall architecture of the models.",
            [
                ["Layer", "Block", "Output", Over("Model M", 2), Over("Model L", 2)],
                [None, None, None, "Repeats", "Channels", "Repeats", "Channels"],
                ["Stem", "Conv1x1", "56×56", "1", "64", "1", "76"],
                ["Stage1", "BasicBlock", "56×56", "3", "64", "4", "76"],
                ["Stage2", "Bottleneck", "28×28", "4", "128", "5", "152"],
            ],
            header=2,
            ruled="rows",
        ),
        {
            "Model M": [
                "conv2d filters=64 kernel=1x1 @56x56",
                "block filters=64 name=BasicBlock x3 @56x56",
                "block filters=128 name=Bottleneck x4 @28x28",
            ],
            "Model L": [
                "conv2d filters=76 kernel=1x1 @56x56",
                "block filters=76 name=BasicBlock x4 @56x56",
                "block filters=152 name=Bottleneck x5 @28x28",
            ],
        },
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_rows_and_titles_over_columns(name: str, tmp_path: Path) -> None:
    table, expected = TABLES[name]
    reading = read(table, tmp_path)
    assert {graph.name: printed(graph) for graph in reading.graphs} == expected


def test_networks_that_join_below_are_one_though_named_subnets(tmp_path: Path) -> None:
    rows = [
        [Over("Multimodal model", 2)],
        ["Image subnet", "Text subnet"],
        ["BatchNorm", "BatchNorm"],
        ["FC 512", "FC 256"],
        [Over("FC 64", 2)],
        [Over("Softmax", 2)],
    ]
    (graph,) = read(
        Table("Table 1: Architecture of the model.", rows, header=2, ruled="grid"), tmp_path
    ).graphs
    ops = [node.op for node in graph.nodes]
    assert ops == ["batch_norm", "dense", "batch_norm", "dense", "dense", "softmax"]
    places = {node.id: at for at, node in enumerate(graph.nodes)}
    edges = {(places[edge.source], places[edge.target]) for edge in graph.edges}
    assert edges == {(0, 1), (1, 4), (2, 3), (3, 4), (4, 5)}
