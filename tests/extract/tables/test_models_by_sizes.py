"""Whole models told by their sizes: one a row or a column, each a block as often as it has layers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed

TABLES: dict[str, tuple[Table, dict[str, list[str]]]] = {
    "one model a row; what it costs is no setting": (
        Table(
            "Table 1: Details of our model variants.",
            [
                ["Model", "Layers", "Hidden size D", "MLP size", "Heads", "Params"],
                ["Our-Base", "12", "768", "3,072", "12", "86M"],
                ["Our-Large", "24", "1,024", "4,096", "16", "307M"],
            ],
        ),
        {
            "Our-Base": ["block Heads=12 Hidden size D=768 MLP size=3072 name=Our-Base x12"],
            "Our-Large": ["block Heads=16 Hidden size D=1024 MLP size=4096 name=Our-Large x24"],
        },
    ),
    "one model a column, parts by the first word of their settings": (
        Table(
            "Table 1: Hyper-parameters of the two models.",
            [
                ["Model", "Our (S)", "Our (M)"],
                ["Num Params (M)", "10.3", "30.7"],
                ["Encoder Layers", "16", "17"],
                ["Encoder Dim", "144", "256"],
                ["Attention Heads", "4", "8"],
                ["Decoder Layers", "2", "3"],
                ["Decoder Dim", "320", "640"],
            ],
        ),
        {
            "Our (S)": [
                "block Attention Heads=4 Encoder Dim=144 name=Encoder x16",
                "block Decoder Dim=320 name=Decoder x2",
            ],
            "Our (M)": [
                "block Attention Heads=8 Encoder Dim=256 name=Encoder x17",
                "block Decoder Dim=640 name=Decoder x3",
            ],
        },
    ),
    "heads that name a part each, and what is set of it": (
        Table(
            "Table 1: Scaling configurations.",
            [
                ["", "Input", "Backbone", Over("BiFPN", 2), "Box/class"],
                ["", "size", "Network", "#channels", "#layers", "#layers"],
                ["D0", "512", "B0", "64", "3", "3"],
                ["D3", "896", "B3", "160", "6", "4"],
            ],
            header=2,
            part_ruled=[(0, 3, 5)],
        ),
        {
            "D0": [
                "input @512",
                "block name=B0",
                "block filters=64 name=BiFPN x3",
                "block name=Box/class x3",
            ],
            "D3": [
                "input @896",
                "block name=B3",
                "block filters=160 name=BiFPN x6",
                "block name=Box/class x4",
            ],
        },
    ),
    "symbols of depths and widths, numbered for the stages": (
        Table(
            "Table 1: Models: depths d_i, widths w_i of the stages and group width g.",
            [
                ["", Over("d_i", 2), Over("w_i", 2), "g"],
                ["", "d_1", "d_2", "w_1", "w_2", ""],
                ["200MF", "1", "4", "24", "56", "8"],
                ["400MF", "2", "7", "32", "64", "16"],
            ],
            header=2,
            part_ruled=[(0, 1, 3), (0, 3, 5)],
        ),
        {
            "200MF": [
                "block filters=24 groups=8 name=stage 1",
                "block filters=56 groups=8 name=stage 2 x4",
            ],
            "400MF": [
                "block filters=32 groups=16 name=stage 1 x2",
                "block filters=64 groups=16 name=stage 2 x7",
            ],
        },
    ),
    "one network that the caption names, set for each task": (
        Table(
            "Table 1: Hyper-parameters for the U-Net model.",
            [
                ["Task", "Channel Dim", "Depth Multipliers", "# ResNet Blocks", "# Parameters"],
                ["16×16 → 128×128", "128", "{1, 2, 4, 8, 8}", "3", "550M"],
                ["64×64 → 256×256", "64", "{1, 2, 4, 4}", "2", "625M"],
            ],
        ),
        {
            "16×16 → 128×128": [
                "block # ResNet Blocks=3 Channel Dim=128 Depth Multipliers=1x2x4x8x8 name=U-Net"
            ],
            "64×64 → 256×256": [
                "block # ResNet Blocks=2 Channel Dim=64 Depth Multipliers=1x2x4x4 name=U-Net"
            ],
        },
    ),
    "blocks that are counted, a loss, what is used or not": (
        Table(
            "Table 1: Model specifications.",
            [
                ["Options", "First net", "Second net"],
                ["# Residual blocks", "16", "32"],
                ["# Filters", "64", "256"],
                ["Residual scaling", "-", "0.1"],
                ["Use BN", "Yes", "No"],
                ["Loss function", "L2", "L1"],
            ],
        ),
        {
            "First net": ["block # Filters=64 Use BN=True name=Residual block x16", "loss"],
            "Second net": [
                "block # Filters=256 Residual scaling=0.1 Use BN=False name=Residual block x32",
                "loss",
            ],
        },
    ),
    "layers of neurons": (
        Table(
            "Table 1: Networks of every benchmark.",
            [
                ["Benchmark", "Hidden layers", "Neurons", "Activation"],
                ["Burgers", "8", "20", "tanh"],
                ["Allen-Cahn", "4", "100", "tanh"],
            ],
        ),
        {"Burgers": ["dense units=20 x8", "tanh x8"], "Allen-Cahn": ["dense units=100 x4", "tanh x4"]},
    ),
    "a head that goes on below others between two rulings": (
        Table(
            "Table 1: Variants of our architecture.",
            [
                ["Model", "embedding\ndimension", "#heads", "#layers"],
                ["Our-Ti", "192", "3", "12"],
                ["Our-S", "384", "6", "12"],
            ],
            ruled="columns",
        ),
        {
            "Our-Ti": ["block #heads=3 embedding dimension=192 name=Our-Ti x12"],
            "Our-S": ["block #heads=6 embedding dimension=384 name=Our-S x12"],
        },
    ),
    "families beside their members, under one head": (
        Table(
            "Table 1: The configurations of the models.",
            [
                [Over("Model", 2), "Parameters", "Layers", "Hidden", "Embedding"],
                ["Former", "base\nlarge", "108M\n334M", "12\n24", "768\n1024", "768\n1024"],
                ["Lighter", "base\nlarge", "12M\n235M", "12\n12", "768\n4096", "128\n128"],
            ],
            rules_after=(1,),
        ),
        {
            "Former base": ["block Embedding=768 Hidden=768 name=Former base x12"],
            "Former large": ["block Embedding=1024 Hidden=1024 name=Former large x24"],
            "Lighter base": ["block Embedding=128 Hidden=768 name=Lighter base x12"],
            "Lighter large": ["block Embedding=128 Hidden=4096 name=Lighter large x12"],
        },
    ),
    "sizes by their names and symbols": (
        Table(
            "Table 1: Specifications of the models.",
            [
                ["Specification", "S/32", "B/16"],
                ["Number of layers", "8", "12"],
                ["Patch resolution P × P", "32×32", "16×16"],
                ["Hidden size C", "512", "768"],
                ["MLP dimension D_C", "2048", "3072"],
                ["MLP dimension D_S", "256", "384"],
            ],
        ),
        {
            "S/32": [
                "block Hidden size C=512 MLP dimension D_C=2048 MLP dimension D_S=256 Patch resolution P × P=32x32"
                " name=S/32 x8"
            ],
            "B/16": [
                "block Hidden size C=768 MLP dimension D_C=3072 MLP dimension D_S=384 Patch resolution P × P=16x16"
                " name=B/16 x12"
            ],
        },
    ),
    "sizes by symbols alone, of which the caption says that they are settings": (
        Table(
            "Table 1: Hyper-parameters of the generators.",
            [
                ["Model", "h_u", "k_u", "k_r"],
                ["V1", "512", "[16, 4]", "[3, 7]"],
                ["V2", "128", "[8, 8]", "[5, 7]"],
            ],
        ),
        {
            "V1": ["block h_u=512 k_r=3x7 k_u=16x4 name=V1"],
            "V2": ["block h_u=128 k_r=5x7 k_u=8x8 name=V2"],
        },
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_models_by_their_sizes(tmp_path: Path, name: str) -> None:
    table, wanted = TABLES[name]
    graphs = read(table, tmp_path).graphs
    assert {graph.name: printed(graph) for graph in graphs} == wanted


RESULTS = {
    "scores beside the sizes": [
        ["Model", "Layers", "Hidden size", "Heads", "Accuracy"],
        ["Our-Base", "12", "768", "12", "84.4"],
        ["Our-Large", "24", "1024", "16", "86.6"],
    ],
    "symbols of which nothing is said": [
        ["Model", "P", "R", "F"],
        ["First", "71", "64", "67"],
        ["Second", "75", "66", "70"],
    ],
    "sizes that come again are those of stages": [
        ["Specification", "Our-S", "Our-L"],
        ["Hidden size", "192", "256"],
        ["Number of layers", "4", "7"],
        ["Hidden size", "384", "512"],
        ["Number of layers", "14", "27"],
    ],
    "settings of training": [
        ["Setting", "Base", "Large"],
        ["Layers", "12", "24"],
        ["Peak rate", "1e-4", "5e-4"],
        ["Crop", "0.9", "0.8"],
        ["Mixup", "0.8", "0.8"],
    ],
}


@pytest.mark.parametrize("name", RESULTS)
def test_other_tables_name_no_models(tmp_path: Path, name: str) -> None:
    assert not read(Table("Table 1: Comparison of models.", RESULTS[name]), tmp_path).graphs
