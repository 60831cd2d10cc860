"""Cells that list widths, print them as signs, or go on beside them; rows that stand for several layers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Bracket, Table, read
from tests.extract.tables.told import printed

CAPTION = "Table 1: Architecture of the network."

ROWS = {
    "lists named once, an activation for each": (
        [
            ["Part", "Architecture", "Activation"],
            ["Input", "64x64x3.", ""],
            ["Encoder", "Conv 32x4x4 (stride 2), 64x4x4 (stride 2). FC 256.", "ReLU"],
            ["Decoder", "FC 1200, 1200, 4096.", "Tanh"],
        ],
        [
            "input @64x64x3",
            "conv2d filters=32 kernel=4x4 stride=2x2",
            "relu",
            "conv2d filters=64 kernel=4x4 stride=2x2",
            "relu",
            "dense units=256",
            "relu",
            "dense units=1200",
            "tanh",
            "dense units=1200",
            "tanh",
            "dense units=4096",
            "tanh",
        ],
    ),
    "widths as signs": (
        [["Module", "Layers"], ["a", "FC 256, ReLU"], ["b", "FC(256, 2|A|)"], ["c", "FC(256→|z|), softmax"]],
        ["dense units=256", "relu", "dense units=2|A|", "dense units=|z|", "softmax"],
    ),
    "settings without a name": (
        [
            ["Layer Type", "Setting"],
            ["Relu Convolutional", "32 filters (3x3)"],
            ["Max Pooling", "2x2"],
            ["Relu Fully Connected", "200 units"],
            ["Softmax", "10 units"],
        ],
        [
            "conv2d filters=32 kernel=3x3",
            "relu",
            "max_pool kernel=2x2",
            "dense units=200",
            "relu",
            "softmax units=10",
        ],
    ),
    "rows that stand for several": (
        [
            ["Layer", "Type", "Width"],
            ["1", "FC + ReLU", "256"],
            ["2–5", "FC + ReLU", "256"],
            ["6", "FC + Sigmoid", "3"],
        ],
        ["dense units=256", "relu", "dense units=256 x4", "relu x4", "dense units=3", "sigmoid"],
    ),
    "layers that a column counts": (
        [
            ["Module", "Layers", "Filters", "Act."],
            ["Conv 7×7, s1", "1", "64", "ReLU"],
            ["Conv 4×4, s2", "1", "128", "-"],
            ["Residual block", "4", "256", "-"],
        ],
        [
            "conv2d filters=64 kernel=7x7 stride=1x1",
            "relu",
            "conv2d filters=128 kernel=4x4 stride=2x2",
            "block Filters=256 name=Residual block x4",
        ],
    ),
    "a size over three columns": (
        [
            ["Layer", "Act.", "Output shape", "", "Params"],
            ["Conv 4×4", "LReLU", "512 × 4 ×", "4", "4.2M"],
            ["Conv 3×3", "LReLU", "256 × 8 ×", "8", "2.4M"],
        ],
        [
            "conv2d kernel=4x4 @4x4x512",
            "leaky_relu @4x4x512",
            "conv2d kernel=3x3 @8x8x256",
            "leaky_relu @8x8x256",
        ],
    ),
    "what comes out in words": (
        [
            ["1", "Reshape", "matrix (size: 1×8192)"],
            ["2", "Pooling", "matrix (size: 64×2044)"],
            ["3", "Linear Layer", "vector (size: 128)"],
        ],
        ["reshape @1x8192", "pool @64x2044", "dense @128"],
    ),
    "cubes": (
        [
            ["Layer", "Channels", "Stride", "Output", "Next"],
            ["Full conv.", "512", "1", "4³", "BN + ReLU"],
            ["Full conv.", "256", "2", "8³", "Sigmoid"],
        ],
        [
            "conv_transpose3d filters=512 stride=1x1 @4x4x4",
            "batch_norm @4x4x4",
            "relu @4x4x4",
            "conv_transpose3d filters=256 stride=2x2 @8x8x8",
            "sigmoid @8x8x8",
        ],
    ),
    "named brackets with a dilation": (
        [
            ["Name", "Layer setting", "Output"],
            ["input", "", "H×W×3"],
            ["conv0_1", "3×3, 32", "64×64×32"],
            ["conv1_x", Bracket(("3×3, 32", "3×3, 32"), "×3, dila = 2"), "64×64×32"],
        ],
        [
            "input @HxWx3",
            "conv2d filters=32 kernel=3x3 @64x64x32",
            "conv2d dilation=2 filters=32 kernel=3x3 x3 @64x64x32",
            "conv2d dilation=2 filters=32 kernel=3x3 x3 @64x64x32",
        ],
    ),
    "steps, kernels of one side and formulas": (
        [
            ["Layer", "Setting"],
            ["Pooling layer", "Window size: 4. Step size: 2."],
            ["Conv", "3×3, ⌊16+α(k−1)/N⌋"],
            ["FC", "512, dp 0.5"],
            ["Conv", "1×1, 8, linear act."],
        ],
        [
            "pool kernel=4x4 stride=2x2",
            "conv2d filters=⌊16+α(k−1)/N⌋ kernel=3x3",
            "dense units=512",
            "dropout rate=0.5",
            "conv2d filters=8 kernel=1x1",
        ],
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_widths_and_settings_in_cells(tmp_path: Path, name: str) -> None:
    rows, expected = ROWS[name]
    header = 0 if rows[0][0] == "1" else 1
    graphs = read(Table(CAPTION, rows, header=header), tmp_path).graphs
    assert [layer for graph in graphs for layer in printed(graph)] == expected


def test_chains_of_widths_are_dense_layers(tmp_path: Path) -> None:
    rows = [
        ["Network", "Layers"],
        ["Encoder", "784 – 1000 (ReLU) – 1000 (ReLU) – 15"],
        ["Decoder", "15 – 500 – 784 (sigmoid)"],
        ["Discriminator", "15 – 500 (LReLU) – 1 (sigmoid)"],
    ]
    graphs = read(Table(CAPTION, rows), tmp_path).graphs
    assert [printed(graph) for graph in graphs] == [
        ["input @784", "dense units=1000", "relu", "dense units=1000", "relu", "dense units=15"],
        ["input @15", "dense units=500", "dense units=784", "sigmoid"],
        ["input @15", "dense units=500", "leaky_relu", "dense units=1", "sigmoid"],
    ]


def test_lists_with_semicolons_go_on_over_lines(tmp_path: Path) -> None:
    first = (
        "256 filters of size 3×3, stride 1;",
        "batch norm; ReLU; 256 filters of size",
        "3×3, stride 1; batch",
    )
    rows = [["Block", "Layers"], ["Residual block (×19)", "\n".join((*first, "norm; skip connection; ReLU"))]]
    rows += [["Policy head", "2 filters of size 1×1, stride 1; batch\nnorm; ReLU; fully connected 362"]]
    graphs = read(Table(CAPTION, rows, ruled="rows"), tmp_path).graphs
    conv = "conv2d filters=256 kernel=3x3 stride=1x1 x19"
    assert [layer for graph in graphs for layer in printed(graph)] == [
        *[conv, "batch_norm x19", "relu x19", conv, "batch_norm x19", "add x19", "relu x19"],
        *["conv2d filters=2 kernel=1x1 stride=1x1", "batch_norm", "relu", "dense units=362"],
    ]
