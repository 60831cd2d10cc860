"""Names that only legend or caption tell, in drawn figures."""

from __future__ import annotations

import math

import pytest

from tests.extract.drawing import BLACK, Figure, flows, ops

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


def test_two_samples_before_one_name_are_both_called_so(figure: Figure) -> None:
    figure.text(200, 40, "x")
    figure.line((200, 46), (200, 80))
    figure.box(200, 90, height=20, fill=GREEN)
    figure.line((200, 100), (200, 130))
    figure.box(200, 140, "SSM", height=20, fill=(0.9, 0.8, 0.9))
    figure.line((200, 150), (200, 178))
    figure.text(200, 184, "y")
    for x in (46, 60):
        figure.box(x, 330, width=24, height=10, fill=GREEN)
    figure.page.insert_text((76, 333), "linear projection", fontsize=8)
    figure.box(56, 350, width=24, height=10, fill=(0.9, 0.8, 0.9))
    figure.page.insert_text((76, 353), "sequence model", fontsize=8)
    assert "dense" in ops(figure.read())


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


def _cards(figure: Figure) -> None:
    """Two cards, one over the other, each with a bar along its text."""
    for y, name, below in ((60, "Road features", "of stations"), (140, "Graph encoder", "of two steps")):
        figure.box(200, y, width=120, height=44)
        figure.page.draw_line((146, y - 16), (146, y + 16), color=(0.1, 0.4, 0.3))
        figure.page.insert_text((152, y - 8), name, fontsize=9, fontname="hebo")
        figure.page.insert_text((152, y + 3), below, fontsize=7)
        figure.page.insert_text((152, y + 13), "and so on", fontsize=7)
    figure.line((200, 82), (200, 118))


def test_bars_along_the_text_of_cards_are_no_samples(figure: Figure) -> None:
    _cards(figure)
    (graph,) = figure.read()
    assert [node.label for node in graph.nodes] == [
        "Road features of stations and so on",
        "Graph encoder of two steps and so on",
    ]


def test_arrows_in_a_row_of_samples_are_samples(figure: Figure) -> None:
    _chain(figure)
    _legend(figure, ("conv", 14, 8, GREEN), ("BN layer", 14, 8, (0.9, 0.8, 0.6)))
    x = 195.0
    for name in ("data flow", "loss"):
        figure.line((x, 360), (x + 14, 360))
        figure.page.insert_text((x + 22, 363), name, fontsize=8)
        x += 59
    assert len(figure.read()) == 1


@pytest.mark.parametrize("drawn", [True, False])
def test_the_ground_of_a_small_picture_has_no_name(figure: Figure, drawn: bool) -> None:
    _chain(figure)
    figure.box(300, 90, width=30, height=30, fill=GREEN)
    if drawn:
        figure.page.draw_circle((300, 90), 8, color=BLACK, fill=(1, 1, 1))
    figure.line((300, 105), (300, 140))
    figure.box(300, 150, "softmax")
    _legend(figure, ("conv layer", 30, 14, GREEN), ("BN layer", 36, 4, None))
    assert ops(figure.read()).count("conv2d") == (1 if drawn else 2)


@pytest.mark.parametrize(("other", "down"), [("Up-sampling", True), ("Skip", False)])
def test_down_sampling_is_done_on_lines_where_up_sampling_is(figure: Figure, other: str, down: bool) -> None:
    red, green = (0.8, 0, 0), (0, 0.6, 0.2)
    for y, a, b, color in ((60, 100, 200, red), (60, 200, 300, green)):
        figure.page.draw_line((a + 26, y), (b - 26, y), color=color)
        figure.page.draw_polyline([(b - 25, y), (b - 30, y - 2), (b - 30, y + 2)], color=color, fill=color)
    for x in (100, 200, 300):
        figure.box(x, 60, "Conv", width=50)
    for y, name, color in ((350, "Down-sampling", red), (362, other, green)):
        figure.page.draw_line((60, y), (80, y), color=color)
        figure.page.insert_text((84, y + 3), name, fontsize=8)
    (graph,) = figure.read()
    assert ("Down-sampling" in [node.label for node in graph.nodes]) == down


def _arrow(figure: Figure, start: tuple[float, float], end: tuple[float, float], color: object) -> None:
    figure.page.draw_line(start, end, color=color)
    away = math.atan2(start[1] - end[1], start[0] - end[0])
    wings = [(end[0] + 6 * math.cos(away + d), end[1] + 6 * math.sin(away + d)) for d in (-0.4, 0.4)]
    figure.page.draw_polyline([end, *wings], color=color, fill=color, closePath=True)


