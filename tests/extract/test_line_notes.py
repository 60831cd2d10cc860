"""Notes that stand alike beside several arrows, and rows of curves with their names, drawn by us and read."""

from __future__ import annotations

import pytest

from extract.figures.meaning.three_dimensions import in_space
from extract.labels import parse_label
from tests.extract.drawing import Figure, flows, named_flows


def column(figure: Figure, notes: tuple[str, str, str]) -> None:
    """Three boxes in a column, read upward, with a note beside each arrow."""
    for i, name in enumerate(("SpecAug", "Linear", "Dropout")):
        figure.box(100, 240 - 60 * i, name)
        figure.line((100, 290 - 60 * i), (100, 248 - 60 * i))
        figure.text(130, 270 - 60 * i, notes[i])


def test_notes_alike_beside_arrows_end_none_of_them(figure: Figure) -> None:
    column(figure, ("10 ms rate", "10 ms rate", "40 ms rate"))
    assert named_flows(figure.read()) == {("SpecAug", "Linear"), ("Linear", "Dropout")}


def test_a_name_of_lines_is_nothing_that_goes_in(figure: Figure) -> None:
    figure.box(100, 200, "Linear")
    figure.line((135, 200), (194, 200))
    figure.plus(200, 200)
    figure.line((206, 200), (255, 200))
    figure.box(290, 200, "Softmax")
    figure.line((200, 280), (200, 206))
    figure.text(200, 288, "Skip connections")
    assert flows(figure.read()) == {("dense", "add"), ("add", "softmax")}


def test_what_stands_at_one_arrow_only_may_end_it(figure: Figure) -> None:
    figure.box(100, 240, "SpecAug")
    figure.line((100, 290), (100, 248))
    figure.text(100, 296, "10 ms frames")
    figure.line((100, 232), (100, 188))
    figure.box(100, 180, "Linear")
    assert ("10 ms frames", "SpecAug") in named_flows(figure.read())


def test_a_text_that_says_it_is_the_output_stands_a_little_farther_from_its_arrow(figure: Figure) -> None:
    figure.box(100, 100, "Linear")
    figure.line((135, 100), (200, 100), (200, 180))
    figure.text(160, 184, "Model output")
    assert ("Linear", "Model output") in named_flows(figure.read())


def test_a_row_of_curves_is_the_activation_that_stands_beside_it(figure: Figure) -> None:
    figure.box(100, 240, "Linear")
    for x in (88, 100, 112):
        figure.page.draw_circle((x, 180), 5, color=(0, 0, 0))
        figure.page.draw_bezier((x - 3, 183), (x + 1, 183), (x - 1, 177), (x + 3, 177), color=(0, 0, 0))
    figure.text(145, 180, "Nonlinearity")
    figure.line((100, 232), (100, 187))
    figure.line((100, 174), (100, 128))
    figure.box(100, 120, "Softmax")
    assert flows(figure.read()) == {("dense", "activation"), ("activation", "softmax")}


@pytest.mark.parametrize(
    ("caption", "op"),
    [
        ("The 3D U-Net that segments volumes.", "conv3d"),
        ("Our network for 3D object detection.", "conv2d"),
        ("The 3D CNN and its 2D counterpart.", "conv2d"),
    ],
)
def test_convolutions_have_the_dimensions_that_the_caption_gives_the_network(caption: str, op: str) -> None:
    (found,) = in_space({0: parse_label("conv + BN").operations}, caption).values()
    assert found[0].op == op
