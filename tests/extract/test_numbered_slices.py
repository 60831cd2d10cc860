"""Sheets and cells that are numbered side by side, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import Graph
from tests.extract.drawing import BLACK, Figure, flows, ops


def _sheets(figure: Figure, numbers: list[int], x: float = 40, top: float = 100) -> None:
    """A column of slanted sheets, each with its number."""
    for at, number in enumerate(numbers):
        y = top + 12 * at
        figure.page.draw_polyline(
            [(x + 20, y), (x + 60, y), (x + 40, y + 12), (x, y + 12)],
            color=BLACK,
            fill=(0.8, 0.9, 1),
            closePath=True,
        )
        figure.text(x + 30, y + 6, str(number), size=6)


def _numbered(figure: Figure, numbers: list[int], gap: float = 0) -> tuple[Graph, ...]:
    """A row of cells with numbers that an arrow leaves for a convolution."""
    for at, number in enumerate(numbers):
        figure.box(40 + at * (24 + gap), 100, str(number), width=24)
    end = 40 + (len(numbers) - 1) * (24 + gap) + 12
    figure.line((end, 100), (end + 30, 100))
    figure.box(end + 65, 100, "3x3 conv, 64")
    figure.line((end + 100, 100), (end + 125, 100))
    figure.box(end + 145, 100, "ReLU", width=40)
    return figure.read()


@pytest.mark.parametrize("numbers", [[1, 2, 3, 4, 5, 6], [3, 7, 9, 12, 1, 5, 2, 5, 6, 8, 10, 11]])
def test_a_fan_from_numbered_sheets_leaves_one_tensor(tmp_path: Path, numbers: list[int]) -> None:
    figure = Figure(tmp_path)
    _sheets(figure, numbers)
    figure.box(200, 130, "3x3 conv")
    for at in range(len(numbers)):
        figure.line((90, 106 + 12 * at), (165, 130), head=False)
    figure.line((235, 130), (275, 130))
    figure.box(310, 130, "ReLU")
    graphs = figure.read()
    assert "dense" not in ops(graphs)
    assert sum(len(graph.nodes) for graph in graphs) == 3
    assert flows(graphs) == {("feature_map", "conv2d"), ("conv2d", "relu")}


def test_numbered_cells_side_by_side_are_one_tensor(tmp_path: Path) -> None:
    graphs = _numbered(Figure(tmp_path), [1, 2, 3, 4, 5])
    assert "dense" not in ops(graphs)
    assert sum(len(graph.nodes) for graph in graphs) == 3


def test_numbers_far_above_their_count_number_nothing(tmp_path: Path) -> None:
    graphs = _numbered(Figure(tmp_path), [512, 256, 128, 64])
    assert "64" in {node.label for graph in graphs for node in graph.nodes}


def test_numbered_boxes_apart_stay_apart(tmp_path: Path) -> None:
    graphs = _numbered(Figure(tmp_path), [1, 2, 3, 4], gap=14)
    assert "4" in {node.label for graph in graphs for node in graph.nodes}


def test_a_bare_number_in_a_box_is_a_tensor_and_no_dense_layer(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for x, text in ((60, "128"), (160, "3x3 conv"), (260, "256")):
        figure.box(x, 100, text)
    figure.line((95, 100), (125, 100))
    figure.line((195, 100), (225, 100))
    figure.box(60, 200, "7")
    graphs = figure.read()
    assert flows(graphs) == {("input", "conv2d"), ("conv2d", "output")}
    assert sum(len(graph.nodes) for graph in graphs) == 3
