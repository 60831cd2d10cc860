"""Volumes whose fronts are painted as images, axes beside them, and sheets of slanted outlines, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pymupdf

from extract.scene.build import build_scene
from tests.extract.drawing import BLACK, Figure, opened
from tests.extract.test_names_over_volumes import volume


def painted(figure: Figure, x: float, y: float, width: float, height: float) -> None:
    """An image as the front of a box, and the edges of its depth as lines."""
    shades = np.linspace(150, 230, 8, dtype=np.uint8)
    samples = np.repeat(shades[None, :, None], 8, axis=0).repeat(3, axis=2).tobytes()
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, 8, 8, samples, False)
    figure.page.insert_image((x, y, x + width, y + height), pixmap=pixmap)
    figure.page.draw_line((x, y), (x + 6, y - 6), color=BLACK)


def two_rows(figure: Figure) -> None:
    """Painted volumes over plain ones, each with channels under it and frames at its corner."""
    for x in (40, 160, 280):
        painted(figure, x, 60, 40, 30)
        figure.text(x + 20, 96, "C", size=6)
        figure.text(x + 45, 93, "T", size=6)
        volume(figure, x, 200, 30, 30)
        figure.text(x + 15, 236, "K", size=6)
        figure.text(x + 38, 229, "S", size=6)
    for x in (92, 212):
        figure.line((x, 75), (x + 64, 75))
        figure.line((x - 10, 213), (x + 64, 213))


def test_a_painted_front_has_the_sizes_that_stand_at_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    two_rows(figure)
    graphs = figure.read()
    assert [[node.output_shape for node in graph.nodes] for graph in graphs] == [
        [("T", "C")] * 3,
        [("S", "K")] * 3,
    ]


def test_names_of_axes_are_no_sizes_and_no_nodes(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    two_rows(figure)
    for x, y, name in ((178, 175, "C"), (150, 147, "H,W"), (168, 157, "T")):
        figure.line((150, 175), (x, y))
        figure.text(x + (5 if x > 150 else 0), y - (0 if x > 150 else 5), name, size=6)
    graphs = figure.read()
    assert [len(graph.nodes) for graph in graphs] == [3, 3]
    assert all(len(node.output_shape or ()) == 2 for graph in graphs for node in graph.nodes)


def test_arrows_from_where_a_line_forks_are_no_axes(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(80, 100, "LSTM", 50)
    figure.line((105, 100), (150, 100), head=False)
    for x, y, name in ((200, 100, "y"), (150, 150, "h")):
        figure.line((150, 100), (x, y))
        figure.text(x + (5 if x > 150 else 0), y + (0 if x > 150 else 6), name, size=7)
    (graph,) = figure.read()
    assert len(graph.edges) == 2


def test_slanted_outlines_over_each_other_are_one_stack(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for i in range(9):
        x = 40 + 5 * i
        sheet = [(x, 90), (x + 14, 76), (x + 14, 110), (x, 124)]
        figure.page.draw_polyline(sheet, color=BLACK, closePath=True)
    page = opened(tmp_path, figure.document)
    (shape,) = build_scene(page, page.bbox).shapes
    assert (shape.kind, shape.parts) == ("stack", 9)
