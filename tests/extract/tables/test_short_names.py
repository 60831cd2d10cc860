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
