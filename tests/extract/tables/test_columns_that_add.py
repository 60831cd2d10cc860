"""Columns that put further layers behind those of their rows, and cells that hold several settings at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

ROWS = {
    "poolings and dropout are named in columns of theirs, and come in the columns' order": (
        Table(
            "Table 1: The classifier.",
            [
                ["Layer", "Filters", "Kernel", "Activation", "Pooling", "Regularization"],
                ["Conv2D + BN", "32", "3×3", "ReLU", "MaxPool 2×2", "Dropout(0.2)"],
                ["Conv2D + BN", "64", "3×3", "ReLU", "GlobalAvgPool", "Dropout(0.5)"],
                ["Dense", "10", "-", "Softmax", "-", "-"],
            ],
        ),
        [
            "conv2d filters=32 kernel=3x3",
            "batch_norm",
            "relu",
            "max_pool kernel=2x2",
            "dropout rate=0.2",
            "conv2d filters=64 kernel=3x3",
            "batch_norm",
            "relu",
            "global_avg_pool",
            "dropout rate=0.5",
            "dense units=10",
            "softmax",
        ],
    ),
    "a pooling's kind, window and stride in one cell": (
        Table(
            "Table 2: Our CNN.",
            [
                ["Layer", "Filters", "Kernel", "Norm.", "Pooling"],
                ["Conv 1", "64", "7×7", "LRN", "max 3×3, 2"],
                ["Conv 2", "48", "5×5", "LRN", "-"],
                ["FC 1", "4096", "-", "-", "-"],
            ],
        ),
        [
            "conv2d filters=64 kernel=7x7",
            "lrn",
            "max_pool kernel=3x3 stride=2x2",
            "conv2d filters=48 kernel=5x5",
            "lrn",
            "dense units=4096",
        ],
    ),
    "two layers in the column of activations, and the convolution behind an upsampling has the width": (
        Table(
            "Table 3: The decoder.",
            [
                ["Layer", "Out channels", "Activation"],
                ["Upsample + Conv2d", "128", "ReLU + Dropout(0.5)"],
                ["Upsample + Conv2d", "3 (RGB)", "Tanh"],
            ],
        ),
        [
            "upsample",
            "conv2d filters=128",
            "relu",
            "dropout rate=0.5",
            "upsample",
            "conv2d filters=3",
            "tanh",
        ],
    ),
    "settings of one cell, each with its name, or without": (
        Table(
            "Table 4: The encoder.",
            [
                ["Layer", "Kernel / Stride / Pad", "Output size"],
                ["Conv", "3×3, s=1, p=1", "32×32×64"],
                ["MaxPool2d", "2×2, s=2", "16×16×64"],
                ["Conv", "5×5 / 2 / 2", "8×8×128"],
                ["Conv", "128 filters, kernel=3, padding=same", "8×8×128"],
            ],
        ),
        [
            "conv2d kernel=3x3 padding=1 stride=1x1 @32x32x64",
            "max_pool kernel=2x2 stride=2x2 @16x16x64",
            "conv2d kernel=5x5 padding=2 stride=2x2 @8x8x128",
            "conv2d filters=128 kernel=3x3 padding=same @8x8x128",
        ],
    ),
    "a number for each direction, parts of a pixel, what comes on top of a width": (
        Table(
            "Table 5: The network for video.",
            [
                ["Layer", "Size / Stride / Pad"],
                ["STCNN", "3×5×5 / 1,2,2 / 1,2,2"],
                ["Pool", "1×2×2 / 1,2,2"],
                ["Deconv", "4×4 / 1/2×1/2"],
                ["Bi-GRU", "256"],
                ["Linear", "27 + blank"],
            ],
        ),
        [
            "conv3d kernel=3x5x5 padding=1x2x2 stride=1x2x2",
            "pool kernel=1x2x2 stride=1x2x2",
            "conv_transpose2d kernel=4x4 stride=1/2x1/2",
            "gru bidirectional=True units=256",
            "dense units=27 + blank",
        ],
    ),
    "a number of filters behind the kernel, a rate that is kept, heads by letters": (
        Table(
            "Table 6: The lite model.",
            [
                ["Operator", "Kernel", "First Stride", "Output HxW", "Description"],
                ["Conv", "3×3/64", "2", "56x56", ""],
                ["Conv", "3×3/128", "1", "28x28", ""],
                ["Dropout", "", "", "28x28", "0.6 keep rate"],
            ],
            ruled="rows",
        ),
        [
            "conv2d filters=64 kernel=3x3 stride=2x2 @56x56",
            "conv2d filters=128 kernel=3x3 stride=1x1 @28x28",
            "dropout rate=0.4 @28x28",
        ],
    ),
    "a scale that prints sides is what comes out; sizes with a comma behind": (
        Table(
            "Table 7: The encoder.",
            [
                ["Layer", "Kernel", "Channels", "Spatial scale"],
                ["Conv1", "3×3", "32", "H/2×W/2"],
                ["Conv2", "3×3", "64", "H/4×W/4"],
                ["Conv3", "3×3", "128", "H/8×W/8"],
            ],
        ),
        [
            "conv2d filters=32 kernel=3x3 @H/2xW/2",
            "conv2d filters=64 kernel=3x3 @H/4xW/4",
            "conv2d filters=128 kernel=3x3 @H/8xW/8",
        ],
    ),
    "shapes with a comma behind, with terms and letters in brackets": (
        Table(
            "Table 8: The head.",
            [
                ["Layer", "Output Shape"],
                ["LayerNorm", "(384,)"],
                ["Linear", "(256,)"],
                ["Concat", "[B, C_mv + C_dct]"],
                ["Conv", "[B, C_mv, H, W]"],
            ],
        ),
        [
            "layer_norm @384",
            "dense @256",
            "concat @BxC_mv+C_dct",
            "conv2d @BxC_mvxHxW",
        ],
    ),
    "what goes in and comes out, under heads that name no shapes": (
        Table(
            "Table 9: The value network.",
            [
                ["Layer", "Input", "Output", "Activation"],
                ["Linear + LayerNorm", "59", "512", "ReLU + Dropout(0.2)"],
                ["Linear", "512", "3", "None"],
            ],
        ),
        [
            "dense units=512 @512",
            "layer_norm @512",
            "relu @512",
            "dropout rate=0.2 @512",
            "dense units=3 @3",
        ],
    ),
    "dropouts by numbered names, told by a remark, beside counts of weights that are about so": (
        Table(
            "Table 10: The recurrent network.",
            [
                ["Layer", "Type", "Units", "Parameters", "Purpose"],
                ["LSTM 1", "LSTM", "128", "~66K", "Long-term patterns"],
                ["Dropout 1", "Dropout", "-", "0", "Prevents overfitting (20%)"],
                ["LSTM 2", "LSTM", "64", "~49K", "Refined patterns"],
                ["Dropout 2", "Dropout", "-", "0", "Regularization"],
                ["Dense", "Dense", "1", "33", "Price"],
            ],
        ),
        [
            "lstm units=128",
            "dropout rate=0.2",
            "lstm units=64",
            "dropout",
            "dense units=1",
        ],
    ),
    "a rate under a head of filters and kernels": (
        Table(
            "Table 11: The classifier.",
            [
                ["Layer", "Type", "Filter / Kernel", "Activation"],
                ["1", "Conv1D", "64 filters, kernel=5, padding=same", "ReLU"],
                ["2", "Dropout", "rate=0.3", "-"],
                ["3", "Dense", "2 units", "Linear"],
            ],
        ),
        [
            "conv1d filters=64 kernel=5 padding=same",
            "relu",
            "dropout rate=0.3",
            "dense units=2",
        ],
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_columns_add_layers_and_cells_hold_settings(name: str, tmp_path: Path) -> None:
    table, expected = ROWS[name]
    (graph,) = read(table, tmp_path).graphs
    assert printed(graph) == expected


def test_rows_of_what_follows_add_to_layers_along_a_table(tmp_path: Path) -> None:
    table = Table(
        "Table 12: Shared layers.",
        [
            ["Layer", "Conv 1", "Conv 2", "Conv 3"],
            ["Kernel size, stride, pad", "11, 4, 0", "5, 1, 2", "1, 1, 0"],
            ["Pooling size, stride", "3, 2", "3, 2", ""],
            ["Addition", "LRN", "LRN", "Dropout"],
        ],
        header=0,
        ruled="grid",
    )
    (graph,) = read(table, tmp_path).graphs
    assert printed(graph) == [
        "conv2d kernel=11x11 padding=0 stride=4x4",
        "pool kernel=3x3 stride=2x2",
        "lrn",
        "conv2d kernel=5x5 padding=2 stride=1x1",
        "pool kernel=3x3 stride=2x2",
        "lrn",
        "conv2d kernel=1x1 padding=0 stride=1x1",
        "dropout",
    ]
