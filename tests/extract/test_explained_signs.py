"""Signs and letters that captions and notes explain, and sizes beside lines that are no legend, in drawn figures."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure, flows, ops


def _joined(figure: Figure) -> None:
    figure.box(110, 60, "Encoder A")
    figure.box(290, 60, "Encoder B")
    figure.line((110, 68), (110, 120), (194, 120))
    figure.line((290, 68), (290, 120), (206, 120))
    figure.plus(200, 120)
    figure.line((200, 126), (200, 172))
    figure.box(200, 180, "Decoder")


@pytest.mark.parametrize(
    ("caption", "op"),
    [
        ("Figure 1: Our model.", "add"),
        ("Figure 1: Our model. “+” denotes vector concatenation.", "concat"),
        ("Figure 1: What both encoders give is concatenated and decoded.", "concat"),
        ("Figure 1: What both encoders give is added, then concatenated.", "add"),
    ],
)
def test_what_the_caption_says_of_a_circled_plus(figure: Figure, caption: str, op: str) -> None:
    _joined(figure)
    found = ops(figure.read(caption))
    assert op in found
    assert {"add", "concat"} - {op} not in [set(found) & {"add", "concat"}]


def test_a_plus_sums_where_another_thing_concatenates(figure: Figure) -> None:
    _joined(figure)
    figure.line((200, 188), (200, 222))
    figure.box(200, 230, "Concat")
    assert "add" in ops(figure.read("Figure 1: The parts are concatenated."))


def test_a_note_in_the_drawing_explains_a_letter_of_boxes(figure: Figure) -> None:
    figure.text(60, 100, "x")
    figure.line((64, 100), (90, 100))
    for x, kernel in ((110, "3×3"), (190, "5×5"), (270, "1×1")):
        figure.box(x, 100, width=40, height=30)
        figure.text(x, 94, "C")
        figure.text(x, 106, kernel, 6)
        figure.line((x + 20, 100), (x + 60, 100))
    figure.box(350, 100, "Softmax", width=40, height=30)
    figure.text(90, 200, "C : Convolution")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes].count("conv2d") == 3
    kernels = [node.attributes["kernel"].value for node in graph.nodes if node.op == "conv2d"]
    assert kernels == [(3, 3), (5, 5), (1, 1)]


def test_a_size_beside_a_line_makes_it_no_sample_of_a_legend(figure: Figure) -> None:
    figure.text(100, 210, "x")
    figure.line((100, 204), (100, 180), head=False)
    figure.text(122, 192, "T×H×W", 6)
    figure.line((100, 180), (100, 128))
    figure.line((100, 180), (200, 180), (200, 128))
    figure.box(100, 120, "Conv 3×3")
    figure.box(200, 120, "ReLU")
    figure.line((100, 112), (100, 88))
    figure.text(122, 100, "T×H×W", 6)
    figure.box(100, 80, "Softmax")
    assert {("input", "conv2d"), ("input", "relu")} <= flows(figure.read())


@pytest.mark.parametrize(
    "words", ["The circle with a plus denotes concatenation.", "The circled plus indicates concatenation."]
)
def test_a_sign_is_called_by_its_look(figure: Figure, words: str) -> None:
    _joined(figure)
    assert "concat" in ops(figure.read(f"Figure 1: Both encoders are summed up. {words}"))
