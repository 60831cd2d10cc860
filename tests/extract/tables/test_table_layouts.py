"""Layer tables of each layout, drawn by the tests, into graphs."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from extract.tables import TableReading
from graph import Graph
from tests.extract.tables.drawn import Over, Table, read


def ops(graph: Graph) -> list[str]:
    return [node.op for node in graph.nodes]


def chained(graph: Graph) -> bool:
    ids = [node.id for node in graph.nodes]
    return [(e.source, e.target) for e in graph.edges] == list(pairwise(ids))


def only(reading: TableReading) -> Graph:
    assert len(reading.graphs) == 1, reading.reason
    return reading.graphs[0]


def test_a_shape_of_weights_gives_kernel_and_filters(tmp_path: Path) -> None:
    table = Table(
        "Table 1: Body architecture of the network.",
        [
            ["Type / Stride", "Filter Shape", "Input Size"],
            ["Conv / s2", "3 × 3 × 3 × 32", "224 × 224 × 3"],
            ["Conv dw / s1", "3 × 3 × 32 dw", "112 × 112 × 32"],
            ["Conv / s1", "1 × 1 × 32 × 64", "112 × 112 × 32"],
            ["Avg Pool / s1", "Pool 7 × 7", "7 × 7 × 64"],
            ["FC / s1", "64 × 1000", "1 × 1 × 64"],
        ],
        ruled="rows",
    )
    reading = read(table, tmp_path)
    graph = only(reading)
    assert reading.figure_type == "table-row-major"
    assert ops(graph) == ["input", "conv2d", "depthwise_conv2d", "conv2d", "avg_pool", "dense"]
    assert chained(graph)
    assert not graph.nodes[0].printed
    first, depthwise, point, pool, dense = graph.nodes[1:]
    assert (first.value("kernel"), first.value("filters"), first.value("stride")) == ((3, 3), 32, (2, 2))
    assert (depthwise.value("kernel"), depthwise.value("stride")) == ((3, 3), (1, 1))
    assert (point.value("kernel"), point.value("filters")) == ((1, 1), 64)
    assert pool.value("kernel") == (7, 7)
    assert dense.value("units") == 1000
    evidence = first.attributes["filters"].evidence
    assert evidence is not None and evidence.exhibit == "Table 1" and evidence.bbox is not None


def test_one_network_a_column_with_shared_rows(tmp_path: Path) -> None:
    table = Table(
        "Table 2: Network configurations, shown in columns.",
        [
            ["A", "B", "C"],
            [Over("input (224 × 224 RGB image)", 3)],
            ["conv3-64", "conv3-64\nconv3-64", "conv3-64\nconv3-64"],
            [Over("maxpool", 3)],
            ["conv3-128\nLRN", "conv3-128\nconv3-128", "conv3-128\nconv1-128"],
            [Over("FC-1000", 3)],
            [Over("soft-max", 3)],
        ],
        ruled="rows",
    )
    reading = read(table, tmp_path)
    assert reading.figure_type == "table-variants"
    assert [graph.name for graph in reading.graphs] == ["A", "B", "C"]
    a, b, c = reading.graphs
    assert ops(a) == ["input", "conv2d", "max_pool", "conv2d", "lrn", "dense", "softmax"]
    assert ops(b) == ["input", "conv2d", "conv2d", "max_pool", "conv2d", "conv2d", "dense", "softmax"]
    assert c.nodes[5].value("kernel") == (1, 1)
    assert all(chained(graph) for graph in reading.graphs)


def test_one_layer_a_column(tmp_path: Path) -> None:
    table = Table(
        "Table 3: Architecture specifics of the model.",
        [
            ["Layer", "1", "2", "3", "Output 4"],
            ["Stage", "conv + max", "conv", "full", "full"],
            ["# channels", "96", "256", "3072", "1000"],
            ["Filter size", "11x11", "5x5", "-", "-"],
            ["Conv. stride", "4x4", "1x1", "-", "-"],
            ["Pooling size", "2x2", "-", "-", "-"],
            ["Pooling stride", "2x2", "-", "-", "-"],
        ],
        ruled="grid",
    )
    reading = read(table, tmp_path)
    graph = only(reading)
    assert reading.figure_type == "table-column-major"
    assert ops(graph) == ["conv2d", "max_pool", "conv2d", "dense", "dense"]
    assert graph.nodes[0].value("stride") == (4, 4)
    assert (graph.nodes[1].value("kernel"), graph.nodes[1].value("stride")) == ((2, 2), (2, 2))
    assert graph.nodes[3].value("units") == 3072


def test_the_output_size_stands_on_every_node_of_its_row(tmp_path: Path) -> None:
    table = Table(
        "Table 4: Network architecture.",
        [
            ["Layer Type", "Kernel", "Stride", "Output size"],
            ["Convolution + BN + ReLU", "3x3", "2", "112 x 112 x 32"],
            ["Max pooling", "2x2", "2", "56 x 56 x 32"],
            ["Fully connected", "-", "-", "10"],
        ],
    )
    graph = only(read(table, tmp_path))
    assert ops(graph) == ["conv2d", "batch_norm", "relu", "max_pool", "dense"]
    assert [node.output_shape for node in graph.nodes] == [(112, 112, 32)] * 3 + [(56, 56, 32), (10,)]


def test_results_give_no_graph(tmp_path: Path) -> None:
    table = Table(
        "Table 5: Error rates on the validation set.",
        [
            ["Method", "top-1 err.", "top-5 err."],
            ["VGG-16", "28.07", "9.33"],
            ["ResNet-50", "22.85", "6.71"],
            ["ResNet-152", "21.43", "5.71"],
        ],
    )
    reading = read(table, tmp_path)
    assert reading.graphs == ()
    assert reading.figure_type is None
    assert reading.reason
    assert len(reading.grids) == 1 and reading.grids[0].text(1, 0) == "VGG-16"
