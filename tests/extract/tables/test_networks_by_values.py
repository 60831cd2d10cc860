"""Networks a column that print only values: widths, sizes, or how often each layer stands."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extract import read_paper
from extract.model import PaperReading
from tests.extract.tables.drawn import Over, Table, draw, read
from tests.extract.tables.told import printed

TABLES: dict[str, tuple[Table, dict[str, list[str]]]] = {
    "sizes under the names of models": (
        Table(
            "Table 1: Model architectures.",
            [
                ["Layer type", "First model", "Second model"],
                ["Convolution", "3×3×32", "3×3×64"],
                ["Max pooling", "2×2", "2×2"],
                ["Fully connected", "200", "256"],
            ],
        ),
        {
            "First model": [
                "conv2d filters=32 kernel=3x3",
                "max_pool kernel=2x2",
                "dense units=200",
            ],
            "Second model": [
                "conv2d filters=64 kernel=3x3",
                "max_pool kernel=2x2",
                "dense units=256",
            ],
        },
    ),
    "numbered rows, a width for each network": (
        Table(
            "Table 1: Convolutional layers of our networks.",
            [
                ["Layer", "Large feature", "Small feature", "Kernel", "Pool"],
                ["1", "1024", "256", "7×7", "3×3"],
                ["2", "1024", "256", "3×3", "N/A"],
            ],
        ),
        {
            "Large feature": [
                "conv2d filters=1024 kernel=7x7",
                "pool kernel=3x3",
                "conv2d filters=1024 kernel=3x3",
            ],
            "Small feature": [
                "conv2d filters=256 kernel=7x7",
                "pool kernel=3x3",
                "conv2d filters=256 kernel=3x3",
            ],
        },
    ),
    "depths as heads, the last layer first": (
        Table(
            "Table 2: Number of layers for each depth.",
            [
                ["Depth:", "9", "17"],
                ["conv block 128", "2", "4"],
                ["conv block 64", "3", "4"],
                ["First conv. layer", "1", "1"],
                ["#params [in M]", "2.2", "4.3"],
            ],
        ),
        {
            "9": ["conv2d", "block filters=64 name=conv block x3", "block filters=128 name=conv block x2"],
            "17": ["conv2d", "block filters=64 name=conv block x4", "block filters=128 name=conv block x4"],
        },
    ),
    "letters that the caption explains": (
        Table(
            "Table 1: Architecture. Each block is R modules with C output channels of K-sized kernels, repeated "
            "S times.",
            [
                ["Block", "R", "K", "C", Over("S", 2)],
                [None, None, None, None, "5x5", "10x5"],
                ["B1", "5", "33", "256", "1", "2"],
                ["B2", "5", "39", "512", "1", "2"],
            ],
            header=2,
        ),
        {
            "5x5": [
                "block R=5 filters=256 kernel=33x33 name=B1",
                "block R=5 filters=512 kernel=39x39 name=B2",
            ],
            "10x5": [
                "block R=5 filters=256 kernel=33x33 name=B1 x2",
                "block R=5 filters=512 kernel=39x39 name=B2 x2",
            ],
        },
    ),
    "a column of sizes for each network": (
        Table(
            "Table 1: Architectures of both networks.",
            [
                ["Stage", "Feature size", "2D net", "Feature size", "3D net"],
                ["conv 1", "112×112", "7×7 conv, 96", "112×112×6", "7×7×7 conv, 96"],
                ["pool", "56×56", "3×3 max pool", "56×56×3", "3×3×3 max pool"],
            ],
        ),
        {
            "2D net": ["conv2d filters=96 kernel=7x7 @112x112", "max_pool kernel=3x3 @56x56"],
            "3D net": ["conv3d filters=96 kernel=7x7x7 @112x112x6", "max_pool kernel=3x3x3 @56x56x3"],
        },
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_one_network_a_column_of_values(name: str, tmp_path: Path) -> None:
    table, expected = TABLES[name]
    reading = read(table, tmp_path)
    assert reading.figure_type == "table-variants", reading.reason
    assert {graph.name: printed(graph) for graph in reading.graphs} == expected


@pytest.mark.parametrize(("kernel", "op"), [("7", "conv1d"), ("7×7", "conv2d")])
def test_kernels_of_one_number_run_along_what_the_paper_is_about(
    kernel: str, op: str, tmp_path: Path
) -> None:
    rows = [["Layer", "Kernel", "Filters"], ["Conv", kernel, "64"], ["Conv", kernel, "128"]]
    document = pymupdf.open(stream=draw(Table("Table 1: Architecture of the encoder.", rows)))
    document[0].insert_text((90, 40), "Commands in Speech", fontname="tibo", fontsize=17)
    path = tmp_path / "paper.pdf"
    document.save(path)
    read = read_paper(path)
    assert isinstance(read, PaperReading)
    assert {node.op for node in read.exhibits[0].graphs[0].nodes} == {op}


def test_numbered_rows_whose_layers_are_named_are_no_convolutions(tmp_path: Path) -> None:
    table = Table(
        "Table 1: Convolutional network.",
        [
            ["Layer", "Layer type", "# filters", "Size", "Output dimension"],
            ["1", "Permute", "", "", "(8, 64, 1)"],
            ["2", "Convolution 2D", "8", "(1, 3)", "(8, 64, 8)"],
            ["3", "Maxpooling 2D", "", "(1, 2)", "(8, 32, 8)"],
        ],
    )
    (graph,) = read(table, tmp_path).graphs
    assert [node.op for node in graph.nodes] == ["transpose", "conv2d", "max_pool"]
