"""Heads that may mean two things: what stands under them, or in their brackets, tells which one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

CAPTION = "Table 1: Architecture of the network."

ROWS = {
    "a size a layer is a width": (
        [
            ["Operation", "Size", "Activation"],
            ["Conv (4×4, stride 2)", "64", "ReLU"],
            ["Conv (4×4, stride 2)", "128", "ReLU"],
            ["Linear", "1024", "-"],
        ],
        [
            "conv2d filters=64 kernel=4x4 stride=2x2",
            "relu",
            "conv2d filters=128 kernel=4x4 stride=2x2",
            "relu",
            "dense units=1024",
        ],
    ),
    "sizes that fall are those of maps": (
        [
            ["Operation", "Size"],
            ["Conv (4×4, 64, stride 2)", "112"],
            ["Conv (4×4, 128, stride 2)", "56"],
        ],
        ["conv2d filters=64 kernel=4x4 stride=2x2 @112", "conv2d filters=128 kernel=4x4 stride=2x2 @56"],
    ),
    "parameters that are counted": (
        [
            ["Layer", "Filter", "Stride", "Volume", "Parameters"],
            ["Conv", "6×6", "2", "58×58×32", "1 184"],
            ["Conv", "3×3", "1", "58×58×1", "9,248"],
        ],
        ["conv2d kernel=6x6 stride=2x2 @58x58x32", "conv2d kernel=3x3 stride=1x1 @58x58x1"],
    ),
    "parameters that set a layer": (
        [["Layer", "Parameters"], ["Conv", "3×3, 64"], ["Conv", "3×3, 128"], ["Dropout", "0.5"]],
        ["conv2d filters=64 kernel=3x3", "conv2d filters=128 kernel=3x3", "dropout rate=0.5"],
    ),
    "edges by their words": (
        [
            ["Layer", "Mode", "Filter size", "Filters"],
            ["Conv2D", "same", "3×3", "64"],
            ["Conv2D", "valid", "3×3", "64"],
        ],
        ["conv2d filters=64 kernel=3x3 padding=same", "conv2d filters=64 kernel=3x3 padding=valid"],
    ),
    "settings listed in a head's brackets": (
        [
            ["Layer", "Parameters (kernel, stride, padding)"],
            ["Conv 64", "(3×3, 1, 1)"],
            ["Max pool", "(2×2, 2, 0)"],
        ],
        ["conv2d filters=64 kernel=3x3 padding=1 stride=1x1", "max_pool kernel=2x2 padding=0 stride=2x2"],
    ),
    "settings parted by slashes": (
        [
            ["Layer", "Kernel / Stride / Padding", "Output"],
            ["Conv", "3 / 1 / 1", "32×32×64"],
            ["Max pool", "2 / 2 / 0", "16×16×64"],
        ],
        [
            "conv2d kernel=3x3 padding=1 stride=1x1 @32x32x64",
            "max_pool kernel=2x2 padding=0 stride=2x2 @16x16x64",
        ],
    ),
    "a size of the layer that is named beside it": (
        [
            ["Name", "Patch size/stride"],
            ["Conv 1", "3×3/1"],
            ["Residual 2", "3×3/2"],
            ["Residual 3", "3×3/1"],
        ],
        [
            "conv2d kernel=3x3 stride=1x1",
            "block kernel=3x3 name=Residual 2 stride=2x2",
            "block kernel=3x3 name=Residual 3 stride=1x1",
        ],
    ),
    "numbers of filters by their letter": (
        [["Type", "Num n", "Filter f × f"], ["Conv", "16", "5×5"], ["Conv", "32", "3×3"]],
        ["conv2d filters=16 kernel=5x5", "conv2d filters=32 kernel=3x3"],
    ),
    "sizes beside numbers of maps that neither fall nor rise": (
        [
            ["Layer", "Size", "Maps"],
            ["Conv", "5×5", "32"],
            ["Max pool", "2×2", ""],
            ["Conv", "3×3", "64"],
            ["Dense", "", "10"],
        ],
        [
            "conv2d filters=32 kernel=5x5",
            "max_pool kernel=2x2",
            "conv2d filters=64 kernel=3x3",
            "dense units=10",
        ],
    ),
    "sizes beside numbers of maps that fall": (
        [
            ["Layer", "Size", "Maps"],
            ["Conv", "10×10", "32"],
            ["Max pool", "5×5", "32"],
            ["Conv", "3×3", "64"],
        ],
        ["conv2d filters=32 @10x10", "max_pool @5x5", "conv2d filters=64 @3x3"],
    ),
    "sizes without a head": (
        [
            ["conv 5×5, stride 2", "31×98×24"],
            ["conv 3×3", "29×96×36"],
            ["flatten", "100224"],
            ["FC 10", "10"],
        ],
        [
            "conv2d kernel=5x5 stride=2x2 @31x98x24",
            "conv2d kernel=3x3 @29x96x36",
            "flatten @100224",
            "dense units=10 @10",
        ],
    ),
    "a number for each direction, with a slash": (
        [
            ["Block", "Stride (v/h)", "Size"],
            ["Conv 3×3, 32", "1/1", "64×2048"],
            ["Conv 3×3, 64", "1/2", "64×1024"],
        ],
        [
            "conv2d filters=32 kernel=3x3 stride=1x1 @64x2048",
            "conv2d filters=64 kernel=3x3 stride=1x2 @64x1024",
        ],
    ),
    "dropout under another head": (
        [
            ["Type", "Units", "Regularization"],
            ["LSTM", "128", "Dropout 0.2"],
            ["Dense", "10", ""],
            ["GRU", "8", "dropout (0.5)"],
        ],
        ["lstm units=128", "dropout rate=0.2", "dense units=10", "gru units=8", "dropout rate=0.5"],
    ),
    "so many kernels of a size": (
        [["Layer", "Filter", "Stride"], ["Conv 1", "64@3×3", "1"], ["Conv 2", "128@5×5", "2"]],
        ["conv2d filters=64 kernel=3x3 stride=1x1", "conv2d filters=128 kernel=5x5 stride=2x2"],
    ),
    "settings by their letters": (
        [["Layer", "K/S/P", "Channels"], ["Conv", "3/1/1", "64"], ["Conv", "3/2/1", "128"]],
        [
            "conv2d filters=64 kernel=3x3 padding=1 stride=1x1",
            "conv2d filters=128 kernel=3x3 padding=1 stride=2x2",
        ],
    ),
    "a stride of the whole network": (
        [
            ["Layer", "Kernel", "Output stride", "Filters"],
            ["conv1", "3×3", "2", "64"],
            ["conv2", "3×3", "4", "64"],
        ],
        ["conv2d filters=64 kernel=3x3", "conv2d filters=64 kernel=3x3"],
    ),
    "an output with the order of its sides": (
        [["Layer", "Output (C×H×W)"], ["Conv 3×3", "32×64×64"], ["Max pool 2×2", "32×32×32"]],
        ["conv2d kernel=3x3 @64x64x32", "max_pool kernel=2x2 @32x32x32"],
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_head_is_told_by_its_values(name: str, tmp_path: Path) -> None:
    rows, expected = ROWS[name]
    (graph,) = read(Table(CAPTION, rows), tmp_path).graphs
    assert printed(graph) == expected
