"""Tables that go on on another page."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extract import PaperReading, read_paper
from tests.extract.tables.drawn import Entry, Table, draw

HEAD: list[Entry] = ["Layer", "Kernel", "Stride", "Output"]
FIRST = Table(
    "Table 1: Architecture of the network.",
    [HEAD, ["Conv + ReLU", "3×3", "2", "112×112×32"], ["Conv", "3×3", "2", "56×56×64"]],
)
REST: list[list[Entry]] = [
    HEAD,
    ["Conv + ReLU", "3×3", "2", "28×28×128"],
    ["Global avg pool", "-", "-", "1×1×128"],
    ["FC", "-", "-", "10"],
]
LAST: list[list[Entry]] = [HEAD, ["FC", "-", "-", "10"], ["Softmax", "-", "-", "10"]]


def reading(folder: Path, *tables: Table) -> PaperReading:
    pages = pymupdf.open()
    for table in tables:
        pages.insert_pdf(pymupdf.open(stream=draw(table)))
    path = folder / "pages.pdf"
    path.write_bytes(pages.tobytes())
    found = read_paper(path)
    assert isinstance(found, PaperReading)
    return found


@pytest.mark.parametrize(
    "caption",
    ["Table 1 (continued).", "Table 1: (cont.)", "Table 1: Architecture (cont’d).", "Table 1: continued"],
)
def test_the_layers_of_the_next_page_follow(caption: str, tmp_path: Path) -> None:
    (exhibit,) = reading(tmp_path, FIRST, Table(caption, REST)).exhibits
    (graph,) = exhibit.graphs
    assert (exhibit.exhibit.label, exhibit.exhibit.page) == ("Table 1", 1)
    assert [node.op for node in graph.nodes] == [
        "conv2d",
        "relu",
        "conv2d",
        "conv2d",
        "relu",
        "global_avg_pool",
        "dense",
    ]
    assert len(graph.edges) == 6 and len({node.id for node in graph.nodes}) == 7
    assert {node.evidence.page for node in graph.nodes if node.evidence} == {1, 2}


def test_a_table_may_go_on_twice(tmp_path: Path) -> None:
    found = reading(
        tmp_path, FIRST, Table("Table 1 (continued).", REST[:-1]), Table("Table 1 (continued).", LAST)
    )
    (graph,) = found.exhibits[0].graphs
    assert graph.nodes[-1].op == "softmax" and len(graph.edges) == len(graph.nodes) - 1


def test_a_caption_that_only_mentions_another_is_no_part_of_it(tmp_path: Path) -> None:
    found = reading(tmp_path, FIRST, Table("Table 2: The rest of the layers.", REST))
    assert [exhibit.exhibit.label for exhibit in found.exhibits] == ["Table 1", "Table 2"]
