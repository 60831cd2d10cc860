"""Losses at the ends of arrows that leave a frame, or stop short of the loss, in figures that the tests draw."""

from __future__ import annotations

from tests.extract.drawing import Figure, flows


def pair_in_frame(figure: Figure) -> None:
    """Two layers side by side within a frame, and a third behind it."""
    figure.page.draw_rect((60, 70, 290, 120), color=(0, 0, 1), width=0.6, dashes="[3] 0")
    figure.box(110, 95, "conv 3x3")
    figure.line((145, 95), (195, 95))
    figure.box(230, 95, "attention")
    figure.line((265, 95), (325, 95))
    figure.box(360, 95, "softmax")


def test_an_arrow_out_of_a_frame_goes_on_to_what_stands_past_the_rim(figure: Figure) -> None:
    pair_in_frame(figure)
    figure.line((230, 103), (230, 121))
    figure.text(230, 129, "Lattn")
    assert ("attention", "loss") in flows(figure.read())


def test_a_loss_a_little_aside_of_an_open_arrow_is_what_it_ends_at(figure: Figure) -> None:
    figure.box(110, 95, "conv 3x3")
    figure.line((145, 95), (195, 95))
    figure.box(230, 95, "attention")
    figure.line((230, 103), (230, 130))
    figure.text(252, 144, "Lattn")
    assert flows(figure.read()) == {("conv2d", "attention"), ("attention", "loss")}
