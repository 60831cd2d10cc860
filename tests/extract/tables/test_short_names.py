"""Layers by short names that only the caption explains."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

ROWS = [
    ["Layer", "Filter size", "Stride", "#channels"],
    ["C", "3×3", "1", "64"],
    ["C", "3×3", "1", "64"],
    ["MP", "2×2", "2", "64"],
    ["C", "3×3", "1", "128"],
    ["MP", "2×2", "2", "128"],
    ["FC", "-", "-", "10"],
]
LAYERS = [
    "conv2d filters=64 kernel=3x3 stride=1x1",
    "conv2d filters=64 kernel=3x3 stride=1x1",
    "max_pool kernel=2x2 stride=2x2",
    "conv2d filters=128 kernel=3x3 stride=1x1",
    "max_pool kernel=2x2 stride=2x2",
    "dense units=10",
]
CAPTIONS = [
    "Table 1: The network, layer by layer. C stands for convolution, MP for max pooling, FC for a fully connected layer.",
    "Table 1: The network, layer by layer. C denotes convolution, MP denotes max pooling and FC denotes a dense layer.",
    "Table 1: The network, layer by layer (C: convolution, MP: max pooling, FC: fully connected).",
]


@pytest.mark.parametrize("caption", CAPTIONS)
@pytest.mark.parametrize("turned", [False, True], ids=["a layer a row", "a layer a column"])
def test_letters_that_the_caption_explains_name_layers(tmp_path: Path, caption: str, turned: bool) -> None:
    rows = [list(column) for column in zip(*ROWS, strict=True)] if turned else ROWS
    (graph,) = read(Table(caption, rows), tmp_path).graphs
    found = printed(graph)
    assert [line.replace("filters=64 kernel=2", "kernel=2") for line in found if line != "input"] == LAYERS


def test_letters_of_other_things_name_no_layers(tmp_path: Path) -> None:
    rows = [["Stage", "C", "L"], ["1", "64", "2"], ["2", "128", "6"], ["3", "256", "2"]]
    caption = "Table 1: C denotes the number of channels and L denotes the number of heads."
    assert not read(Table(caption, rows), tmp_path).graphs


def test_a_row_of_dashes_at_the_top_is_no_head(tmp_path: Path) -> None:
    rows = [["-", "-", "-"], ["conv1", "3×3, 64", "56×56"], ["conv2", "3×3, 128", "28×28"]]
    (graph,) = read(Table("Table 1: Architecture of the network.", rows), tmp_path).graphs
    assert [node.op for node in graph.nodes if node.op != "input"] == ["conv2d", "conv2d"]


HEADS = {
    "X resolution of output, C number of channels of output; S computation stride; D kernel dilation.": "XCSD",
    "“X” is the resolution, “C” denotes the number of channels, “S” the stride and “D” is the dilation rate.": "XCSD",
    "RES: resolution of the output; OC: output channels; ST: strides; DR: dilation rate.": (
        "RES",
        "OC",
        "ST",
        "DR",
    ),
}


@pytest.mark.parametrize("caption", HEADS)
def test_heads_mean_what_the_caption_says(tmp_path: Path, caption: str) -> None:
    rows = [["Layer", *HEADS[caption]], ["conv1", "224", "64", "1", "1"], ["conv2", "112", "128", "2", "4"]]
    (graph,) = read(Table(f"Table 1: {caption}", rows), tmp_path).graphs
    assert printed(graph) == [
        "conv2d dilation=1x1 filters=64 stride=1x1 @224",
        "conv2d dilation=4x4 filters=128 stride=2x2 @112",
    ]


def test_blocks_keep_small_heads_that_the_caption_explains(tmp_path: Path) -> None:
    caption = "Table 1: The search space. Column-f denotes the filter number of a block."
    rows = [
        ["Block", "f", "n", "s"],
        ["3x3 conv", "16", "1", "2"],
        ["TBS", "24", "4", "2"],
        ["TBS", "32", "4", "2"],
    ]
    (graph,) = read(Table(caption, rows), tmp_path).graphs
    assert printed(graph) == [
        "conv2d filters=16 kernel=3x3 stride=2x2",
        "block f=24 name=TBS s=2 x4",
        "block f=32 name=TBS s=2 x4",
    ]


def test_codes_with_their_values_in_brackets(tmp_path: Path) -> None:
    caption = (
        "Table 1: C denotes a convolutional layer with the number of filters, FC a dense layer, "
        "D dropout, R a residual module, P max-pooling."
    )
    rows = [["C(32,5×5)"], ["P(2×2)"], ["R(64), R(128)"], ["FC(1024) + D(0.3)"], ["FC(30)"]]
    (graph,) = read(Table(caption, rows, header=0), tmp_path).graphs
    assert printed(graph) == [
        "conv2d filters=32 kernel=5x5",
        "max_pool kernel=2x2",
        "block filters=64 name=R",
        "block filters=128 name=R",
        "dense units=1024",
        "dropout rate=0.3",
        "dense units=30",
    ]
