"""Boxes that say how many times larger, and headings in the corners of frames, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import BLACK, Figure


@pytest.mark.parametrize(("text", "op"), [("2×", "upsample"), ("×2", "upsample"), ("Stack 1", "block")])
def test_a_box_in_the_flow_that_prints_how_many_times_makes_larger(
    figure: Figure, text: str, op: str
) -> None:
    for x, name in ((60, "Conv"), (170, text), (280, "Softmax")):
        figure.box(x, 100, name)
        if x > 60:
            figure.line((x - 75, 100), (x - 35, 100))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["conv2d", op, "softmax"]


def test_a_name_of_an_operation_in_the_corner_of_a_frame_is_its_heading(figure: Figure) -> None:
    figure.text(150, 30, "Input")
    figure.line((150, 37), (150, 92))
    figure.page.draw_rect((90, 70, 210, 170), color=BLACK, dashes="[2 2]")
    figure.page.insert_text((93, 80), "Split 1", fontsize=8)
    figure.box(150, 100, "Conv")
    figure.line((150, 108), (150, 132))
    figure.box(150, 140, "ReLU")
    figure.line((150, 148), (150, 212))
    figure.box(150, 220, "Softmax")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "relu", "softmax"]
