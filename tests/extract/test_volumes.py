"""Rows of volumes with sizes along their edges and operations printed below, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extract.document import open_document
from extract.document.opening import Document
from extract.figures.read import read_figure
from extract.model import Exhibit
from graph import Graph


def volume(
    page: pymupdf.Page, x: float, y: float, size: tuple[float, float, float], printed: tuple[str, str, str]
) -> None:
    """A bare-edged box with its printed height, width and channels."""
    w, h, d = size
    a, b, c, e = (x, y), (x + w, y), (x + w, y + h), (x, y + h)
    f, g, i = (x + d, y - d), (x + w + d, y - d), (x + w + d, y + h - d)
    for start, end in ((a, b), (b, c), (c, e), (e, a), (a, f), (f, g), (g, b), (g, i), (i, c)):
        page.draw_line(start, end, width=0.5)
    page.insert_text((x - 5 - 3.4 * len(printed[0]), y + h / 2), printed[0], fontname="helv", fontsize=6)
    page.insert_text((x + w + d / 2 + 2, y + h - d / 2 + 5), printed[1], fontname="helv", fontsize=6)
    page.insert_text((x + w / 2 - 5, y + h + 7), printed[2], fontname="helv", fontsize=6)


def read(tmp_path: Path, pdf: pymupdf.Document) -> tuple[Graph, ...]:
    path = tmp_path / "drawn.pdf"
    pdf.save(path)
    document = open_document(path)
    assert isinstance(document, Document)
    with document:
        page = document.page(1)
    exhibit = Exhibit("Figure 1", "figure", 1, page.bbox, "Figure 1: The network.", (0, 0, 0, 0))
    return read_figure(page, exhibit).graphs


@pytest.fixture
def pdf() -> pymupdf.Document:
    pdf = pymupdf.open()
    page = pdf.new_page(width=420, height=200)
    volume(page, 30, 50, (12, 70, 16), ("64", "64", "3"))
    volume(page, 150, 60, (30, 50, 12), ("32", "32", "16"))
    volume(page, 290, 70, (50, 30, 8), ("16", "16", "128"))
    return pdf


def test_sizes_along_the_edges_are_shapes(tmp_path: Path, pdf: pymupdf.Document) -> None:
    (graph,) = read(tmp_path, pdf)
    assert [(node.op, node.output_shape) for node in graph.nodes] == [
        ("input", (64, 64, 3)),
        ("feature_map", (32, 32, 16)),
        ("output", (16, 16, 128)),
    ]
    assert [(edge.source, edge.target) for edge in graph.edges] == [("n1", "n2"), ("n2", "n3")]


def test_operations_listed_below_the_gaps_stand_between_the_volumes(
    tmp_path: Path, pdf: pymupdf.Document
) -> None:
    page = pdf[0]
    for x, lines in (
        (80, ("Conv. Layers", "3x3x16", "1x1x16", "Maxpool", "2x2-s-2")),
        (210, ("Conv. Layer", "5x5x128-s-2")),
    ):
        for row, text in enumerate(lines):
            page.insert_text((x, 150 + 8 * row), text, fontname="helv", fontsize=6)
    (graph,) = read(tmp_path, pdf)
    assert [node.op for node in graph.nodes] == [
        "input",
        "conv2d",
        "conv2d",
        "max_pool",
        "feature_map",
        "conv2d",
        "output",
    ]
    kernels = [node.value("kernel") for node in graph.nodes if node.op in ("conv2d", "max_pool")]
    assert kernels == [(3, 3), (1, 1), (2, 2), (5, 5)]
    assert {(edge.source, edge.target) for edge in graph.edges} == {
        (f"n{i}", f"n{i + 1}") for i in range(1, 7)
    }


def test_the_name_of_a_sub_figure_is_no_operation_between_volumes(
    tmp_path: Path, pdf: pymupdf.Document
) -> None:
    pdf[0].insert_text((130, 165), "(a) Strided convolution filters", fontname="helv", fontsize=6)
    (graph,) = read(tmp_path, pdf)
    assert [node.op for node in graph.nodes] == ["input", "feature_map", "output"]


def test_lines_of_view_from_a_kernel_are_no_edges(tmp_path: Path, pdf: pymupdf.Document) -> None:
    page = pdf[0]
    for y in (80, 95):
        page.draw_line((36, y), (160, 85), width=0.4, dashes="[2] 0")
    (graph,) = read(tmp_path, pdf)
    assert len(graph.edges) == 2


def test_texts_under_gaps_with_arrows_are_on_these(tmp_path: Path, pdf: pymupdf.Document) -> None:
    page = pdf[0]
    page.draw_line((62, 90), (138, 90), width=0.7)
    page.draw_polyline([(142, 90), (138, 88), (138, 92)], color=None, fill=(0, 0, 0), closePath=True)
    for x, text in ((80, "Conv 3x3"), (210, "Conv. Layer 5x5")):
        page.insert_text((x, 150), text, fontname="helv", fontsize=6)
    (graph,) = read(tmp_path, pdf)
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "feature_map", "conv2d", "output"]
    assert len(graph.edges) == 4


def test_texts_in_a_row_each_under_its_gap_are_on_some_of_the_arrows(
    tmp_path: Path, pdf: pymupdf.Document
) -> None:
    page = pdf[0]
    volume(page, 380, 75, (10, 20, 6), ("", "", ""))
    for x, end in ((62, 138), (196, 278), (350, 378)):
        page.draw_line((x, 90), (end - 4, 90), width=0.7)
        page.draw_polyline([(end, 90), (end - 4, 88), (end - 4, 92)], fill=(0, 0, 0), closePath=True)
    for x, text in ((72, "Convolution 5x5"), (222, "Pooling")):
        page.insert_text((x, 150), text, fontname="helv", fontsize=6)
    (graph,) = read(tmp_path, pdf)
    assert [node.op for node in graph.nodes] == [
        "input",
        "conv2d",
        "feature_map",
        "pool",
        "feature_map",
        "output",
    ]
    assert len(graph.edges) == 5


@pytest.mark.parametrize(
    ("numbers", "ops"),
    [
        (("5", "5"), ["input", "feature_map", "max_pool", "conv2d", "output"]),
        (("5",), ["input", "feature_map", "max_pool", "output"]),
    ],
)
def test_a_window_with_two_numbers_is_a_convolution_after_the_pooling(
    tmp_path: Path, pdf: pymupdf.Document, numbers: tuple[str, ...], ops: list[str]
) -> None:
    page = pdf[0]
    a, b, c, e = (155, 80), (165, 80), (165, 95), (155, 95)
    f, g, i = (160, 75), (170, 75), (170, 90)
    for start, end in ((a, b), (b, c), (c, e), (e, a), (a, f), (f, g), (g, b), (g, i), (i, c)):
        page.draw_line(start, end, width=0.3)
    for row, number in enumerate(numbers):
        page.insert_text((171, 82 + 6 * row), number, fontname="helv", fontsize=5)
    page.insert_text((230, 150), "Max pooling", fontname="helv", fontsize=6)
    (graph,) = read(tmp_path, pdf)
    assert [node.op for node in graph.nodes] == ops


def test_letters_that_name_an_operation_are_no_size(tmp_path: Path, pdf: pymupdf.Document) -> None:
    page = pdf[0]
    page.draw_line((350, 85), (362, 85))
    page.draw_polyline([(362, 82), (368, 85), (362, 88)], fill=(0, 0, 0), closePath=True)
    page.draw_rect((368, 80, 400, 90))
    page.insert_text((380, 87), "FC", fontname="helv", fontsize=6)
    (graph,) = read(tmp_path, pdf)
    assert graph.nodes[-1].op == "dense"


@pytest.mark.parametrize("height", [44, 70, 100])
def test_a_letter_over_or_on_a_volume_is_its_name_and_no_size(tmp_path: Path, height: float) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=420, height=200)
    for x, name in ((30, "X"), (150, "U"), (290, "Z")):
        volume(page, x, 60, (30, 50, 12), ("", "", ""))
        page.insert_text((x + 20, height), name, fontname="helv", fontsize=6)
    page.insert_text((30, 120), "32x32x16", fontname="helv", fontsize=6)
    (graph,) = read(tmp_path, pdf)
    assert [node.output_shape for node in graph.nodes] == [(32, 32, 16), None, None]


def window(page: pymupdf.Page, x: float, y: float, w: float, h: float, numbers: str) -> None:
    """A small volume drawn with a pen that goes on over its back, and the extents of its kernel beside it."""
    page.draw_rect((x, y, x + w, y + h), width=0.3)
    page.draw_polyline(
        [(x, y), (x + 4, y - 4), (x + w + 4, y - 4), (x + w + 4, y + h - 4), (x + w, y + h)], width=0.3
    )
    page.draw_line((x + w, y), (x + w + 4, y - 4), width=0.3)
    for row, number in enumerate(numbers.split()):
        page.insert_text((x + w + 5, y + 5 + 6 * row), number, fontname="helv", fontsize=5)


def test_kernels_drawn_as_small_volumes_are_convolutions(tmp_path: Path, pdf: pymupdf.Document) -> None:
    page = pdf[0]
    window(page, 32, 90, 9, 10, "7 7")
    window(page, 155, 85, 11, 9, "3 3")
    page.insert_text((90, 150), "Stride of 2", fontname="helv", fontsize=6)
    (graph,) = read(tmp_path, pdf)
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "feature_map", "conv2d", "output"]
    convolutions = [node for node in graph.nodes if node.op == "conv2d"]
    assert [node.value("kernel") for node in convolutions] == [(7, 7), (3, 3)]
    assert convolutions[0].value("stride") == (2, 2)


def test_a_named_arrow_that_begins_beside_a_volume_comes_from_it(
    tmp_path: Path, pdf: pymupdf.Document
) -> None:
    page = pdf[0]
    page.draw_rect((400, 50, 404, 110), fill=(1, 1, 1), color=(0, 0, 0))
    page.insert_text((396, 118), "500", fontname="helv", fontsize=6)
    page.draw_line((372, 85), (396, 85))
    page.draw_polyline([(395, 83), (400, 85), (395, 87)], fill=(0, 0, 0), closePath=True)
    page.insert_text((374, 81), "dense", fontname="helv", fontsize=6)
    (graph,) = read(tmp_path, pdf)
    assert [node.op for node in graph.nodes] == ["input", "feature_map", "feature_map", "dense", "output"]
    assert len(graph.edges) == 4


def test_the_extents_of_a_window_at_the_rim_are_no_sizes(tmp_path: Path, pdf: pymupdf.Document) -> None:
    page = pdf[0]
    for x, y in ((144, 72), (144, 102)):
        page.insert_text((x, y), "2", fontname="helv", fontsize=6)
    (graph,) = read(tmp_path, pdf)
    assert graph.nodes[1].output_shape == (32, 32, 16)


def test_a_size_between_two_rows_belongs_to_the_volume_above_it(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=420, height=240)
    for x, channels in ((30, "C"), (170, "D"), (310, "K")):
        volume(page, x, 50, (30, 50, 12), ("", "", channels))
        volume(page, x, 124, (30, 50, 12), ("", "", channels + "2"))
    graphs = read(tmp_path, pdf)
    shapes = [node.output_shape for graph in graphs for node in graph.nodes]
    assert shapes == [("C",), ("D",), ("K",), ("C2",), ("D2",), ("K2",)]
