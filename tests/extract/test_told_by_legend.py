"""Names that only legend or caption tell, in drawn figures."""

from __future__ import annotations

import pytest

from tests.extract.drawing import BLACK, Figure, ops

GREEN = (0.7, 0.9, 0.7)


def _legend(figure: Figure, *samples: tuple[str, float, float, object]) -> None:
    """A row of samples, each a name, its width and height, and its filling."""
    x = 60.0
    for name, width, height, fill in samples:
        figure.box(x, 360, width=width, height=height, fill=fill)
        figure.page.insert_text((x + width / 2 + 4, 363), name, fontsize=8)
        x += width + 75


def _chain(figure: Figure, height: float = 6) -> None:
    figure.text(200, 40, "x")
    figure.line((200, 46), (200, 80))
    figure.box(200, 90, "3×3", height=20, fill=GREEN)
    figure.line((200, 100), (200, 130))
    figure.box(200, 130 + height / 2, width=70, height=height)
    figure.line((200, 130 + height), (200, 170))
    figure.text(200, 178, "y")


def test_a_sample_without_colour_names_boxes_of_its_form(figure: Figure) -> None:
    _chain(figure)
    _legend(figure, ("conv layer", 30, 14, GREEN), ("BN layer", 36, 4, None))
    assert "batch_norm" in ops(figure.read())


def test_a_sample_of_another_form_does_not(figure: Figure) -> None:
    _chain(figure, height=30)
    _legend(figure, ("conv layer", 30, 14, GREEN), ("BN layer", 36, 4, None))
    assert "batch_norm" not in ops(figure.read())


def test_cells_that_the_legend_calls_values_are_no_nodes(figure: Figure) -> None:
    _chain(figure)
    for i in range(3):
        for j in range(3):
            figure.page.draw_rect((300 + 6 * i, 60 + 6 * j, 306 + 6 * i, 66 + 6 * j), color=BLACK, fill=GREEN)
    figure.line((309, 78), (309, 110))
    _legend(figure, ("conv layer", 30, 14, GREEN), ("BN layer", 36, 4, None), ("a parameter", 6, 6, GREEN))
    (graph,) = figure.read()
    assert ops((graph,)) == ["batch_norm", "conv2d", "input", "output"]


def test_the_caption_says_what_a_name_does(figure: Figure) -> None:
    figure.box(150, 90, "Convolution")
    figure.box(250, 90, "Pool")
    figure.line((150, 98), (195, 142))
    figure.line((250, 98), (205, 142))
    figure.box(200, 150, "Join")
    figure.line((200, 158), (200, 190))
    figure.box(200, 198, "ReLU")
    caption = "Figure 1: A block. Join layers compute element-wise mean. Pool layers are drawn in blue."
    assert "mean" in ops(figure.read(caption))
    assert "mean" not in ops(figure.read("Figure 1: A block. We join the mean of both."))


def test_a_step_named_after_its_output_is_none(figure: Figure) -> None:
    figure.text(200, 40, "x")
    figure.line((200, 46), (200, 82))
    figure.box(200, 90, "Convolution")
    figure.line((200, 98), (200, 142))
    figure.box(200, 150, "Prediction")
    figure.line((200, 158), (200, 190))
    figure.text(200, 198, "y")
    assert ops(figure.read()) == ["block", "conv2d", "input", "output"]


def test_free_text_that_names_blocks_at_an_end_is_no_data(figure: Figure) -> None:
    figure.text(200, 40, "Previous conv blocks")
    figure.line((200, 46), (200, 82))
    figure.box(200, 90, "Convolution")
    figure.line((200, 98), (200, 142))
    figure.text(200, 150, "Next conv blocks")
    assert ops(figure.read()) == ["block", "block", "conv2d"]


@pytest.mark.parametrize("printed", [True, False])
def test_what_stands_beside_lines_is_not_told_of_others_by_the_legend(figure: Figure, printed: bool) -> None:
    for i, name in enumerate(("Input", "Conv 3x3", "Conv 5x5", "Conv 7x7")):
        figure.box(200, 40 + 60 * i, name)
        if i:
            figure.line((200, 60 * i - 12), (200, 32 + 60 * i))
        if i > 1 and printed:
            figure.text(226, 10 + 60 * i, "maxpool")
    for y, name, color in ((350, "maxpool", BLACK), (362, "bilinear", (0, 0.6, 0.2))):
        figure.page.draw_line((60, y), (80, y), color=color)
        figure.page.insert_text((84, y + 3), name, fontsize=8)
    assert ops(figure.read()).count("max_pool") == (2 if printed else 3)
