"""Notations of lists of layers: spaces that data lie in, widths that go in and come out, what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Bracket, Table, read
from tests.extract.tables.told import printed

ROWS = ["3×3 conv, 16 filters", "ReLU", "Dense, 10 units"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("z ∈ R^128 ∼ N(0, I)", ["input @128"]),
        ("noise z ∼ U(-1, 1)", ["input"]),
        ("Input: R^10", ["input @10"]),
        ("Embed(y) ∈ R^64", ["embedding dim=64"]),
        ("Linear (20+128) → 4×4×16ch", ["dense @4x4x16ch"]),
        ("ResBlock up 16ch → 8ch", ["block filters=8ch name=ResBlock up"]),
        ("ResBlock down ch → 2ch", ["block filters=2ch name=ResBlock down"]),
        ("ResBlock up 256", ["block filters=256 name=ResBlock up"]),
        ("BN, ReLU, 3×3 Conv ch → 3", ["batch_norm", "relu", "conv2d filters=3 kernel=3x3"]),
        ("3×3 conv, 32 filters (no ReLU or BN)", ["conv2d filters=32 kernel=3x3"]),
        ("FC. output layer for D", ["dense"]),
        ("FC(512, 0.5)", ["dense units=512", "dropout rate=0.5"]),
        ("Conv(64, 5×5, 2)", ["conv2d filters=64 kernel=5x5 stride=2x2"]),
        ("Conv(64, 5, 5)", ["conv2d filters=64 kernel=5x5"]),
        ("conv k3n64s1/2", ["conv2d filters=64 kernel=3x3 stride=1/2x1/2"]),
        ("4×4 FCONV, 32", ["conv_transpose2d filters=32 kernel=4x4"]),
        ("3×3 down-conv, 32", ["conv2d filters=32 kernel=3x3"]),
        ("set conv", ["block name=set conv"]),
        ("MHSA H_2 = 3, D_2 = 96", ["multi_head_attention dim=96 heads=3"]),
        ("3×3 conv, 64 filters, same padding", ["conv2d filters=64 kernel=3x3 padding=same"]),
        ("concat[conv1, conv2]", ["concat"]),
        ("add layer 1 and 3 features", ["add"]),
        ("64×64 avg. pool", ["avg_pool kernel=64x64"]),
        ("3×1×1 max, stride 2, 1, 1", ["max_pool kernel=3x1x1 stride=2x1x1"]),
        (
            "4×4 conv, number of channels, stride 2",
            ["conv2d filters=number of channels kernel=4x4 stride=2x2"],
        ),
        ("FC, #classes", ["dense units=#classes"]),
        ("rnorm1", ["lrn"]),
        ("[80/4, 64] × 2", ["conv1d filters=64 kernel=80 stride=4 x2"]),
        ("[3, 64]", ["conv1d filters=64 kernel=3"]),
        ("Max pool 4×1 (output: 2000×n)", ["max_pool kernel=4x1 @2000xn"]),
        ("FC 2×10", ["dense units=2×10"]),
        ("FC 256 × 100", ["dense units=100"]),
        ("FC 4×4×64 ReLU", ["dense @4x4x64", "relu"]),
        ("1×1 conv, 2×10", ["conv2d filters=2×10 kernel=1x1"]),
        ("SK[M=2, G=32, r=16], 128", ["block G=32 M=2 filters=128 name=SK r=16"]),
        ("Conv 32 4×4+2", ["conv2d filters=32 kernel=4x4 stride=2x2"]),
        ("Conv1D(F · i, f_d)", ["conv1d filters=F·i kernel=fd"]),
        ("DCONV-(N64,K3,S2)", ["conv_transpose2d filters=64 kernel=3x3 stride=2x2"]),
        (
            "TC 100 → 512 channels, 4×4 kernel, stride 2, padding 1",
            ["conv_transpose2d filters=512 kernel=4x4 padding=1 stride=2x2"],
        ),
        ("Linear - (64, 16)", ["dense units=16"]),
        ("Dense(units=32, activ.=ReLU)", ["dense units=32", "relu"]),
        ("linear GDConv7×7", ["depthwise_conv2d kernel=7x7"]),
        ("GlobalPool", ["global_avg_pool"]),
        ("Residual block k3n64s1 × 6", ["block filters=64 kernel=3x3 name=Residual block stride=1x1 x6"]),
        ("Dropout with p = 0.3", ["dropout rate=0.3"]),
        ("Residual Stack 256", ["block filters=256 name=Residual Stack"]),
        ("2×2 upsampling, 64, conv", ["upsample scale=2", "conv2d filters=64"]),
    ],
)
def test_a_row_in_a_list(text: str, expected: list[str], tmp_path: Path) -> None:
    table = Table(
        "Table 4: Architecture of the network.", [["Layer"], *([row] for row in [text, *ROWS])], ruled="rows"
    )
    (graph,) = read(table, tmp_path).graphs
    assert printed(graph)[: -len(ROWS)] == expected


def test_convolutions_without_a_kernel_have_the_dimensions_of_the_others(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Feature size"],
        ["3×3×3 conv, 32, stride 2", "112×112×6"],
        ["3×3×3 max pool, stride 2", "56×56×3"],
        ["2×2×2 upsampling, 16, conv", "112×112×6"],
    ]
    (graph,) = read(Table("Table 1: Architecture.", rows), tmp_path).graphs
    assert printed(graph)[-1] == "conv3d filters=16 @112x112x6"


def test_a_network_has_the_sizes_in_the_column_before_it(tmp_path: Path) -> None:
    rows = [
        [None, "Feature size", "2D network", "Feature size", "3D network"],
        ["conv1", "112×112", "7×7, 96, stride 2", "112×112×6", "7×7×7, 96, stride 2"],
        ["stage1", "56×56", "3×3 max pool, stride 2", "56×56×3", "3×3×3 max pool, stride 2"],
        [
            "block",
            "56×56",
            Bracket(("1×1, 64", "3×3, 16"), "×6"),
            "56×56×3",
            Bracket(("1×1×1, 64", "3×3×3, 16"), "×3"),
        ],
    ]
    flat, deep = read(Table("Table 1: Architectures of both networks.", rows), tmp_path).graphs
    assert [node.output_shape for node in flat.nodes][:2] == [(112, 112), (56, 56)]
    assert [node.output_shape for node in deep.nodes][:2] == [(112, 112, 6), (56, 56, 3)]


def test_columns_say_what_a_layer_does_in_words_and_parts(tmp_path: Path) -> None:
    rows = [
        ["Name", "Type", "Kernel", "Stride", "Channels", "Nonlinearity"],
        ["a", "down-conv", "3×3", "2", "32", "Maxout"],
        ["b", "up-conv", "4×4", "1/2", "16", "Linear"],
    ]
    (graph,) = read(Table("Table 1: Architecture.", rows), tmp_path).graphs
    assert printed(graph) == [
        "conv2d filters=32 kernel=3x3 stride=2x2",
        "activation",
        "conv_transpose2d filters=16 kernel=4x4 stride=1/2x1/2",
    ]


def test_units_are_those_of_the_layer_that_the_name_tells(tmp_path: Path) -> None:
    rows = [
        ["Layers", "Out size", "Configurations"],
        ["Block 0", "32×100", "3×3 conv, 32"],
        ["Block 1", "16×50", "3×3 conv, 64"],
        ["BiLSTM 1", "25", "256 hidden units"],
    ]
    (graph,) = read(Table("Table 1: Architecture.", rows), tmp_path).graphs
    assert printed(graph)[-1].startswith("lstm") and graph.nodes[-1].value("units") == 256
