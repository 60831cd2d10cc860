"""Layers named by their place or by a letter of their kind, and chains of widths with letters among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed

CAPTION = "Table 1: Layers of the autoencoder."

PLACES = [
    ["Layer", "Input", "Hidden 1", "Code", "Hidden 2", "Output"],
    ["Neurons", "29", "14", "7", "14", "29"],
    ["Activation", "-", "tanh", "ReLU", "tanh", "ReLU"],
    ["Dropout", "-", "0.2", "-", "0.2", "-"],
]
BY_PLACE = [
    "input @29",
    "dense units=14",
    "tanh",
    "dropout rate=0.2",
    "dense units=7",
    "relu",
    "dense units=14",
    "tanh",
    "dropout rate=0.2",
    "dense units=29",
    "relu",
]
CODES = [
    ["", "C1", "P1", "C2", "F1", "Out"],
    ["Kernel", "21", "2", "11", "-", "-"],
    ["Maps / units", "16", "-", "32", "2048", "512"],
    ["Activ.", "LReLU", "-", "LReLU", "tanh", "softmax"],
    ["BN", "yes", "-", "yes", "yes", "no"],
]
BY_CODE = [
    "conv2d filters=16 kernel=21x21",
    "batch_norm",
    "leaky_relu",
    "pool kernel=2x2",
    "conv2d filters=32 kernel=11x11",
    "batch_norm",
    "leaky_relu",
    "dense units=2048",
    "batch_norm",
    "tanh",
    "dense units=512",
    "softmax",
]


@pytest.mark.parametrize("turned", [False, True], ids=["a layer a column", "a layer a row"])
@pytest.mark.parametrize(("rows", "wanted"), [(PLACES, BY_PLACE), (CODES, BY_CODE)], ids=["places", "codes"])
def test_names_tell_the_kinds_of_all_layers(
    rows: list[list[str]], wanted: list[str], turned: bool, tmp_path: Path
) -> None:
    told = [list(column) for column in zip(*rows, strict=True)] if turned else rows
    (graph,) = read(Table(CAPTION, told, ruled="grid"), tmp_path).graphs
    assert printed(graph) == wanted


def test_one_name_that_says_nothing_leaves_all_as_they_are(tmp_path: Path) -> None:
    rows = [["", "C1", "Q1", "F1"], ["Kernel", "21", "2", "-"], ["Filters", "16", "-", "2048"]]
    graphs = read(Table(CAPTION, rows), tmp_path).graphs
    assert not any(node.op == "pool" for graph in graphs for node in graph.nodes)


def test_letters_along_arrows_are_widths_and_an_activation_behind_them_is_that_of_all_hidden(
    tmp_path: Path,
) -> None:
    rows = [["Model", "Layers"], ["DAE", "[I → 200 → I]"], ["VAE", "[I → 600 → 200 → I], tanh"]]
    plain, deep = read(Table("Table 1: Architectures that we tried.", rows), tmp_path).graphs
    assert printed(plain) == ["input @I", "dense units=200", "dense units=I"]
    assert printed(deep) == [
        "input @I",
        "dense units=600",
        "tanh",
        "dense units=200",
        "tanh",
        "dense units=I",
    ]
