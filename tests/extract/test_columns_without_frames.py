"""Columns of layers without a frame: what is named over and under them, and how often they stand, drawn by us."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure, flows

LAYER = ("Embedding", "Self-Attention", "Add & Norm", "Feed Forward", "Add & Norm", "Linear")


def column(figure: Figure, *names: str) -> None:
    """Boxes over each other, joined upward, the first at the bottom."""
    for i, name in enumerate(names):
        y = 300 - 40 * i
        figure.box(200, y, name, width=100)
        if i:
            figure.line((200, y + 32), (200, y + 8))


def test_a_count_beside_a_part_of_a_transformer_is_that_of_its_layer(figure: Figure) -> None:
    column(figure, *LAYER)
    figure.text(270, 260, "x6")
    (graph,) = figure.read()
    counted = [node.op for node in graph.nodes if node.repeat == 6]
    assert sorted(counted) == ["add", "add", "feed_forward", "norm", "norm", "self_attention"]


def test_a_count_beside_a_layer_of_another_network_is_its_own(figure: Figure) -> None:
    column(figure, "Embedding", "conv 3x3", "max pool", "Linear")
    figure.text(270, 260, "x4")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes if node.repeat] == ["conv2d"]


def test_words_for_ends_over_and_under_a_column_stand_at_its_ends(figure: Figure) -> None:
    column(figure, "Embedding", "LSTM", "softmax")
    figure.text(200, 317, "Source tokens")
    figure.text(200, 203, "Output probs")
    assert flows(figure.read()) == {
        ("input", "embedding"),
        ("embedding", "lstm"),
        ("lstm", "softmax"),
        ("softmax", "output"),
    }


@pytest.mark.parametrize("x", [150, 250])
def test_words_aside_of_a_column_stand_at_no_end(figure: Figure, x: float) -> None:
    column(figure, "Embedding", "LSTM", "softmax")
    figure.text(x, 317, "Source tokens")
    assert "input" not in {op for pair in flows(figure.read()) for op in pair}
