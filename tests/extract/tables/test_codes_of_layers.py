"""Codes of layers that need no caption, that captions explain in words, and letters for the kinds of layers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

TABLES = {
    "filters, C and a size, with poolings between": (
        Table(
            "Table 1: Networks for characters.",
            [
                ["Net", "Layers"],
                ["DeepNet", "input-100C3-MP2-200C2-MP2-150N-output"],
                ["Small", "input-20C5-P2-50C5-P2-10N-output"],
            ],
        ),
        [
            [
                *("input", "conv2d filters=100 kernel=3x3", "max_pool kernel=2x2"),
                *("conv2d filters=200 kernel=2x2", "max_pool kernel=2x2", "dense units=150", "output"),
            ],
            [
                *("input", "conv2d filters=20 kernel=5x5", "pool kernel=2x2"),
                *("conv2d filters=50 kernel=5x5", "pool kernel=2x2", "dense units=10", "output"),
            ],
        ],
    ),
    "settings by their letters, other layers between": (
        Table(
            "Table 2: Architectures.",
            [
                ["Network", "Layers"],
                ["Generator", "K5S1C32 - K3S2C64 - K3D2S1C64 - resize (2×) - K3S1C3"],
                ["Critic", "K5S2C64 - K5S2C128 - fully-connected to 1"],
            ],
        ),
        [
            [
                "conv2d filters=32 kernel=5x5 stride=1x1",
                "conv2d filters=64 kernel=3x3 stride=2x2",
                "conv2d dilation=2 filters=64 kernel=3x3 stride=1x1",
                "resize scale=2",
                "conv2d filters=3 kernel=3x3 stride=1x1",
            ],
            [
                "conv2d filters=64 kernel=5x5 stride=2x2",
                "conv2d filters=128 kernel=5x5 stride=2x2",
                "dense units=1",
            ],
        ],
    ),
    "a name for several layers, and arrows": (
        Table(
            "Table 3: Conv+BN+ReLU is written as CBR (kernel, channels); ↓ max-pooling, ↑ bilinear upsampling by 2.",
            [
                ["Net A", "Net B"],
                ["CBR (3×3, 32)", "CBR (3×3, 32)"],
                ["↓", "CBR (5×5, 64)"],
                ["CBR (3×3, 64)", "↑"],
                ["Conv (1×1, 1)", "Conv (1×1, 1)"],
            ],
            ruled="grid",
        ),
        [
            [
                *("conv2d filters=32 kernel=3x3", "batch_norm", "relu", "max_pool"),
                *("conv2d filters=64 kernel=3x3", "batch_norm", "relu", "conv2d filters=1 kernel=1x1"),
            ],
            [
                *("conv2d filters=32 kernel=3x3", "batch_norm", "relu"),
                *("conv2d filters=64 kernel=5x5", "batch_norm", "relu"),
                *("upsample scale=2", "conv2d filters=1 kernel=1x1"),
            ],
        ],
    ),
    "a signature in words": (
        Table(
            "Table 4: Layers are denoted as “conv/deconv ((kernel size), (output channels), (stride), (padding))”.",
            [
                ["Encoder", "Decoder"],
                ["conv (4, 64, 2, 1)", "deconv (4, 256, 1, 2)"],
                ["conv (4, 128, 2, 1)", "deconv (4, 3, 2, 1) + tanh"],
            ],
            ruled="grid",
        ),
        [
            [
                "conv2d filters=64 kernel=4x4 padding=1 stride=2x2",
                "conv2d filters=128 kernel=4x4 padding=1 stride=2x2",
            ],
            [
                "conv_transpose2d filters=256 kernel=4x4 padding=2 stride=1x1",
                "conv_transpose2d filters=3 kernel=4x4 padding=1 stride=2x2",
                "tanh",
            ],
        ],
    ),
    "letters for kinds, maps and what each of them has": (
        Table(
            "Table 5: The network. M: maps, N: neurons.",
            [
                ["Layer", "Type", "Maps and neurons", "Filter size"],
                ["0", "I", "3M x 101x101N", "—"],
                ["1", "C", "16M x 100x100N", "2x2"],
                ["2", "MP", "16M x 50x50N", "2x2"],
                ["3", "C", "16M x 48x48N", "3x3"],
                ["4", "MP", "16M x 24x24N", "2x2"],
                ["5", "FC", "100N", "—"],
            ],
        ),
        [
            [
                "input @101x101x3",
                "conv2d filters=16 kernel=2x2 @100x100x16",
                "max_pool kernel=2x2 @50x50x16",
                "conv2d filters=16 kernel=3x3 @48x48x16",
                "max_pool kernel=2x2 @24x24x16",
                "dense units=100",
            ]
        ],
    ),
    "letters with numbers, of three dimensions": (
        Table(
            "Table 6: The architecture of the screening model.",
            [
                ["Layer", "Kernel size", "Stride", "Output size", "Feature volumes"],
                ["Input", "-", "-", "16×16×10", "1"],
                ["C1", "5×5×3", "1", "12×12×8", "64"],
                ["M1", "2×2×2", "2", "6×6×4", "64"],
                ["C2", "3×3×3", "1", "4×4×2", "64"],
                ["FC1", "-", "-", "1×1×1", "150"],
            ],
        ),
        [
            [
                "input @16x16x10x1",
                "conv3d filters=64 kernel=5x5x3 stride=1x1 @12x12x8",
                "max_pool kernel=2x2x2 stride=2x2 @6x6x4",
                "conv3d filters=64 kernel=3x3x3 stride=1x1 @4x4x2",
                "dense units=150 @1x1x1",
            ]
        ],
    ),
    "what goes in among the settings of a head, batches first": (
        Table(
            "Table 7: Structure of the encoder. K: kernel size, S: stride.",
            [
                ["Layers", "Parameters (C_in, C_out, K, S)", "Output shape"],
                ["Conv1d", "(2, 64, 7, 2)", "(N, 64, 500)"],
                ["MaxPool", "(64, 64, 3, 2)", "(N, 64, 250)"],
                ["Residual block", "(64, 16, 3, 1)", "(N, 16, 250)"],
                ["Linear", "(4000, 3, −, −)", "(N, 3)"],
            ],
        ),
        [
            [
                "conv1d filters=64 kernel=7 stride=2 @Nx64x500",
                "max_pool kernel=3x3 stride=2x2 @Nx64x250",
                "block filters=16 kernel=3x3 name=Residual block stride=1x1 @Nx16x250",
                "dense units=3 @Nx3",
            ]
        ],
    ),
    "shapes of weights that begin with the filters": (
        Table(
            "Table 8: Parameters of the discriminator.",
            [
                ["Layer", "Weight dimension", "Stride"],
                ["conv", "32×3×5×5", "2"],
                ["depthwise conv", "32×5×5", "1"],
                ["conv", "64×32×1×1", "1"],
            ],
        ),
        [
            [
                "conv2d filters=32 kernel=5x5 stride=2x2",
                "depthwise_conv2d kernel=5x5 stride=1x1",
                "conv2d filters=64 kernel=1x1 stride=1x1",
            ]
        ],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_codes_are_read_as_layers(name: str, tmp_path: Path) -> None:
    table, expected = TABLES[name]
    assert [printed(graph) for graph in read(table, tmp_path).graphs] == expected
