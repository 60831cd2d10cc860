"""Labels that an arrow parts into a line over it and a line under it, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

from tests.extract.drawing import Figure, ops


def two_boxes(figure: Figure, over: tuple[float, str], under: tuple[float, str]) -> None:
    """Two boxes with an arrow between them and a text over and under it, each at its x."""
    figure.box(60, 100, "Image")
    figure.box(260, 100, "Softmax")
    figure.line((95, 100), (225, 100))
    figure.text(over[0], 93, over[1])
    figure.text(under[0], 107, under[1])


def test_a_setting_under_an_arrow_belongs_to_the_operation_over_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    two_boxes(figure, (160, "Conv 3x3"), (160, "stride 2"))
    (graph,) = figure.read()
    (conv,) = [node for node in graph.nodes if node.op == "conv2d"]
    assert (conv.value("kernel"), conv.value("stride")) == ((3, 3), (2, 2))


def test_a_size_under_a_pooling_is_its_window(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    two_boxes(figure, (160, "Max pooling"), (160, "2x2"))
    (graph,) = figure.read()
    assert ops([graph]) == ["input", "max_pool", "softmax"]


def test_texts_at_different_places_along_an_arrow_are_two_operations(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    two_boxes(figure, (130, "Conv 3x3"), (195, "2x2"))
    (graph,) = figure.read()
    assert ops([graph]) == ["conv2d", "conv2d", "input", "softmax"]


def test_words_between_a_variable_and_a_tensor_are_what_is_done(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(60, 100, "u")
    figure.box(260, 100, "16×32×64")
    figure.line((95, 100), (225, 100))
    figure.text(160, 93, "Resample")
    (graph,) = figure.read()
    assert "block" in ops([graph])
