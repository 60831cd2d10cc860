"""Columns as papers of speech, sensors and spectra head them, and cells that print nothing or what another row has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

CAPTION = "Table 1: Layers of the network."

TABLES: dict[str, tuple[str, list[list[str]], list[str]]] = {
    "dots where a layer has none of a setting": (
        CAPTION,
        [
            ["Layer", "Type", "Filters/nodes", "Length"],
            ["1", "Input", "· · ·", "7214"],
            ["2", "Conv + ReLU", "4", "8"],
            ["3", "Max pool", "· · ·", "4"],
            ["4", "Dense + ReLU", "256", "· · ·"],
        ],
        [
            "input @7214",
            "conv2d filters=4 kernel=8x8",
            "relu",
            "max_pool kernel=4x4",
            "dense units=256",
            "relu",
        ],
    ),
    "letters that are explained together": (
        "Table 1: Layers of the network. r and c denote the kernel width and channels.",
        [
            ["Layer", "r", "c", "s", "Out"],
            ["Input", "", "", "", "T × 40"],
            ["Conv", "3", "16", "1", "T × 16"],
            ["Conv", "9", "24", "2", "T/2 × 24"],
            ["FC", "", "12", "", "12"],
        ],
        [
            "input @Tx40",
            "conv2d filters=16 kernel=3x3 stride=1x1 @Tx16",
            "conv2d filters=24 kernel=9x9 stride=2x2 @T/2x24",
            "dense units=12 @12",
        ],
    ),
    "sizes headed by their sides": (
        CAPTION,
        [
            ["Operation", "Samples × maps"],
            ["Conv1D 64, /2", "8192 × 64"],
            ["Conv1D 128, /2", "4096 × 128"],
        ],
        ["conv1d filters=64 stride=2 @8192x64", "conv1d filters=128 stride=2 @4096x128"],
    ),
    "so wide are filters beside their number": (
        CAPTION,
        [
            ["Layer", "Width", "Stride", "Ch."],
            ["conv, ReLU", "3", "1", "768"],
            ["conv, ReLU", "4", "2", "512"],
        ],
        [
            "conv2d filters=768 kernel=3x3 stride=1x1",
            "relu",
            "conv2d filters=512 kernel=4x4 stride=2x2",
            "relu",
        ],
    ),
    "dimensions that set layers": (
        CAPTION,
        [
            ["Layer", "Dimensions", "Activation"],
            ["Input", "2 × 128", ""],
            ["Conv", "256, 1 × 3", "ReLU"],
            ["Dropout", "50%", ""],
            ["Conv", "80, 2 × 3", "ReLU"],
            ["Dense", "11", "SoftMax"],
        ],
        [
            "input @2x128",
            "conv2d filters=256 kernel=1x3",
            "relu",
            "dropout rate=0.5",
            "conv2d filters=80 kernel=2x3",
            "relu",
            "dense units=11",
            "softmax",
        ],
    ),
    "rows that are as another one": (
        CAPTION,
        [
            ["#", "Operation"],
            ["1", "conv, 48 maps, 3×3, BN, ReLU"],
            ["2", "as 1"],
            ["3", "max-pool 1×2"],
        ],
        [
            "conv2d filters=48 kernel=3x3",
            "batch_norm",
            "relu",
            "conv2d filters=48 kernel=3x3",
            "batch_norm",
            "relu",
            "max_pool kernel=1x2",
        ],
    ),
    "an input with its size behind words": (
        CAPTION,
        [
            ["Input", "sensor grid, 20 × 200 × 10"],
            ["Layer 1", "conv 3×3, 5 + BN"],
            ["Layer 2", "FC 16 + ReLU"],
        ],
        ["input @20x200x10", "conv2d filters=5 kernel=3x3", "batch_norm", "dense units=16", "relu"],
    ),
    "notes that tell how often a row stands": (
        CAPTION,
        [
            ["Layer", "Kernel", "Filters", "Notes"],
            ["Conv", "5×5", "32", "stride 2"],
            ["Res. block", "3×3", "64", "×3"],
        ],
        ["conv2d filters=32 kernel=5x5 stride=2x2", "block Filters=64 kernel=3x3 name=Res. block x3"],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_columns_of_other_fields(name: str, tmp_path: Path) -> None:
    caption, rows, wanted = TABLES[name]
    (graph,) = read(Table(caption, rows), tmp_path).graphs
    assert printed(graph) == wanted


def test_normalisations_side_by_side_are_layers_and_no_heads(tmp_path: Path) -> None:
    rows = [
        ["Policy head", "Value head"],
        ["Conv 1×1, 2 filters", "Conv 1×1, 1 filter"],
        ["BN", "BN"],
        ["FC 65", "FC 256"],
    ]
    policy, value = read(Table(CAPTION, rows), tmp_path).graphs
    assert printed(policy) == ["conv2d filters=2 kernel=1x1", "batch_norm", "dense units=65"]
    assert printed(value) == ["conv2d filters=1 kernel=1x1", "batch_norm", "dense units=256"]
