"""Settings that a caption gives to the layers of a panel, in drawn figures."""

from __future__ import annotations

from graph import Graph
from tests.extract.drawing import Figure


def _panels(figure: Figure) -> None:
    for x, letter in ((120, "(a)"), (280, "(b)")):
        figure.text(x, 40, "x")
        figure.line((x, 46), (x, 82))
        figure.box(x, 90, "MaxPool")
        figure.line((x, 98), (x, 142))
        figure.box(x, 150, "Conv")
        figure.line((x, 158), (x, 190))
        figure.text(x, 198, "y")
        figure.text(x, 230, letter)


def _settings(graph: Graph, op: str) -> dict[str, object]:
    (node,) = [node for node in graph.nodes if node.op == op]
    return {key: attribute.value for key, attribute in node.attributes.items()}


def test_each_panel_takes_what_its_part_of_the_caption_says(figure: Figure) -> None:
    _panels(figure)
    first, second = figure.read(
        "Figure 1: (a) The first block. MaxPool is performed with non-overlapping 2 × 2 windows, and the conv "
        "has 13 filters. (b) The second block. The conv uses either 3 × 3 or 5 × 5 filters."
    )
    assert _settings(first, "max_pool") == {"kernel": (2, 2), "stride": (2, 2)}
    assert _settings(first, "conv2d") == {"filters": 13}
    assert _settings(second, "max_pool") == _settings(second, "conv2d") == {}


def test_what_is_printed_stays_and_two_layers_of_a_kind_take_nothing(figure: Figure) -> None:
    figure.text(200, 40, "x")
    figure.line((200, 46), (200, 82))
    figure.box(200, 90, "Conv 3×3, 64")
    figure.line((200, 98), (200, 142))
    figure.box(200, 150, "AvgPool")
    figure.line((200, 158), (200, 202))
    figure.box(200, 210, "AvgPool")
    figure.line((200, 218), (200, 250))
    figure.text(200, 258, "y")
    caption = "Figure 1: A net. The conv has 32 filters. AvgPool is performed with 2 × 2 windows."
    (graph,) = figure.read(caption)
    assert _settings(graph, "conv2d")["filters"] == 64
    assert all("kernel" not in node.attributes for node in graph.nodes if node.op == "avg_pool")


def _block(figure: Figure) -> None:
    figure.text(200, 40, "z")
    figure.line((200, 46), (200, 82))
    figure.page.draw_rect((140, 70, 260, 215), color=(0, 0, 0))
    figure.box(200, 90, "LayerNorm")
    figure.line((200, 98), (200, 142))
    figure.box(200, 150, "Multi-Head Attention", width=100)
    figure.line((200, 158), (200, 192))
    figure.box(200, 200, "FFN")
    figure.line((200, 208), (200, 252))
    figure.box(200, 260, "Softmax")


def test_the_only_attention_takes_the_heads_of_the_caption(figure: Figure) -> None:
    _block(figure)
    (graph,) = figure.read("Figure 1: One block of the encoder (d = 768, 12 heads).")
    assert _settings(graph, "multi_head_attention") == {"heads": 12, "dim": 768}


def test_a_frame_is_repeated_as_often_as_the_caption_says(figure: Figure) -> None:
    _block(figure)
    (graph,) = figure.read("Figure 1: The model. The block in the frame is repeated N times.")
    repeats = {node.op: node.repeat for node in graph.nodes}
    assert repeats["layer_norm"] == repeats["multi_head_attention"] == repeats["feed_forward"] == "N"
    assert repeats["softmax"] is None


def test_what_all_convolutions_have(figure: Figure) -> None:
    for i, name in enumerate(("Conv 1", "ReLU", "Conv 2")):
        figure.box(80 + 110 * i, 100, name)
        if i:
            figure.line((5 + 110 * i, 100), (45 + 110 * i, 100))
    for caption in (
        "We use 64 filters for each convolutional layer.",
        "All convolutional layers have 64 filters.",
    ):
        (graph,) = figure.read(f"Figure 1: A net. {caption}")
        assert [dict(node.attributes).keys() for node in graph.nodes] == [{"filters"}, set(), {"filters"}]


def test_the_width_of_recurrent_layers_is_that_of_all_of_them(figure: Figure) -> None:
    for at, name in enumerate(("LSTM", "LSTM", "Softmax")):
        figure.box(200, 90 + 60 * at, name)
        if at:
            figure.line((200, 38 + 60 * at), (200, 82 + 60 * at))
    (graph,) = figure.read("Figure 1: The prefix is processed by a 2-layer LSTM (128 hidden units).")
    widths = [node.attributes["units"].value for node in graph.nodes if node.op == "lstm"]
    assert widths == [128, 128]


def test_the_stride_of_all_parts_of_a_name_is_told_in_the_plural(figure: Figure) -> None:
    for at, name in enumerate(("Normal Cell", "Reduction Cell", "Normal Cell", "Softmax")):
        figure.box(200, 60 + 50 * at, name)
        if at:
            figure.line((200, 18 + 50 * at), (200, 52 + 50 * at))
    (graph,) = figure.read("Figure 1: Normal cells are stride 1 and reduction cells have a stride of 2.")
    strides = [node.attributes["stride"].value for node in graph.nodes if node.op == "block"]
    assert strides == [(1, 1), (2, 2), (1, 1)]


def _column(figure: Figure, *names: str) -> None:
    for at, name in enumerate(names):
        figure.box(200, 40 + 50 * at, name)
        if at:
            figure.line((200, 50 * at - 2), (200, 32 + 50 * at))


def test_as_many_convolutions_as_the_caption_counts_are_of_the_kind_that_it_names(figure: Figure) -> None:
    _column(figure, "z", "Conv 1", "Conv 2", "Conv 3", "Image")
    (graph,) = figure.read(
        "A series of three fractionally-strided convolutions turns the code into an image."
    )
    assert [node.op for node in graph.nodes][1:4] == ["conv_transpose2d"] * 3


def test_another_number_of_convolutions_than_is_told_stays_as_printed(figure: Figure) -> None:
    _column(figure, "Image", "Conv 1", "Conv 2", "Mask")
    (graph,) = figure.read("The student; its teacher has three depthwise separable convolutions.")
    assert [node.op for node in graph.nodes][1:3] == ["conv2d"] * 2


def test_a_setting_of_two_kinds_is_given_to_both(figure: Figure) -> None:
    _column(figure, "Image", "Conv 3×3", "Max Pool 2×2", "Conv 3×3, stride 3")
    (graph,) = figure.read("The step size in convolution and pooling is 1 and 2, respectively.")
    assert [node.value("stride") for node in graph.nodes] == [None, (1, 1), (2, 2), (3, 3)]
