"""States that are handed on, chains of states, and unnamed ends of the flow, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import BLACK, Figure, flows, ops


def test_a_state_between_two_layers_is_a_map(figure: Figure) -> None:
    for y, text in ((60, "softmax"), (120, "h_1"), (180, "LSTM")):
        figure.box(200, y, text)
    figure.line((200, 172), (200, 128))
    figure.line((200, 112), (200, 68))
    assert ("lstm", "feature_map") in flows(figure.read())


def _chain_of_states(figure: Figure) -> None:
    for x, name in ((80, "1"), (180, "2"), (280, "3")):
        figure.text(x, 160, f"x_{name}")
        figure.line((x, 152), (x, 110))
        figure.box(x, 100, f"h_{name}", 40, 20)
        figure.line((x, 90), (x, 52))
        figure.text(x, 44, f"y_{name}")
    figure.line((100, 100), (160, 100))
    figure.line((200, 100), (260, 100))


def test_a_chain_of_states_is_one_of_cells(figure: Figure) -> None:
    _chain_of_states(figure)
    assert ops(figure.read()).count("block") == 3


def test_several_unnamed_ends_are_levels(figure: Figure) -> None:
    figure.box(80, 90, "Encoder")
    for y in (60, 120):
        figure.line((115, 90), (150, y))
        figure.page.draw_rect((150, y - 10, 175, y + 10), color=BLACK, fill=(0.8, 0.9, 1.0))
    assert "output" not in ops(figure.read())


def test_chained_states_are_cells_of_the_recurrent_network_that_the_caption_names(figure: Figure) -> None:
    _chain_of_states(figure)
    found = ops(figure.read("Figure 1: A bidirectional GRU over the words."))
    assert found.count("gru") == 3
    assert "block" not in found


def test_states_are_what_they_are_called_where_the_caption_names_no_recurrent_network(figure: Figure) -> None:
    _chain_of_states(figure)
    assert ops(figure.read("Figure 1: The model over the words.")).count("block") == 3


@pytest.mark.parametrize(("caption", "op"), [("A BI-LSTM-CRF model.", "lstm"), ("The tagger.", "block")])
def test_chained_boxes_of_a_direction_are_cells_too(figure: Figure, caption: str, op: str) -> None:
    for x, name in ((80, "1"), (180, "2"), (280, "3")):
        figure.text(x, 160, f"x_{name}")
        figure.line((x, 152), (x, 110))
        figure.box(x, 100, "forward", 40, 20)
        figure.line((x, 90), (x, 52))
        figure.text(x, 44, f"y_{name}")
    figure.line((100, 100), (160, 100))
    figure.line((200, 100), (260, 100))
    assert ops(figure.read(f"Figure 1: {caption}")).count(op) == 3


def test_the_one_unnamed_end_is_the_output_though_it_is_like_what_flows(figure: Figure) -> None:
    for y, label in ((360, "Conv 3x3"), (300, ""), (240, "Conv 5x5"), (180, "")):
        figure.box(180, y, label)
        if y > 180:
            figure.line((180, y - 8), (180, y - 52))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["conv2d", "feature_map", "conv2d", "output"]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("Speaker Embedding", "objective", {"input", "conv2d", "output"}),
        ("x", "Contrastive loss", {"input", "conv2d", "loss"}),
        ("x", "cross entropy", {"input", "conv2d", "loss"}),
        ("x", "LCE", {"input", "conv2d", "loss"}),
        ("x", "Ltotal", {"input", "conv2d", "loss"}),
    ],
)
def test_free_names_at_the_ends_are_what_goes_in_and_comes_out(
    figure: Figure, first: str, last: str, expected: set[str]
) -> None:
    figure.text(180, 300, first)
    figure.line((180, 292), (180, 248))
    figure.box(180, 240, "Conv 3x3")
    figure.line((180, 232), (180, 188))
    figure.text(180, 180, last)
    (graph,) = figure.read()
    assert {node.op for node in graph.nodes} == expected


def test_a_mask_that_the_flow_ends_with_is_what_comes_out(figure: Figure) -> None:
    for at, name in enumerate(("Image", "Conv 3x3", "Sigmoid", "Mask")):
        figure.box(200, 40 + 50 * at, name)
        if at:
            figure.line((200, 50 * at - 2), (200, 32 + 50 * at))
    assert ops(figure.read()) == ["conv2d", "input", "output", "sigmoid"]
