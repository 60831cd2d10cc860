"""Measures beside and over layers, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure, flows


def tower(figure: Figure) -> None:
    for i, name in enumerate(("conv", "max pool", "softmax")):
        figure.box(150, 260 - 60 * i, name)
        if i:
            figure.line((150, 252 - 60 * (i - 1)), (150, 208 - 60 * (i - 1)))


def test_a_word_between_arrows_to_two_strokes_is_a_measure(figure: Figure) -> None:
    tower(figure)
    figure.text(150, 110, "wider")
    figure.line((163, 110), (185, 110))
    figure.line((137, 110), (115, 110))
    for x in (115, 185):
        figure.line((x, 105), (x, 115), head=False)
    assert flows(figure.read()) == {("conv2d", "max_pool"), ("max_pool", "softmax")}


def test_a_word_between_arrows_to_the_open_is_a_measure(figure: Figure) -> None:
    tower(figure)
    figure.text(230, 200, "deeper")
    figure.line((230, 192), (230, 130))
    figure.line((230, 208), (230, 270))
    assert flows(figure.read()) == {("conv2d", "max_pool"), ("max_pool", "softmax")}


def test_a_word_that_arrows_lead_from_to_two_layers_is_none(figure: Figure) -> None:
    figure.text(150, 110, "features")
    figure.line((172, 110), (220, 110))
    figure.line((128, 110), (80, 110))
    figure.box(255, 110, "conv")
    figure.box(45, 110, "softmax")
    assert len(flows(figure.read())) == 2
