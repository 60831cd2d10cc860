"""Labels of lines that run over the rim of a box, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import BLACK, Figure, named_flows, ops


def _row(figure: Figure, label: str, x: float) -> None:
    """Two boxes and an arrow whose label begins at x, a little over its line."""
    figure.box(100, 100, "Encoder", width=80, height=40)
    figure.line((140, 100), (170, 100))
    figure.box(200, 100, "ReLU", width=60, height=40)
    figure.page.insert_text((x, 98), label, fontsize=6)


@pytest.mark.parametrize("x", [132, 138])
def test_a_label_over_a_rim_is_one_phrase_and_no_end(figure: Figure, x: float) -> None:
    _row(figure, "patch + CLS", x)
    assert named_flows(figure.read()) == {("Encoder", "ReLU")}


def test_words_within_two_boxes_stay_apart(figure: Figure) -> None:
    figure.box(100, 100, "Conv", width=22)
    figure.box(122, 100, "ReLU", width=22)
    figure.line((133, 100), (170, 100))
    figure.box(200, 100, "Softmax")
    assert ops(figure.read()) == ["conv2d", "relu", "softmax"]


@pytest.mark.parametrize("printed", [True, False])
def test_what_the_box_at_a_line_does_is_not_told_of_the_line_again(figure: Figure, printed: bool) -> None:
    for y, name in ((60, "Conv 3x3"), (120, "Concat" if printed else "Merge"), (180, "ReLU")):
        figure.box(200, y, name)
    figure.line((200, 68), (200, 112))
    figure.line((200, 128), (200, 172))
    figure.text(80, 60, "x")
    figure.line((86, 60), (165, 60))
    figure.page.draw_polyline([(120, 60), (120, 120), (160, 120)], color=BLACK, dashes="[3 2]")
    figure.page.draw_polyline([(165, 120), (160, 117), (160, 123)], fill=BLACK, color=None, closePath=True)
    figure.page.draw_line((60, 350), (80, 350), color=BLACK, dashes="[3 2]")
    figure.page.insert_text((84, 353), "concat", fontsize=8)
    figure.page.draw_line((160, 350), (180, 350), color=BLACK)
    figure.page.insert_text((184, 353), "features", fontsize=8)
    assert ops(figure.read()).count("concat") == 1


def test_a_symbol_right_over_the_name_of_a_drawing_is_apart_from_it(figure: Figure) -> None:
    figure.box(100, 100, "Encoder")
    figure.line((100, 108), (100, 130))
    figure.page.insert_text((97, 141), "z", fontsize=11, fontname="tiit")
    figure.text(100, 148, "Divided Attention Model")
    assert named_flows(figure.read()) == {("Encoder", "z")}
