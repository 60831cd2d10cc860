"""Fans of lines between rows of cells: windows, and the operations printed beside them, drawn by us and read."""

from __future__ import annotations

import pytest

from extract.figures.meaning.one_dimension import along_words
from extract.labels import ParsedOperation
from graph import FrozenMap
from tests.extract.drawing import Figure


def cells(figure: Figure, y: float, count: int, left: float) -> None:
    """Cells that touch."""
    for i in range(count):
        figure.box(left + 24 * i, y, width=24, height=14)


def convolved(figure: Figure, operation: str, x: float) -> None:
    """Seven cells, five that see three of them each, and an operation's name beside the lines between."""
    cells(figure, 300, 7, 80)
    cells(figure, 200, 5, 104)
    for i in range(5):
        for j in range(3):
            figure.line((80 + 24 * (i + j), 293), (104 + 24 * i, 207), head=False)
    figure.text(x, 250, operation)
    figure.box(152, 140, "Softmax")
    figure.line((152, 193), (152, 148))


@pytest.mark.parametrize("x", [275, 30])
def test_an_operation_beside_windows_is_between_the_rows(figure: Figure, x: float) -> None:
    convolved(figure, "Convolution", x)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "feature_map", "softmax"]
    assert len(graph.edges) == 3


def test_a_name_with_a_box_between_is_not_that_of_the_fan(figure: Figure) -> None:
    figure.box(255, 250, width=12, height=40)
    convolved(figure, "Convolution", 295)
    assert "conv2d" not in [node.op for graph in figure.read() for node in graph.nodes if graph.edges]


def test_words_are_convolved_along_one_dimension(figure: Figure) -> None:
    convolved(figure, "Convolution", 275)
    figure.text(40, 300, "Embedding")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["embedding", "conv1d", "feature_map", "softmax"]


def test_convolutions_with_sizes_or_over_pictures_stay_as_they_are() -> None:
    words, patches = (
        ParsedOperation("embedding", label=name) for name in ("Word embedding", "Patch embedding")
    )
    plain, sized = (ParsedOperation("conv2d", FrozenMap(attrs)) for attrs in ({}, {"kernel": (3, 3)}))
    assert [op.op for own in along_words({0: (words,), 1: (plain, sized)}).values() for op in own] == [
        "embedding",
        "conv1d",
        "conv2d",
    ]
    assert along_words({0: (patches,), 1: (plain,)})[1] == (plain,)
