"""Boxes that show what is in them as a small drawing of its own, drawn by us and read; and what looks like type there."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pymupdf

from extract.outlines import spelled_out
from tests.extract.drawing import BLACK, Figure, flows, opened


def _small_drawing(figure: Figure, left: float, top: float) -> None:
    """Nine small boxes in a square, an arrow from each to the next."""
    spots = [(left + 4 + 14 * (i % 3), top + 18 * (i // 3)) for i in range(9)]
    for x, y in spots:
        figure.page.draw_rect((x - 3, y - 5, x + 3, y + 5), color=BLACK)
    for (x0, y0), (x1, y1) in pairwise(spots):
        figure.line((x0 + 3, y0), (x1 - 3, y1))


def _stage(figure: Figure, left: float, copies: int) -> float:
    right = left + 42 * copies + 6
    figure.page.draw_rect((left, 65, right, 135), color=BLACK)
    for i in range(copies):
        _small_drawing(figure, left + 6 + 42 * i, 78)
    return right


def test_a_box_that_shows_a_drawing_is_a_block_and_one_that_shows_it_twice_is_two(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(40, 100, "Conv 3x3", width=44)
    figure.line((62, 100), (80, 100))
    right = _stage(figure, 80, 1)
    figure.line((right, 100), (right + 20, 100))
    right = _stage(figure, right + 20, 2)
    figure.line((right, 100), (right + 20, 100))
    figure.box(right + 42, 100, "Softmax", width=44)
    assert flows(figure.read()) == {("conv2d", "block"), ("block", "block"), ("block", "softmax")}
    (graph,) = figure.read(
        "Two stages with 1 tangle block in the first and 2 tangle blocks in the second one."
    )
    blocks = [node for node in graph.nodes if node.op == "block"]
    assert [node.attributes["name"].value for node in blocks] == ["tangle block"] * 3


def test_outlined_characters_much_higher_than_live_type_are_a_part_of_the_drawing(tmp_path: Path) -> None:
    drawn = pymupdf.open()
    page = drawn.new_page(width=300, height=200)
    page.insert_text((40, 80), "117", fontname="helv", fontsize=26)
    page.insert_text((40, 150), "pool", fontname="helv", fontsize=9)
    outlines = pymupdf.open("svg", page.get_svg_image(text_as_path=True).encode())
    pdf = pymupdf.open("pdf", outlines.convert_to_pdf())
    for i, text in enumerate(("convolution 3x3", "batch norm", "max pooling")):
        pdf[0].insert_text((160, 40 + 20 * i), text, fontname="helv", fontsize=9)
    page = opened(tmp_path, pdf)
    assert [line.text for line in spelled_out(page, page.bbox).lines[3:]] == ["pool"]
