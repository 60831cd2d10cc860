"""What belongs to a table: its rows, and nothing of what is printed around them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pymupdf

from extract.document import find_exhibits, open_document
from extract.tables import read_table
from tests.extract.tables.drawn import Over, Table, draw, read
from tests.extract.tables.told import printed

ROWS = [
    ["Layer", "Output shape"],
    ["Conv 3×3, 16", "32×32×16"],
    ["Max pool 2×2", "16×16×16"],
    ["Linear, 10", "10"],
]


def test_a_note_under_the_last_ruling_is_no_layer(tmp_path: Path) -> None:
    reading = read(
        Table("Table 1: Layers of the network.", ROWS, note="† Linear at test time only."), tmp_path
    )
    assert len(reading.graphs[0].nodes) == 3
    assert printed(reading.graphs[0])[-1] == "dense units=10 @10"


def test_an_input_above_all_titles_is_that_of_one_network(tmp_path: Path) -> None:
    rows = [
        ["Layer", "Kernel", "Output shape"],
        ["Input image", None, "64×64×3"],
        [Over("Features", 3)],
        ["Conv", "3×3", "64×64×16"],
        [Over("Regularisation", 3)],
        ["Conv", "3×3", "64×64×32"],
    ]
    reading = read(Table("Table 1: Layers of the network.", rows), tmp_path)
    (graph,) = reading.graphs
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "conv2d"] and len(graph.edges) == 2


def test_a_block_its_dots_and_how_often_it_stands_are_one_row(tmp_path: Path) -> None:
    rows = [
        ["Output size", "Layer"],
        ["32×32×64", "Conv 3×3, ReLU"],
        [None, "Residual block"],
        ["32×32×64", "..."],
        [None, "×10"],
        ["32×32×3", "Conv 3×3"],
    ]
    reading = read(Table("Table 1: Our network architecture.", rows), tmp_path)
    (graph,) = reading.graphs
    assert printed(graph)[2] == "block name=Residual block x10 @32x32x64"


def test_long_names_of_networks_over_ruled_columns_are_heads(tmp_path: Path) -> None:
    rows = [
        ["discriminator D / recognition network Q", "generator G"],
        ["4×4 conv. 64 ReLU. stride 2", "FC. 1024 ReLU."],
        ["FC. 1", "4×4 upconv. 1. stride 2"],
    ]
    reading = read(Table("Table 1: The networks.", rows, ruled="columns"), tmp_path)
    assert [graph.name for graph in reading.graphs] == [
        "discriminator D / recognition network Q",
        "generator G",
    ]


def test_running_text_in_the_other_column_of_the_page_is_no_cell(tmp_path: Path) -> None:
    caption = "Table 1: Layers of the network, with the size of the maps."
    page_of = pymupdf.open(stream=draw(Table(caption, ROWS, ruled="columns"), left=60.0))
    for number in range(8):
        page_of[0].insert_text(
            (330, 118 + 11 * number), "training follows common practice with care", fontsize=9
        )
    path = tmp_path / "columns.pdf"
    path.write_bytes(page_of.tobytes())
    with open_document(path) as document:
        (page,) = document
        (found,) = (exhibit for exhibit in find_exhibits([page]) if exhibit.kind == "table")
    wide = replace(found, bbox=(found.bbox[0], found.bbox[1], 560.0, found.bbox[3]))
    (graph,) = read_table(page, wide).graphs
    assert printed(graph) == [
        "conv2d filters=16 kernel=3x3 @32x32x16",
        "max_pool kernel=2x2 @16x16x16",
        "dense units=10 @10",
    ]