def test_lines_are_named_under_their_samples(figure: Figure) -> None:
    red, green = (0.8, 0, 0), (0, 0.6, 0.2)
    for at, color in enumerate((red, green)):
        figure.box(100 + 100 * at, 60, "Encoder", width=50)
        _arrow(figure, (125 + 100 * at, 60), (175 + 100 * at, 60), color)
    figure.box(300, 60, "Decoder", width=50)
    for x, name, color in ((100, "residual block", red), (200, "upsample", green)):
        _arrow(figure, (x - 10, 350), (x + 10, 350), color)
        figure.text(x, 364, name)
    (graph,) = figure.read()
    assert [node.label for node in graph.nodes] == [
        *("Encoder", "residual block", "Encoder", "upsample", "Decoder"),
    ]


def test_arrows_aslant_are_what_the_sample_says_that_points_their_way(figure: Figure) -> None:
    for x, y in ((80, 60), (140, 140), (200, 60)):
        figure.box(x, y, "Conv", width=50)
    _arrow(figure, (85, 68), (132, 132), BLACK)
    _arrow(figure, (148, 132), (195, 68), BLACK)
    for y, name, ends in ((320, "Max pooling", (310, 328)), (350, "Up-sampling", (358, 340))):
        _arrow(figure, (60, ends[0]), (60, ends[1]), BLACK)
        figure.page.insert_text((70, y + 3), name, fontsize=8)
    assert flows(figure.read()) == {
        ("conv2d", "max_pool"),
        ("max_pool", "conv2d"),
        ("conv2d", "upsample"),
        ("upsample", "conv2d"),
    }


def test_a_label_has_the_activation_that_the_legend_names_behind_its_operation(figure: Figure) -> None:
    blue = (0.7, 0.8, 1.0)
    for y, name, fill in ((60, "conv1", GREEN), (110, "Flatten", GREEN), (160, "fc", blue)):
        figure.box(200, y, name, fill=fill)
        if y > 60:
            figure.line((200, y - 42), (200, y - 8))
    _legend(figure, ("convolution + ReLU", 14, 8, GREEN), ("softmax", 14, 8, blue))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["conv2d", "relu", "flatten", "dense"]


def test_a_label_has_the_settings_that_the_caption_gives_to_its_colour(figure: Figure) -> None:
    blue = (0.7, 0.8, 1.0)
    for y, name, fill in ((60, "Conv", blue), (110, "Conv 1×1×1", blue), (160, "Deconv", GREEN)):
        figure.box(200, y, name, fill=fill)
        if y > 60:
            figure.line((200, y - 42), (200, y - 8))
    (graph,) = figure.read("Green boxes denote deconvolution (2×2×2); blue boxes conv 3×3×3, BN, ReLU.")
    layers = [(node.op, node.value("kernel")) for node in graph.nodes if node.op.startswith("conv")]
    assert layers == [("conv3d", (3, 3, 3)), ("conv3d", (1, 1, 1)), ("conv_transpose3d", (2, 2, 2))]
    assert [node.op for node in graph.nodes if not node.op.startswith("conv")] == ["batch_norm", "relu"] * 2


@pytest.mark.parametrize("frame", [True, False])
def test_names_over_two_lines_name_one_sample_each(figure: Figure, frame: bool) -> None:
    """They stand close below each other, centred, in a frame of the legend."""
    figure.text(100, 40, "x")
    for at, (name, fill) in enumerate(
        (("convolution", GREEN), ("fully", (1.0, 0.8, 0.6)), ("Dropout", (0.6, 0.7, 1.0)))
    ):
        y = 90 + 50 * at
        figure.line((100, y - 44), (100, y - 10))
        figure.box(100, y, height=20, fill=fill)
        y = 100 + 22 * at
        figure.box(280, y, width=14, height=10, fill=fill)
        second = {"convolution": "with stride 2", "fully": "connected"}.get(name)
        figure.text(325, y - 4.5 if second else y, name)
        if second:
            figure.text(325, y + 4.5, second)
    if frame:
        figure.box(305, 124, width=120, height=80)
    assert ops(figure.read()) == ["conv2d", "dense", "dropout", "input"]
