"""Images in thin frames, their names below, and lines that go on from the names, drawn by us and read."""

from __future__ import annotations

import pymupdf

from tests.extract.drawing import BLACK, Figure

BLUE = (0.7, 0.8, 1.0)


def _photo(figure: Figure, x: float, y: float, name: str = "") -> None:
    """A picture of 40 by 40 points in a frame, with its name under it."""
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 20, 20), False)
    pixels.clear_with(120)
    figure.page.insert_image((x - 20, y - 20, x + 20, y + 20), pixmap=pixels, keep_proportion=False)
    figure.page.draw_rect((x - 20, y - 20, x + 20, y + 20), color=BLACK, width=0.5)
    if name:
        figure.text(x, y + 29, name)


def test_a_framed_picture_that_the_flow_ends_with_comes_out(figure: Figure) -> None:
    _photo(figure, 60, 100)
    figure.line((80, 100), (115, 100))
    figure.box(150, 100, "Conv")
    figure.line((185, 100), (220, 100))
    _photo(figure, 240, 100)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "output"]


def test_a_filled_box_over_an_image_stays_a_box(figure: Figure) -> None:
    _photo(figure, 60, 100)
    figure.line((80, 100), (115, 100))
    figure.page.draw_rect((115, 80, 185, 120), color=BLACK, fill=BLUE)
    figure.text(150, 100, "Conv")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv2d"]


def test_a_line_from_the_name_under_a_picture_goes_on_from_the_picture(figure: Figure) -> None:
    figure.box(60, 80, "Conv")
    figure.line((95, 80), (140, 80))
    _photo(figure, 160, 80, "Noise map")
    figure.line((180, 80), (225, 80))
    figure.box(260, 80, "Softmax")
    figure.line((160, 114), (160, 152))
    figure.box(160, 160, "Sigmoid")
    (graph,) = figure.read()
    ops = {node.id: node.op for node in graph.nodes}
    assert sorted(ops.values()) == ["conv2d", "feature_map", "sigmoid", "softmax"]
    assert sorted((ops[e.source], ops[e.target]) for e in graph.edges) == [
        ("conv2d", "feature_map"),
        ("feature_map", "sigmoid"),
        ("feature_map", "softmax"),
    ]


def test_a_word_under_a_picture_with_its_line_upwards_is_not_its_name(figure: Figure) -> None:
    _photo(figure, 60, 60)
    figure.line((80, 60), (125, 60))
    figure.box(160, 60, "Conv")
    figure.text(60, 140, "Noise map")
    figure.line((60, 132), (60, 82))
    (graph,) = figure.read()
    assert {node.label for node in graph.nodes} >= {"Noise map", "Conv"}
    assert len(graph.edges) == 2


def test_the_last_layer_before_a_result_is_no_output(figure: Figure) -> None:
    figure.box(150, 200, "Conv")
    figure.line((150, 192), (150, 138))
    figure.box(150, 130, "Output Layer")
    figure.line((150, 122), (150, 68))
    figure.text(150, 60, "rating")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["conv2d", "block", "output"]
