"""Layers that only the caption of a table puts behind those of its rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

ROWS = [
    ["Layer", "Kernel", "Stride", "Channels"],
    ["conv1", "7×7", "2", "64"],
    ["conv2", "3×3", "1", "128"],
    ["deconv1", "4×4", "2", "64"],
    ["fc", "-", "-", "10"],
]
ONE, TWO = "conv2d filters=64 kernel=7x7 stride=2x2", "conv2d filters=128 kernel=3x3 stride=1x1"
BACK, FLAT = "conv_transpose2d filters=64 kernel=4x4 stride=2x2", "dense units=10"

CAPTIONS = {
    "Each convolution is followed by batch normalization and ReLU.": [
        *(ONE, "batch_norm", "relu", TWO, "batch_norm", "relu"),
        *(BACK, "batch_norm", "relu", FLAT),
    ],
    "Every conv is followed by a leaky ReLU (0.1); weights are shared.": [
        *(ONE, "leaky_relu alpha=0.1", TWO, "leaky_relu alpha=0.1", BACK, FLAT),
    ],
    "BN and LeakyReLU follow every layer but the last.": [
        *(ONE, "batch_norm", "leaky_relu", TWO, "batch_norm", "leaky_relu"),
        *(BACK, "batch_norm", "leaky_relu", FLAT),
    ],
    "PReLU follows convolution and fully connected layers except outputs.": [
        *(ONE, "prelu", TWO, "prelu", BACK, "prelu", FLAT),
    ],
    "Every layer but the last has instance normalization and ReLU after it; the last has a sigmoid.": [
        *(ONE, "instance_norm", "relu", TWO, "instance_norm", "relu"),
        *(BACK, "instance_norm", "relu", FLAT, "sigmoid"),
    ],
    "All convolution and FC layers use ReLU activation except for conv2.": [
        *(ONE, "relu", TWO, BACK, "relu", FLAT, "relu"),
    ],
    "All strided convolutions are followed by ELU.": [ONE, "elu", TWO, BACK, "elu", FLAT],
    "After each convolution layer there is a rectified linear unit (ReLU).": [
        *(ONE, "relu", TWO, "relu", BACK, "relu", FLAT),
    ],
    "All kernels are square and followed by GELU unless stated otherwise.": [
        *(ONE, "gelu", TWO, "gelu", BACK, "gelu", FLAT),
    ],
    "BN + ReLU after each convolution are omitted.": [ONE, TWO, BACK, FLAT],
    "Each convolution is followed by batch normalization, except those that are connected to deeper layers.": [
        *(ONE, TWO, BACK, FLAT),
    ],
}


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_says_what_follows_layers(caption: str, tmp_path: Path) -> None:
    (graph,) = read(Table(f"Table 1: Architecture of the network. {caption}", ROWS), tmp_path).graphs
    assert printed(graph) == CAPTIONS[caption]


def test_rows_that_print_what_follows_have_it_once(tmp_path: Path) -> None:
    rows = [["Layer", "Channels"], ["Conv 3×3 + ReLU", "64"], ["Conv 3×3", "64"], ["Max pool 2×2", ""]]
    caption = "Table 2: Our network. All convolutions are followed by ReLU."
    (graph,) = read(Table(caption, rows), tmp_path).graphs
    assert [node.op for node in graph.nodes] == ["conv2d", "relu", "conv2d", "max_pool"]
