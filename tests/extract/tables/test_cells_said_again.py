"""Cells that say again what stands above them or under another head, and cells that only set the layer of their row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

CAPTION = "Table 1: Architecture of the networks."


@pytest.mark.parametrize(
    "again", ["ditto", "– ditto –", "same as above", "identical to the previous layer", "”"]
)
def test_a_cell_says_again_what_stands_above_it(tmp_path: Path, again: str) -> None:
    rows = [
        ["", "encoder", "predictor"],
        ["1", "ConvLSTM, 5×5, 128", "ConvLSTM, 5×5, 64"],
        ["2", "ConvLSTM, 5×5, 64", again],
        ["3", again, "Conv 1×1, 1, sigmoid"],
    ]
    graphs = {graph.name: printed(graph) for graph in read(Table(CAPTION, rows), tmp_path).graphs}
    narrow, wide = ("conv_lstm filters=64 kernel=5x5", "conv_lstm filters=128 kernel=5x5")
    assert graphs == {
        "encoder": [wide, narrow, narrow],
        "predictor": [narrow, narrow, "conv2d filters=1 kernel=1x1", "sigmoid"],
    }


@pytest.mark.parametrize("again", ["same as SN", "as in SN", "= SN", "same as left"])
def test_a_cell_says_again_what_another_network_has(tmp_path: Path, again: str) -> None:
    rows = [
        ["Stage", "SN (baseline)", "Ours"],
        ["1", "ResBlock down 64", again],
        ["2", "–", "Self-attention"],
        ["3", "ResBlock down 256", again],
        ["4", "FC 1", again],
    ]
    graphs = {graph.name: printed(graph) for graph in read(Table(CAPTION, rows), tmp_path).graphs}
    first = "block Stage=1 filters=64 name=ResBlock down"
    last = ["block Stage=3 filters=256 name=ResBlock down", "dense units=1"]
    assert graphs == {"SN (baseline)": [first, *last], "Ours": [first, "self_attention", *last]}


SET = {
    "a width before an activation": (
        [["Module", "Setting"], ["Conv", "3×3, 32, ReLU"], ["FC", "256, ReLU"], ["LSTM", "128"]],
        ["conv2d filters=32 kernel=3x3", "relu", "dense units=256", "relu", "lstm units=128"],
    ),
    "a softmax with its width": (
        [["Layer", "Size"], ["Embedding", "300"], ["LSTM", "191"], ["Linear", "13"], ["Softmax", "20k"]],
        ["embedding dim=300", "lstm units=191", "dense units=13", "softmax units=20k"],
    ),
    "dimensions that are shapes": (
        [
            ["Type", "Output Dim.", "Kernel"],
            ["Conv", "64×64×24", "7×7"],
            ["Conv", "32×32×64", "5×5"],
            ["FC", "512", "-"],
        ],
        ["conv2d kernel=7x7 @64x64x24", "conv2d kernel=5x5 @32x32x64", "dense @512"],
    ),
}


@pytest.mark.parametrize("name", SET)
def test_settings_are_those_of_the_layer_that_the_row_names(tmp_path: Path, name: str) -> None:
    rows, expected = SET[name]
    (graph,) = read(Table(CAPTION, rows), tmp_path).graphs
    assert printed(graph) == expected


def test_columns_of_widths_under_the_names_of_networks(tmp_path: Path) -> None:
    rows = [
        ["", "Teacher", "Student-1", "Student-2"],
        ["conv1", "64", "32", "16"],
        ["pool1", "max 2×2", "=", "="],
        ["conv2", "128", "–", "–"],
        ["fc", "10", "=", "="],
    ]
    graphs = {graph.name: printed(graph) for graph in read(Table(CAPTION, rows), tmp_path).graphs}
    last = ["max_pool kernel=2x2", "dense units=10"]
    assert graphs == {
        "Teacher": ["conv2d filters=64", last[0], "conv2d filters=128", last[1]],
        "Student-1": ["conv2d filters=32", *last],
        "Student-2": ["conv2d filters=16", *last],
    }


def test_layers_by_their_places_are_dense(tmp_path: Path) -> None:
    rows = [
        ["", "Actor", "Critic"],
        ["First layer", "400, ReLU", "400, ReLU"],
        ["2nd hidden layer", "300 (tanh)", "300, ReLU"],
        ["Output", "d_a, tanh", "1"],
    ]
    graphs = {graph.name: printed(graph) for graph in read(Table(CAPTION, rows), tmp_path).graphs}
    assert graphs == {
        "Actor": ["dense units=400", "relu", "dense units=300", "tanh", "dense units=d_a", "tanh"],
        "Critic": ["dense units=400", "relu", "dense units=300", "relu", "dense units=1"],
    }
