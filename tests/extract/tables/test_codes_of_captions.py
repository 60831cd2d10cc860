"""Rows of codes that only the caption spells out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Table, read, read_turned
from tests.extract.tables.told import printed

BLOCK = "Convolution-InstanceNorm-ReLU layer with k filters"
LISTS = [
    f"Table 1: The networks. Let c7s1-k denote a 7×7 {BLOCK} and stride 1. dk denotes a 3×3 {BLOCK} and stride 2. "
    "Rk denotes a residual block with k filters.",
    f"Table 1: The networks. c7s1-k is a 7×7 {BLOCK} and stride 1, dk a 3×3 {BLOCK} and stride 2, and Rk a residual "
    "block with k filters.",
]


@pytest.mark.parametrize("caption", LISTS)
def test_a_list_of_codes_is_one_network(tmp_path: Path, caption: str) -> None:
    rows = [["Generator", "c7s1-64, d128, R128, R128"], ["Discriminator", "d64-d128-d256"]]
    first, second = read_turned(Table(caption, rows), tmp_path, 0).graphs
    norm = ["instance_norm", "relu"]
    assert printed(first) == [
        "conv2d filters=64 kernel=7x7 stride=1x1",
        *norm,
        "conv2d filters=128 kernel=3x3 stride=2x2",
        *norm,
        "block filters=128 name=residual block",
        "block filters=128 name=residual block",
    ]
    assert [node.label for node in first.nodes if node.label] == ["c7s1-64", "d128", "R128", "R128"] or (
        first.nodes[3].label == "d128"
    )
    assert [node.op for node in second.nodes] == ["conv2d", *norm] * 3


def test_a_row_of_codes_is_a_network_of_its_own(tmp_path: Path) -> None:
    caption = (
        "Table 1: Ck is a Convolution-BatchNorm-ReLU layer with k filters (4×4, stride 2); "
        "BatchNorm is not applied to the first layer."
    )
    rows = [
        ["Receptive field", "Discriminator"],
        ["16×16", "C64-C128 (all of them unpadded)"],
        ["70×70", "C64-C128-C256"],
    ]
    set_ = "kernel=4x4 stride=2x2"
    layers = [f"conv2d filters=64 {set_}", "relu", f"conv2d filters=128 {set_}", "batch_norm", "relu"]
    first, second = read(Table(caption, rows), tmp_path).graphs
    assert printed(first) == layers
    assert printed(second) == [*layers, f"conv2d filters=256 {set_}", "batch_norm", "relu"]


CALLS = [
    (
        "C(f, d, s) is a convolution of f filters of size d×d×d at stride s, P(m) max pools by m, FC(n) has n outputs.",
        ["C(32, 5, 2)", "P(2)", "FC(128)", "FC(K)"],
        [
            "conv3d filters=32 kernel=5x5x5 stride=2x2x2",
            "max_pool kernel=2x2",
            "dense units=128",
            "dense units=K",
        ],
    ),
    (
        "CR(s,n) a convolution with kernel s×s and n maps, P(s) max pooling with step s, F(n) a fully connected layer.",
        ["CR(4,20)", "P(2)", "CR(3,40)", "F(120)"],
        [
            "conv2d filters=20 kernel=4x4",
            "max_pool stride=2x2",
            "conv2d filters=40 kernel=3x3",
            "dense units=120",
        ],
    ),
    (
        "Conv(f,n,c) and DeConv(f,n,c), where f, n, c are the filter size, the number of filters and of channels.",
        ["Conv(5, 56, 1)", "Conv(1, 12, 56)", "Conv(3, 12, 12) × 4", "DeConv(9, 1, 56)"],
        [
            "conv2d filters=56 kernel=5x5",
            "conv2d filters=12 kernel=1x1",
            "conv2d filters=12 kernel=3x3 x4",
            "conv_transpose2d filters=1 kernel=9x9",
        ],
    ),
    (
        "ConvMD(cin, cout, k, s, p) is an M-dimensional convolution.",
        ["Conv3D(128, 64, 3, (2,1,1), (1,1,1))", "Conv2D(64, 32, 3, 2, 1)"],
        [
            "conv3d filters=64 kernel=3x3x3 padding=1x1x1 stride=2x1x1",
            "conv2d filters=32 kernel=3x3 padding=1 stride=2x2",
        ],
    ),
    (
        "SA(K, r, [l1, ..., ld]) is a set abstraction level with K local regions of ball radius r; FC(l, dp) a fully "
        "connected layer with width l and dropout ratio dp.",
        ["SA(512, 0.2, [64, 64, 128])", "SA([256, 512, 1024])", "FC(512, 0.5)", "FC(40)"],
        ["block name=SA", "block name=SA", "dense units=512", "dropout rate=0.5", "dense units=40"],
    ),
]


@pytest.mark.parametrize(("said", "cells", "layers"), CALLS)
def test_a_code_with_values_is_what_the_caption_says(
    tmp_path: Path, said: str, cells: list[str], layers: list[str]
) -> None:
    rows = [["#", "Layer"], *([str(i + 1), cell] for i, cell in enumerate(cells))]
    (graph,) = read_turned(Table(f"Table 1: The network in short. {said}", rows), tmp_path, 0).graphs
    assert printed(graph) == layers
    assert cells[0] in graph.nodes[0].label


def test_short_names_without_values_are_no_codes(tmp_path: Path) -> None:
    rows = [["Layer", "Kernel", "BN"], ["conv1", "3×3", "BN"], ["conv2", "3×3", "BN"], ["pool", "2×2", "-"]]
    caption = "Table 1: The network. BN a batch normalization, if it is there."
    (graph,) = read_turned(Table(caption, rows), tmp_path, 0).graphs
    assert [node.op for node in graph.nodes] == ["conv2d", "batch_norm", "conv2d", "batch_norm", "pool"]


def test_a_network_may_be_called_like_a_score(tmp_path: Path) -> None:
    rows = [
        ["", "F1", "F2"],
        ["layer 1", "conv 3×3, 16", "conv 5×5, 16"],
        ["layer 2", "maxpool 2×2", "maxpool 2×2"],
        ["layer 3", "fc 10", "fc 10"],
    ]
    graphs = read(Table("Table 1: Architecture of the networks.", rows), tmp_path).graphs
    assert [graph.name for graph in graphs] == ["F1", "F2"]


def test_letters_that_a_glossary_explains_behind_dashes(tmp_path: Path) -> None:
    caption = (
        "Table 1: The trunk. MP(kr): max pooling operation, kr-kernel size. C3(d,ch): 3D convolutions, "
        "ch-no. of channels, d-dilation rate. BN: batch normalization."
    )
    rows = [
        ["Layers"],
        ["C3(32); BN"],
        ["MP(1,2,2)"],
        ["{C3(64); BN} x2"],
        ["C3(d=2,64); BN"],
        ["Dropout(0.5)"],
    ]
    (graph,) = read(Table(caption, rows), tmp_path).graphs
    assert printed(graph) == [
        "conv3d filters=32",
        "batch_norm",
        "max_pool kernel=1x2x2",
        "conv3d filters=64 x2",
        "batch_norm x2",
        "conv3d dilation=2 filters=64",
        "batch_norm",
        "dropout rate=0.5",
    ]
    assert graph.nodes[0].label == "C3(32); BN"
