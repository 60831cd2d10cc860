"""Boxes whose first line, set heavier or larger, names them, drawn by us and read."""

from __future__ import annotations

import pytest

from graph import Node
from tests.extract.drawing import Figure

BOLD = "hebo"


def box_with(figure: Figure, y: float, heading: str, *lines: str, font: str = BOLD, size: float = 8) -> None:
    """A box with a heading over lines of small print."""
    figure.box(200, y, width=190, height=14 + 10 * len(lines))
    top = y - 5 * len(lines)
    figure.page.insert_text((110, top + 3), heading, fontsize=size, fontname=font)
    for i, line in enumerate(lines):
        figure.page.insert_text((110, top + 13 + 10 * i), line, fontsize=7)


def between(figure: Figure, heading: str, *lines: str, font: str = BOLD, size: float = 8) -> list[Node]:
    """What is read of a box between an input and a softmax."""
    figure.text(200, 40, "x")
    figure.line((200, 46), (200, 93 - 5 * len(lines)))
    box_with(figure, 100, heading, *lines, font=font, size=size)
    figure.line((200, 107 + 5 * len(lines)), (200, 192))
    figure.box(200, 200, "softmax")
    (graph,) = figure.read()
    return [node for node in graph.nodes if node.op not in ("input", "softmax")]


def test_a_bold_heading_names_a_box_whatever_is_told_below(figure: Figure) -> None:
    lines = ("gates 384-24-384; shared gate", "residual and LayerNorm, mean of ten views")
    (node,) = between(figure, "Feature recalibration", *lines)
    assert (node.op, node.value("name")) == ("block", "Feature recalibration")
    assert node.label == " ".join(("Feature recalibration", *lines))


def test_a_larger_heading_names_a_box(figure: Figure) -> None:
    (node,) = between(figure, "Denoising trunk", "RED-CNN / ResNet / any", font="helv", size=10)
    assert (node.op, node.value("name")) == ("block", "Denoising trunk")


def test_lines_of_values_below_a_heading_are_settings(figure: Figure) -> None:
    (node,) = between(figure, "Transformer Encoder", "8 heads", "one for each of ten views, shared")
    assert (node.op, node.value("name"), node.value("heads")) == ("block", "Transformer Encoder", 8)


def test_a_chain_below_a_heading_is_what_the_box_does(figure: Figure) -> None:
    nodes = between(figure, "Conv1D Block 1", "Conv1d(32, k=7) -> BatchNorm -> ReLU")
    assert [node.op for node in nodes] == ["conv1d", "batch_norm", "relu"]


def test_a_named_operation_keeps_its_name_and_takes_the_settings_below(figure: Figure) -> None:
    (node,) = between(figure, "Conv", "3x3, 64", "weights of all views are one")
    assert (node.op, node.value("kernel")) == ("conv2d", (3, 3))


def test_a_name_set_in_two_weights_goes_on(figure: Figure) -> None:
    (node,) = between(figure, "Boundary", "head", "one for each of ten views, shared")
    assert node.value("name") == "Boundary head"


def test_the_print_below_says_more_exactly_what_is_named(figure: Figure) -> None:
    (node,) = between(figure, "Upsample 1", "PixelShuffle ×2", "H×2, W×2")
    assert (node.op, node.value("scale")) == ("pixel_shuffle", 2)


def test_the_print_below_begins_with_what_is_named_and_goes_on(figure: Figure) -> None:
    assert [node.op for node in between(figure, "ID projection", "Dense + LN")] == ["dense", "layer_norm"]


def test_a_setting_below_a_name_is_none_of_its_own(figure: Figure) -> None:
    (node,) = between(figure, "conv: 1x1", "stride=2")
    assert (node.value("kernel"), node.value("stride")) == ((1, 1), (2, 2))


def test_widths_in_a_sentence_are_no_chain(figure: Figure) -> None:
    lines = ("96 → 384 → 96 in each block", "learned interpolation + unit normalization")
    (node,) = between(figure, "Trunk · 4 residual blocks", *lines)
    assert (node.op, node.value("name"), node.repeat) == ("block", "Trunk residual blocks", 4)


