"""Circles with letters and waves, by their place in figures that the tests draw."""

from __future__ import annotations

from math import pi, sin

from tests.extract.drawing import BLACK, Figure, flows


def lettered(figure: Figure, x: float, y: float, letter: str) -> None:
    figure.page.draw_circle((x, y), 8, color=(0, 0, 0))
    figure.text(x, y, letter)


def wave(figure: Figure, x: float, y: float) -> None:
    figure.page.draw_circle((x, y), 8, color=(0, 0, 0))
    steps = [i / 16 for i in range(17)]
    figure.page.draw_polyline([(x - 6 + 12 * t, y - 4 * sin(2 * pi * t)) for t in steps], color=(0, 0, 0))


def test_a_letter_that_nothing_comes_into_is_an_input(figure: Figure) -> None:
    lettered(figure, 100, 100, "x")
    figure.line((108, 100), (165, 100))
    figure.box(200, 100, "dense")
    figure.line((235, 100), (292, 100))
    lettered(figure, 300, 100, "y")
    assert flows(figure.read()) == {("input", "dense"), ("dense", "output")}


def test_a_letter_that_boxes_lead_to_is_their_operation(figure: Figure) -> None:
    for y, name in ((60, "dense"), (140, "conv 3x3")):
        figure.box(100, y, name)
        figure.line((135, y), (200, y), (200, 92 if y < 100 else 108))
    lettered(figure, 200, 100, "x")
    figure.line((208, 100), (265, 100))
    figure.box(300, 100, "softmax")
    assert flows(figure.read()) == {
        ("dense", "multiply"),
        ("conv2d", "multiply"),
        ("multiply", "softmax"),
    }


def test_a_wave_beside_a_plus_is_a_positional_encoding(figure: Figure) -> None:
    figure.box(100, 100, "embedding")
    figure.line((135, 100), (194, 100))
    figure.plus(200, 100)
    figure.line((206, 100), (265, 100))
    figure.box(300, 100, "self-attention")
    wave(figure, 200, 140)
    figure.line((200, 132), (200, 106), head=False)
    assert flows(figure.read()) == {
        ("embedding", "add"),
        ("positional_encoding", "add"),
        ("add", "self_attention"),
    }


def test_a_wave_that_something_runs_through_is_an_activation(figure: Figure) -> None:
    figure.box(100, 100, "dense")
    figure.line((135, 100), (192, 100))
    wave(figure, 200, 100)
    figure.line((208, 100), (265, 100))
    figure.box(300, 100, "softmax")
    assert flows(figure.read()) == {("dense", "activation"), ("activation", "softmax")}


def test_a_dot_where_a_line_branches_off_another_is_a_joint(figure: Figure) -> None:
    figure.box(100, 300, "Encoder")
    figure.line((100, 292), (100, 108))
    figure.box(100, 100, "Softmax")
    figure.page.draw_circle((100, 200), 1.7, color=BLACK, fill=BLACK)
    figure.line((100, 200), (215, 200))
    figure.box(250, 200, "Dropout")
    assert flows(figure.read()) == {("block", "softmax"), ("block", "dropout")}


def test_a_box_that_names_data_where_the_flow_begins_is_an_input(figure: Figure) -> None:
    figure.box(100, 300, "Motion Vectors")
    figure.line((100, 292), (100, 208))
    figure.box(100, 200, "Conv")
    figure.line((100, 192), (100, 108))
    figure.box(100, 100, "Branch Output")
    figure.line((135, 100), (215, 100))
    figure.box(250, 100, "Softmax")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes].count("input") == 1
    assert flows((graph,)) == {("input", "conv2d"), ("conv2d", "feature_map"), ("feature_map", "softmax")}
