"""Tiles, tokens, stripes and parallel twins are one thing each, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extract.document import open_document
from extract.document.opening import Document
from extract.figures.likeness.tiles import tiled
from extract.figures.read import read_figure
from extract.model import Exhibit
from extract.scene.model import Picture
from graph import Graph

BLACK = (0.0, 0.0, 0.0)


@pytest.fixture
def pdf() -> pymupdf.Document:
    pdf = pymupdf.open()
    pdf.new_page(width=300, height=260)
    return pdf


def box(
    page: pymupdf.Page, x: float, y: float, w: float, h: float, text: str = "", fill: object = None
) -> None:
    page.draw_rect((x, y, x + w, y + h), color=BLACK, fill=fill, width=0.5)
    if text:
        page.insert_text((x + 4, y + h / 2 + 3), text, fontsize=8)


def arrow(page: pymupdf.Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
    dx, dy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    base = (end[0] - 4 * dx, end[1] - 4 * dy)
    page.draw_line(start, base, color=BLACK, width=0.7)
    wings = [(base[0] - 2 * s * dy, base[1] + 2 * s * dx) for s in (1, -1)]
    page.draw_polyline([end, *wings], color=None, fill=BLACK, closePath=True)


def read(tmp_path: Path, pdf: pymupdf.Document) -> tuple[Graph, ...]:
    path = tmp_path / "drawn.pdf"
    pdf.save(path)
    document = open_document(path)
    assert isinstance(document, Document)
    with document:
        page = document.page(1)
    return read_figure(page, Exhibit("Figure 1", "figure", 1, page.bbox, "", (0, 0, 0, 0))).graphs


def pictures(*boxes: tuple[float, float, float, float]) -> list[Picture]:
    return [Picture(i, box) for i, box in enumerate(boxes)]


def test_patches_in_a_grid_are_one_picture() -> None:
    grid = [(10.0 + 22 * i, 10.0 + 22 * j, 30.0 + 22 * i, 30.0 + 22 * j) for i in range(3) for j in range(3)]
    assert [len(group) for group in tiled(pictures(*grid, (200, 10, 240, 50)))] == [9, 1]


def test_two_pictures_side_by_side_stay_two_but_strips_of_one_are_joined() -> None:
    assert len(tiled(pictures((10, 10, 50, 50), (56, 10, 96, 50)))) == 2
    assert len(tiled(pictures((10, 10, 50, 30), (10, 30.1, 50, 44)))) == 1


def test_tokens_beside_a_box_go_through_it(tmp_path: Path, pdf: pymupdf.Document) -> None:
    page = pdf[0]
    for i in range(8):
        box(page, 40, 60 + 11 * i, 10, 10, fill=(0.6, 0.8, 0.9))
        box(page, 110, 60 + 11 * i, 10, 10, fill=(0.9, 0.5, 0.4))
    box(page, 54, 75, 52, 50, "encoder")
    arrow(page, (124, 100), (160, 100))
    box(page, 160, 85, 60, 30, "Linear")
    (graph,) = read(tmp_path, pdf)
    assert [node.op for node in graph.nodes] == ["input", "block", "feature_map", "dense"]
    assert len(graph.edges) == 3


def test_parallel_twins_between_the_same_boxes_are_one_map(tmp_path: Path, pdf: pymupdf.Document) -> None:
    page = pdf[0]
    box(page, 30, 200, 200, 24, "Linear")
    box(page, 30, 80, 200, 24, "Encoder")
    for i in range(5):
        page.draw_rect((40 + 40 * i, 140, 54 + 40 * i, 165), color=BLACK, fill=(0.2 * i, 0.9, 0.8))
        arrow(page, (47 + 40 * i, 200), (47 + 40 * i, 165))
        arrow(page, (47 + 40 * i, 140), (47 + 40 * i, 104))
    (graph,) = read(tmp_path, pdf)
    assert sorted(node.op for node in graph.nodes) == ["block", "dense", "feature_map"]
    assert len(graph.edges) == 2


def test_a_box_of_stripes_with_one_label_is_one_box(tmp_path: Path, pdf: pymupdf.Document) -> None:
    page = pdf[0]
    box(page, 20, 90, 50, 20, "Conv 3x3")
    for i in range(6):
        page.draw_rect((110, 80 + 8 * i, 190, 88 + 8 * i), color=BLACK, fill=(1 - 0.1 * i, 0.8, 0.6))
    page.insert_text((120, 107), "Linear", fontsize=8)
    arrow(page, (70, 100), (110, 100))
    box(page, 230, 90, 50, 20, "ReLU")
    arrow(page, (190, 92), (230, 98))
    (graph,) = read(tmp_path, pdf)
    assert [node.op for node in graph.nodes] == ["conv2d", "dense", "relu"]
    assert len(graph.edges) == 2


def columns(page: pymupdf.Page, inputs: int) -> None:
    """Three columns of a sigmoid and a product between a row of cells, or boxes of their own, and a wide box."""
    box(page, 60, 20, 170, 24, "Softmax")
    if inputs == 1:
        box(page, 60, 200, 170, 24, "Linear")
    for i in range(3):
        x = 80 + 65 * i
        if inputs > 1:
            box(page, x - 25, 200, 55, 24, f"Linear {i}")
        page.draw_circle((x, 150), 8, color=BLACK)
        page.insert_text((x - 2.5, 153), "σ", fontsize=8, fontfile=None, fontname="symb")
        page.draw_circle((x, 100), 8, color=BLACK)
        page.insert_text((x - 2.5, 103), "+", fontsize=8)
        arrow(page, (x, 200), (x, 158))
        arrow(page, (x, 142), (x, 108))
        arrow(page, (x, 92), (x, 44))


@pytest.mark.parametrize(("inputs", "signs"), [(1, 1), (3, 3)])
def test_columns_of_signs_between_the_same_are_one(
    tmp_path: Path, pdf: pymupdf.Document, inputs: int, signs: int
) -> None:
    columns(pdf[0], inputs)
    (graph,) = read(tmp_path, pdf)
    assert sum(node.op == "add" for node in graph.nodes) == signs


def test_masked_patches_among_pictures_are_tiles_of_them() -> None:
    grid = [(10.0 + 22 * i, 10.0 + 22 * j, 30.0 + 22 * i, 30.0 + 22 * j) for i in range(3) for j in range(3)]
    masked = [grid.pop(4), grid.pop(0)]
    found = tiled(pictures(*grid), [*masked, (200, 10, 220, 30)])
    assert [len(group) for group in found] == [9]
