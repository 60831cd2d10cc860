"""Labels at lines that name again what the line leads to, and operations on several arrows side by side."""

from __future__ import annotations

from tests.extract.drawing import Figure, flows, ops


def test_a_label_at_an_arrow_into_a_box_of_its_operation_is_a_second_name(figure: Figure) -> None:
    figure.box(100, 60, "Input image")
    figure.line((100, 68), (100, 112))
    figure.text(132, 90, "convolutions")
    figure.box(100, 120, "Conv layers")
    figure.line((100, 128), (100, 172))
    figure.box(100, 180, "Softmax")
    assert ops(figure.read()) == ["conv2d", "input", "softmax"]


def test_a_label_with_settings_is_an_operation_of_its_own(figure: Figure) -> None:
    figure.box(100, 60, "Input image")
    figure.line((100, 68), (100, 112))
    figure.text(132, 90, "3x3 conv, 64")
    figure.box(100, 120, "Conv layers")
    assert ops(figure.read()) == ["conv2d", "conv2d", "input"]


def test_the_name_beside_a_sign_is_no_second_sum(figure: Figure) -> None:
    figure.box(100, 60, "Input image")
    figure.line((100, 68), (100, 94))
    figure.plus(100, 100)
    figure.text(150, 100, "residual connection")
    figure.line((60, 60), (40, 60), (40, 100), (94, 100))
    figure.line((100, 106), (100, 132))
    figure.box(100, 140, "Softmax")
    assert ops(figure.read()) == ["add", "input", "softmax"]


def test_an_operation_beside_one_of_several_arrows_is_done_on_all(figure: Figure) -> None:
    for y in (60, 130):
        for i in range(5):
            figure.box(80 + 40 * i, y, width=20, height=20)
    for i in range(4):
        figure.line((100 + 40 * i, 72), (100 + 40 * i, 118))
    figure.page.draw_rect((60, 46, 260, 74), color=(0, 0, 0))
    figure.page.draw_rect((60, 116, 260, 144), color=(0, 0, 0))
    figure.text(250, 95, "max pooling")
    assert flows(figure.read()) == {("input", "max_pool"), ("max_pool", "output")}
