"""Rows of blocks: what their columns say, under which names, and inputs with a column for their channels."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

CAPTION = "Table 1: Architecture of the network."

ROWS = {
    "heads that only name a setting": (
        [
            ["Operator", "Kernel size", "#Channel", "d", "Str.", "Shared?"],
            ["Conv", "3×3", "64", "1", "1", "No"],
            ["Context module", "3×3", "128", "2", "1", "No"],
            ["Context module", "3×3", "128", "4", "2", "Yes"],
        ],
        [
            "conv2d dilation=1x1 filters=64 kernel=3x3 stride=1x1",
            "block Shared?=No dilation=2 filters=128 kernel=3x3 name=Context module stride=1x1",
            "block Shared?=Yes dilation=4 filters=128 kernel=3x3 name=Context module stride=2x2",
        ],
    ),
    "a kernel for each layer inside": (
        [
            ["Layer", "Kernel size", "Resample"],
            ["Residual block", "[3×3] × 2", "Up"],
            ["Conv, tanh", "3×3", "–"],
        ],
        ["block Resample=Up kernel=[3×3]×2 name=Residual block", "conv2d kernel=3x3", "tanh"],
    ),
    "layers that are blocks themselves": (
        [
            ["Stage", "Block", "Layer", "Output"],
            ["Stage 1", "Dense Block", "DenseLayer × 3", "28×28×128"],
            ["Stage 2", "Dense Block", "DenseLayer × 4", "14×14×256"],
            ["Stage 3", "Transition Layer", "1×1 conv", "14×14×256"],
        ],
        [
            "block name=DenseLayer x3 @28x28x128",
            "block name=DenseLayer x4 @14x14x256",
            "conv2d kernel=1x1 @14x14x256",
        ],
    ),
    "modules beside what they are called": (
        [
            ["Name", "Kernel / type", "Stride", "Channels"],
            ["conv1", "3×3", "1", "16"],
            ["ctx1", "context module", "–", "16"],
            ["up1", "upsampling module", "–", "8"],
        ],
        [
            "conv2d filters=16 kernel=3x3 stride=1x1",
            "block filters=16 name=context module",
            "block filters=8 name=upsampling module",
        ],
    ),
    "what is no convolution though it has a kernel": (
        [
            ["Name", "Kernel", "Stride", "Ch I/O", "Input"],
            ["corr", "1×1", "1", "192/49", "conv6a, conv6b"],
            ["conv1", "3×3", "1", "49/128", "corr"],
            ["conv2", "3×3", "1", "128/64", "conv1"],
        ],
        [
            "input",
            "input",
            "block Ch I/O=192/49 kernel=1x1 name=corr stride=1x1",
            "conv2d filters=128 kernel=3x3 stride=1x1",
            "conv2d filters=64 kernel=3x3 stride=1x1",
        ],
    ),
    "settings in words": (
        [
            ["Layer", "Parameters", "Padding"],
            ["Conv", "3×3, 32", "1, circular"],
            ["Upsampling", "size = 2", ""],
        ],
        ["conv2d filters=32 kernel=3x3 padding=1, circular", "upsample scale=2"],
    ),
    "channels of an input": (
        [["Layer", "Output size", "Channels"], ["Image", "224×224", "3"], ["Conv 3×3", "112×112", "24"]],
        ["input @224x224x3", "conv2d filters=24 kernel=3x3 @112x112"],
    ),
    "activations by their settings": (
        [["Layer", "Parameters"], ["Convolution", "3×3, 32"], ["Activation", "ReLU"]],
        ["conv2d filters=32 kernel=3x3", "relu"],
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_what_a_row_says_of_a_block(name: str, tmp_path: Path) -> None:
    rows, expected = ROWS[name]
    (graph,) = read(Table(CAPTION, rows), tmp_path).graphs
    assert printed(graph) == expected


def test_a_caption_gives_a_kernel_to_the_convolutions_by_their_name(tmp_path: Path) -> None:
    caption = "Table 1: The branch in detail. Conv2D uses kernels of size 3×3."
    rows = [["Operator", "c", "s"], ["Conv2D", "32", "2"], ["bottleneck", "48", "1"], ["Conv2D", "64", "1"]]
    (graph,) = read(Table(caption, rows), tmp_path).graphs
    assert [told.partition("kernel=")[2][:3] for told in printed(graph)] == ["3x3", "", "3x3"]
