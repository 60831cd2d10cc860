"""Words and causal layers in drawings of sequences, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure, flows, ops


def test_a_word_that_nothing_comes_to_joins_nothing(figure: Figure) -> None:
    for x, word in ((80, "the"), (160, "cat"), (240, "sat")):
        figure.text(x, 200, word)
        figure.line((x, 193), (x, 158))
        figure.box(x, 150, "LSTM", width=40)
    figure.line((100, 150), (140, 150))
    figure.line((180, 150), (220, 150))
    assert ops(figure.read()) == ["input"] * 3 + ["lstm"] * 3


def test_a_circled_c_that_two_lines_come_to_joins_them(figure: Figure) -> None:
    for y, name in ((70, "Encoder"), (130, "Language model")):
        figure.box(100, y, name)
        figure.line((135, y), (184, 97 if y < 100 else 103))
    figure.page.draw_circle((190, 100), 8, color=(0, 0, 0))
    figure.text(190, 100, "c")
    figure.line((198, 100), (235, 100))
    figure.box(270, 100, "Decoder")
    assert ops(figure.read()) == ["block", "block", "block", "concat"]


def test_beside_a_causal_convolution_the_others_run_along_time_too(figure: Figure) -> None:
    figure.box(100, 60, "Causal conv")
    figure.line((100, 68), (100, 112))
    figure.box(100, 120, "Dilated conv")
    figure.line((100, 128), (100, 172))
    figure.box(100, 180, "Softmax")
    assert flows(figure.read()) == {("conv1d", "conv1d"), ("conv1d", "softmax")}


def test_a_convolution_of_one_by_one_beside_a_causal_one_runs_along_time(figure: Figure) -> None:
    figure.box(100, 60, "Causal conv")
    figure.line((100, 68), (100, 112))
    figure.box(100, 120, "Conv 1x1")
    figure.line((100, 128), (100, 172))
    figure.box(100, 180, "Softmax")
    assert flows(figure.read()) == {("conv1d", "conv1d"), ("conv1d", "softmax")}


@pytest.mark.parametrize(
    ("first", "layer", "op"),
    [
        ("Raw waveform", "Conv", "conv1d"),
        ("Raw waveform", "Conv k = 7", "conv1d"),
        ("Raw waveform", "Conv 3×3", "conv2d"),
        ("Protein sequence", "Convolution", "conv1d"),
        ("Photograph", "Convolution", "conv2d"),
    ],
)
def test_convolutions_run_along_what_has_one_dimension(
    figure: Figure, first: str, layer: str, op: str
) -> None:
    for at, label in enumerate((first, layer, "Softmax")):
        figure.box(100, 60 + 60 * at, label, width=100)
        if at:
            figure.line((100, 8 + 60 * at), (100, 52 + 60 * at))
    assert op in ops(figure.read())


def test_words_that_are_painted_twice_are_read_once(figure: Figure) -> None:
    figure.box(100, 60, "Softmax")
    figure.text(100.3, 60, "Softmax")
    figure.line((100, 30), (100, 52))
    assert [node.label for graph in figure.read() for node in graph.nodes if node.label] == ["Softmax"]


def test_drawn_products_in_a_row_over_a_sum_are_no_neurons(figure: Figure) -> None:
    for i in range(4):
        x = 70 + 70 * i
        figure.box(x, 300, "LSTM", width=40)
        figure.line((x, 292), (x, 240))
        figure.page.draw_circle((x, 232), 8, color=(0, 0, 0))
        figure.line((x - 5, 227), (x + 5, 237), head=False)
        figure.line((x + 5, 227), (x - 5, 237), head=False)
        figure.text(x + 34, 232, f"a{i}")
        figure.line((x + 28, 232), (x + 8, 232))
        figure.line((x, 224), (175, 166))
    figure.plus(175, 160)
    figure.line((175, 154), (175, 128))
    figure.box(175, 120, "Softmax")
    graphs = figure.read()
    assert ops(graphs) == ["add"] + ["input"] * 4 + ["lstm"] * 4 + ["multiply"] * 4 + ["softmax"]
    assert ("multiply", "add") in flows(graphs) and ("add", "softmax") in flows(graphs)


def test_a_network_where_the_flow_begins_is_no_data_and_a_lone_w_in_a_box_a_weight(figure: Figure) -> None:
    figure.box(100, 60, "Char CNN")
    figure.line((100, 68), (100, 112))
    figure.box(100, 120, "W")
    figure.line((100, 128), (100, 172))
    figure.box(100, 180, "Softmax")
    assert flows(figure.read()) == {("block", "weight"), ("weight", "softmax")}
