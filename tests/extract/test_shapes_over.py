"""Sizes in a row over the flow, with fractions in live and in outlined type, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from graph import Graph
from tests.extract.drawing import BLACK, Figure, read_drawn

STAGES = ("Patch Embedding", "Stage A", "Stage B", "Stage C")
SIZES = (("4", "48"), ("8", "2C"), ("16", "4C"))


@pytest.fixture
def figure(tmp_path: Path) -> Figure:
    """Four stages from left to right; over each line between two of them stands the size that passes there."""
    figure = Figure(tmp_path)
    for i, name in enumerate(STAGES):
        figure.box(55 + 95 * i, 200, name, width=60, height=40)
    for i, (part, channels) in enumerate(SIZES):
        x = 102.5 + 95 * i
        figure.line((x - 17, 200), (x + 17, 200))
        size(figure, x, 140, part, channels)
    return figure


def size(figure: Figure, x: float, y: float, part: str, channels: str) -> None:
    """H/part × W/part × channels, with level bars."""
    for at, side in ((x - 18, "H"), (x, "W")):
        figure.text(at, y - 6, side, 6)
        figure.text(at, y + 5, part, 6)
        figure.page.draw_line((at - 3.5, y - 0.5), (at + 3.5, y - 0.5), color=BLACK, width=0.4)
        figure.text(at + 9, y - 0.5, "\N{MULTIPLICATION SIGN}", 6)
    figure.text(x + 17, y - 0.5, channels, 6)


def shapes(graphs: tuple[Graph, ...]) -> list[object]:
    (graph,) = graphs
    return [node.output_shape for node in graph.nodes]


EXPECTED = [("H/4", "W/4", 48), ("H/8", "W/8", "2C"), ("H/16", "W/16", "4C"), None]


def test_each_size_is_that_of_the_tensor_below_it(figure: Figure) -> None:
    assert shapes(figure.read()) == EXPECTED


def test_bars_between_outlined_characters_are_those_of_fractions(figure: Figure, tmp_path: Path) -> None:
    outlines = pymupdf.open("svg", figure.page.get_svg_image(text_as_path=True).encode())
    path = tmp_path / "outlined.pdf"
    path.write_bytes(outlines.convert_to_pdf())
    assert shapes(read_drawn(path)) == EXPECTED


def test_a_row_far_from_the_flow_says_nothing_of_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for i, name in enumerate(STAGES):
        figure.box(55 + 95 * i, 340, name, width=60, height=40)
    for i, (part, channels) in enumerate(SIZES):
        x = 102.5 + 95 * i
        figure.line((x - 17, 340), (x + 17, 340))
        size(figure, x, 60, part, channels)
    assert shapes(figure.read()) == [None] * 4


def test_a_shaft_that_runs_back_under_its_head_is_one_line(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(60, 200, "Conv")
    figure.box(220, 200, "ReLU")
    figure.page.draw_polyline([(95, 200), (185, 200), (181, 200)], color=BLACK)
    figure.page.draw_polyline([(185, 200), (180, 197.5), (180, 202.5)], fill=BLACK, closePath=True)
    (graph,) = figure.read()
    assert [(graph.node(e.source).op, graph.node(e.target).op) for e in graph.edges] == [("conv2d", "relu")]


def test_sizes_beside_a_column_may_begin_on_one_line(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    sizes = ("[N, 773]", "[N, 1024, 2]", "[N, 64]")
    for i, name in enumerate(("Conv", "Dropout", "Softmax")):
        figure.box(150, 100 + 60 * i, name)
        figure.page.insert_text((230, 103 + 60 * i), sizes[i], fontsize=8)
        if i:
            figure.line((150, 48 + 60 * i), (150, 92 + 60 * i))
    assert shapes(figure.read()) == [("N", 773), ("N", 1024, 2), ("N", 64)]
