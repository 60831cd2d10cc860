"""Columns that are branches of one network, for they meet in a layer below them that joins what comes out of both."""

from __future__ import annotations

from pathlib import Path

from extract.tables import TableReading
from tests.extract.tables.drawn import Over, Table, read
from tests.extract.tables.told import printed

CAPTION = "Table 1: Architecture of the network."


def _sources(reading: TableReading, op: str) -> list[str]:
    (graph,) = reading.graphs
    target = next(node.id for node in graph.nodes if node.op == op)
    return [
        node.op
        for edge in graph.edges
        for node in graph.nodes
        if (edge.source, target) == (node.id, edge.target)
    ]


def test_columns_meet_in_a_cell_that_joins_them(tmp_path: Path) -> None:
    rows = [
        ["", "Drug", "Protein"],
        ["Embedding", "128", "128"],
        ["Conv1D", "32, 4", "32, 8"],
        ["Pool", "global max", "global max"],
        ["Joint", Over("concat – FC 1024 – FC 1", 2)],
    ]
    reading = read(Table(CAPTION, rows, ruled="grid"), tmp_path)
    assert _sources(reading, "concat") == ["global_max_pool", "global_max_pool"]
    assert [told for told in printed(reading.graphs[0]) if "dense" in told] == [
        "dense units=1024",
        "dense units=1",
    ]


def test_views_are_branches_and_no_change_of_shape(tmp_path: Path) -> None:
    rows = [
        ["Global View", "Local View"],
        ["conv 5×5, 16", "conv 3×3, 16"],
        ["maxpool 5×5, stride 2", "maxpool 3×3, stride 2"],
        [Over("fc 512", 2)],
        [Over("softmax", 2)],
    ]
    reading = read(Table(CAPTION, rows, ruled="grid"), tmp_path)
    assert _sources(reading, "dense") == ["max_pool", "max_pool"]


def test_networks_that_share_layers_and_join_nothing_stay_apart(tmp_path: Path) -> None:
    rows = [
        ["", "Small", "Large"],
        ["conv1", "3×3, 16", "3×3, 64"],
        ["conv2", "3×3, 32", "3×3, 128"],
        ["fc", Over("fc 512", 2)],
    ]
    assert [graph.name for graph in read(Table(CAPTION, rows, ruled="grid"), tmp_path).graphs] == [
        "Small",
        "Large",
    ]


def test_short_cells_in_the_middle_between_columns_part_none(tmp_path: Path) -> None:
    rows = [
        ["Stage", "X view", "Y view", "Output"],
        ["conv", "7×7, 64 / 2", "7×7, 64 / 2", "50×40×64"],
        ["max pool", "3×3 / 2", "3×3 / 2", "25×20×64"],
        ["merge", Over("concatenate", 2), "25×20×128"],
        ["avg pool", Over("6×5", 2), "128"],
        ["softmax", Over("13", 2), "13"],
        ["softmax", Over("13", 2), "13"],
    ]
    reading = read(Table(CAPTION, rows, ruled="book", centred=True), tmp_path)
    assert _sources(reading, "concat") == ["max_pool", "max_pool"]


def test_sizes_may_stand_before_the_layers_and_dashes_in_the_first_row(tmp_path: Path) -> None:
    sizes_first = [
        ["Output", "Layer"],
        ["240×8×96", "Conv2D, 96@5×5, BN"],
        ["240×96", "GRU, 96"],
    ]
    (graph,) = read(Table(CAPTION, sizes_first, ruled="grid"), tmp_path).graphs
    assert printed(graph)[0] == "conv2d filters=96 kernel=5x5 @240x8x96"
    dashes = [
        ["Layer", "Type", "Filters", "Stride"],
        ["Y, X", "inputs", "–", "–"],
        ["Conv in", "3×3 Conv", "64", "1"],
        ["Res 1", "DSC block", "64", "1"],
        ["Res 2", "DSC block", "128", "2"],
    ]
    (graph,) = read(Table(CAPTION, dashes, header=1, ruled="book"), tmp_path).graphs
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "block", "block"]
    assert graph.nodes[2].value("name") == "DSC block"
