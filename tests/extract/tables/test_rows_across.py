"""Rows that are read across, rows that only their kernels name, and labels in the middle beside several rows."""

from __future__ import annotations

from pathlib import Path

from tests.extract.tables.drawn import Table, read
from tests.extract.tables.told import printed


def test_what_follows_a_layer_stands_in_the_cells_beside_it(tmp_path: Path) -> None:
    rows = [
        ["Conv (filters=32, kernel=5×5)", "MaxPool (kernel=2×2)", "BatchNorm"],
        ["Conv (filters=64, kernel=3×3)", "MaxPool (kernel=2×2)", "BatchNorm"],
        ["Dense (units=10)", "Softmax", None],
    ]
    table = Table("Table 1: Architecture of our network.", rows, header=0, ruled="grid")
    (graph,) = read(table, tmp_path).graphs
    assert [node.op for node in graph.nodes] == [
        *("conv2d", "max_pool", "batch_norm"),
        *("conv2d", "max_pool", "batch_norm"),
        *("dense", "softmax"),
    ]
    assert len(graph.edges) == 7


def test_columns_of_layers_with_weights_are_networks_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["Small", "Large"],
        ["Conv (filters=32, kernel=5×5)", "Conv (filters=64, kernel=5×5)"],
        ["MaxPool (kernel=2×2)", "MaxPool (kernel=2×2)"],
        ["Dense (units=10)", "Dense (units=10)"],
    ]
    table = Table("Table 1: Architecture of our networks.", rows, ruled="grid")
    assert len(read(table, tmp_path).graphs) == 2


def test_rows_without_names_are_convolutions_where_they_have_kernels(tmp_path: Path) -> None:
    rows = [
        ["Module", "Input size", "Channels", "Kernel", "Stride"],
        [None, "200×88×3", "32", "5", "2"],
        ["Perception", "98×42×32\n96×40×32", "64\n64", "3\n3", "1\n2"],
        [None, "47×19×64", "512", "–", "–"],
        [None, "512", "256", "–", "–"],
        ["Control", "256", "1", "–", "–"],
    ]
    table = Table("Table 1: All network modules.", rows)
    (graph,) = read(table, tmp_path).graphs
    assert [told.split(" @")[0] for told in printed(graph)] == [
        "conv2d filters=32 kernel=5x5 stride=2x2",
        "conv2d filters=64 kernel=3x3 stride=1x1",
        "conv2d filters=64 kernel=3x3 stride=2x2",
        "dense units=512",
        "dense units=256",
        "dense units=1",
    ]
