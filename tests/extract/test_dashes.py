"""Lines drawn dash by dash, and heads that look like type, drawn by us and read."""

from __future__ import annotations

import math
from pathlib import Path

import pymupdf

from extract.figures.read import read_figure
from extract.model import Exhibit
from extract.outlines.glyphs import glyph_lines
from extract.scene.build import build_scene
from tests.extract.drawing import opened

BLUE = (0.0, 0.0, 0.5)


def dashes(page: pymupdf.Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Strokes of 3 points with gaps of 3 between them."""
    whole = math.dist(start, end)
    dx, dy = (end[0] - start[0]) / whole, (end[1] - start[1]) / whole
    for i in range(int(whole // 6)):
        a, b = 6 * i, 6 * i + 3
        page.draw_line(
            (start[0] + a * dx, start[1] + a * dy), (start[0] + b * dx, start[1] + b * dy), width=0.7
        )


def box(page: pymupdf.Page, x: float, text: str) -> None:
    page.draw_rect((x, 80, x + 60, 100), color=(0, 0, 0))
    page.insert_text((x + 8, 93), text, fontsize=8)


def test_strokes_in_a_row_are_one_dashed_line(tmp_path: Path, pdf: pymupdf.Document) -> None:
    dashes(pdf[0], (40, 40), (180, 90))
    page = opened(tmp_path, pdf)
    (line,) = build_scene(page, page.bbox).connectors
    assert line.dashed
    assert math.dist(line.points[0], line.points[-1]) > 130


def test_a_frame_of_strokes_is_one_dashed_shape(tmp_path: Path, pdf: pymupdf.Document) -> None:
    for start, end in (
        ((40, 40), (160, 40)),
        ((160, 40), (160, 100)),
        ((160, 100), (40, 100)),
        ((40, 100), (40, 40)),
    ):
        dashes(pdf[0], start, end)
    page = opened(tmp_path, pdf)
    scene = build_scene(page, page.bbox)
    assert [shape.dashed for shape in scene.shapes] == [True]
    assert not scene.connectors


def test_dashed_lines_that_meet_stay_apart(tmp_path: Path, pdf: pymupdf.Document) -> None:
    dashes(pdf[0], (40, 40), (160, 100))
    dashes(pdf[0], (40, 70), (160, 102))
    dashes(pdf[0], (40, 160), (160, 104))
    page = opened(tmp_path, pdf)
    assert len(build_scene(page, page.bbox).connectors) == 3


def test_an_arrow_of_strokes_joins_two_boxes(tmp_path: Path, pdf: pymupdf.Document) -> None:
    page = pdf[0]
    box(page, 20, "Conv 3x3")
    box(page, 200, "ReLU")
    dashes(page, (81, 90), (195, 90))
    page.draw_polyline([(200, 90), (194, 87.5), (194, 92.5)], color=None, fill=(0, 0, 0), closePath=True)
    read = opened(tmp_path, pdf)
    exhibit = Exhibit("Figure 1", "figure", 1, read.bbox, "", (0, 0, 0, 0))
    (graph,) = read_figure(read, exhibit).graphs
    assert [node.op for node in graph.nodes] == ["conv2d", "relu"]
    assert len(graph.edges) == 1


def test_heads_on_lines_of_their_colour_are_no_type(tmp_path: Path, pdf: pymupdf.Document) -> None:
    head = [(0, -2.1), (4.8, 0), (0, 2.1), (1.2, 1.3), (2.2, 0.5), (2.2, -0.5), (1.2, -1.3)]
    for y in (40, 60, 80, 100):
        pdf[0].draw_line((40, y), (60, y), color=BLUE, width=2)
        pdf[0].draw_polyline([(60 + dx, y + dy) for dx, dy in head], color=None, fill=BLUE, closePath=True)
    page = opened(tmp_path, pdf)
    assert glyph_lines(page.paths) == []
    assert all(line.head_end for line in build_scene(page, page.bbox).connectors)
    alone = [path for path in page.paths if path.fill is not None]
    assert len(glyph_lines(alone)) == 4


def test_dashed_lines_that_cross_each_go_on_straight(tmp_path: Path, pdf: pymupdf.Document) -> None:
    for i in range(20):
        pdf[0].draw_line((40 + 6 * i, 60), (44 + 6 * i, 60), width=0.5)
    for i in range(-9, 10):
        # Where both cross, the next dash of the one begins nearer than that of the other.
        x, y = 98.5 + 5.8 * i, 60.1 + 1.5 * i
        pdf[0].draw_line((x, y), (x + 3.9, y + 1), width=0.5)
    page = opened(tmp_path, pdf)
    first, second = build_scene(page, page.bbox).connectors
    heights = sorted(abs(line.points[0][1] - line.points[-1][1]) for line in (first, second))
    assert heights[0] < 1 and heights[1] > 25


def test_a_dashed_line_may_begin_and_end_with_a_part_of_a_dash(tmp_path: Path, pdf: pymupdf.Document) -> None:
    for a, b in ((40, 41), (43, 47), (49, 53), (55, 59), (61, 65), (67, 68)):
        pdf[0].draw_line((a, 60), (b, 60), width=0.5)
    page = opened(tmp_path, pdf)
    (line,) = build_scene(page, page.bbox).connectors
    assert line.dashed