def test_layers_that_are_counted_are_not_all_of_a_part(figure: Figure) -> None:
    (node,) = between(figure, "Tumour Head", "Conv×2 → 1ch")
    assert (node.op, node.value("name")) == ("block", "Tumour Head")


def test_a_tensor_whose_name_ends_below_its_heading(figure: Figure) -> None:
    (node,) = between(figure, "User tower", "representation")
    assert node.op == "feature_map"


def test_data_of_which_more_is_told_is_one_thing(figure: Figure) -> None:
    box_with(figure, 100, "Output reconstruction", "4× super-resolved image")
    figure.box(200, 40, "softmax")
    figure.line((200, 48), (200, 87))
    (graph,) = figure.read()
    assert sorted(node.op for node in graph.nodes) == ["output", "softmax"]


@pytest.mark.parametrize(
    ("heading", "below", "op"),
    [
        ("VAE decode", "image of full size", "block"),
        ("Predict band power", "of masked patches", "block"),
        ("Label smoothing 0.1", "of all classes", "block"),
        ("Training data", "of all classes", "output"),
    ],
)
def test_what_is_done_at_the_end_is_no_output(figure: Figure, heading: str, below: str, op: str) -> None:
    box_with(figure, 100, heading, below)
    figure.box(200, 40, "softmax")
    figure.line((200, 48), (200, 87))
    (graph,) = figure.read()
    assert sorted(node.op for node in graph.nodes) == sorted([op, "softmax"])


def test_settings_between_dots_below_a_heading_are_its_own(figure: Figure) -> None:
    (node,) = between(figure, "Conv1d Encoder", "3 layers · stride-2 · weights are shared")
    assert (node.value("name"), node.value("stride")) == ("Conv1d Encoder", (2, 2))


def test_heads_counted_below_attention_are_its_own(figure: Figure) -> None:
    (node,) = between(figure, "Attention", "8 heads look back at earlier tokens")
    assert (node.op, node.value("heads")) == ("attention", 8)


def test_a_function_below_a_feed_forward_network_is_within_it(figure: Figure) -> None:
    (node,) = between(figure, "Feed-forward", "256 -> 1024 -> 256", "GELU")
    assert (node.op, node.value("units")) == ("feed_forward", (256, 1024, 256))


def test_the_data_that_a_layer_works_on_are_no_layer(figure: Figure) -> None:
    (node,) = between(figure, "BiLSTM", "Word Embs")
    assert node.op == "lstm"


def test_a_space_below_a_heading_is_the_shape(figure: Figure) -> None:
    (node,) = between(figure, "Joint Stream", "R^{B×3×32}")
    assert (node.value("name"), node.output_shape) == ("Joint Stream", ("B", 3, 32))


def test_a_first_line_that_names_a_part_heads_the_box_in_one_type(figure: Figure) -> None:
    lines = ("3x3 conv + 4 residual blocks,", "64 ch., group norm")
    (node,) = between(figure, "Shared encoder", *lines, font="helv", size=7)
    assert (node.op, node.value("name")) == ("block", "Shared encoder")


def test_a_chain_below_a_part_in_one_type_is_what_the_box_does(figure: Figure) -> None:
    nodes = between(figure, "Query head", "Conv1d(32, k=7) -> BatchNorm -> ReLU", font="helv", size=7)
    assert [node.op for node in nodes] == ["conv1d", "batch_norm", "relu"]


def test_a_layer_told_again_by_its_kind_is_one(figure: Figure) -> None:
    nodes = between(figure, "Text projection", "Linear(768, 512)", font="helv", size=7)
    assert [(node.op, node.value("units")) for node in nodes] == [("dense", 512)]


def test_two_lines_of_one_kind_are_two_layers(figure: Figure) -> None:
    nodes = between(figure, "DWConv", "Conv2D", font="helv", size=7)
    assert [node.op for node in nodes] == ["depthwise_conv2d", "conv2d"]
