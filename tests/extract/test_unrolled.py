"""Recurrent networks unrolled in time, without text in their boxes."""

from __future__ import annotations

import pytest

from extract.figures.names.unrolled import recurrent_kind
from tests.extract.drawing import Figure


@pytest.mark.parametrize(
    ("caption", "kind"),
    [
        ("The LSTM reads the sentence in reverse.", "lstm"),
        ("Two LSTMs, a recurrent network.", "lstm"),
        ("An RNN encoder.", "rnn"),
        ("Gated recurrent units over time.", "gru"),
        ("An LSTM or a GRU reads the sentence.", None),
        ("The current target state and all source states.", "rnn"),
        ("A convolutional network.", None),
    ],
)
def test_the_kind_that_a_caption_names(caption: str, kind: str | None) -> None:
    assert recurrent_kind(caption) == kind


def unrolled(figure: Figure, inputs: bool) -> None:
    for i, letter in enumerate("ABCD"):
        x = 60 + 80 * i
        figure.box(x, 150, width=40, height=20)
        if inputs:
            figure.text(x, 210, letter)
            figure.line((x, 203), (x, 160))
        if i < 3:
            figure.line((x + 20, 150), (x + 60, 150))


def test_boxes_without_text_are_steps_of_the_layer_that_the_caption_names(figure: Figure) -> None:
    unrolled(figure, inputs=True)
    (graph,) = figure.read("Figure 1: The LSTM reads the sentence.")
    assert sorted(node.op for node in graph.nodes) == ["input"] * 4 + ["lstm"] * 4
    assert len(graph.edges) == 7


def test_a_chain_without_inputs_on_its_way_is_not_unrolled(figure: Figure) -> None:
    unrolled(figure, inputs=False)
    assert not any(node.op == "lstm" for graph in figure.read("The LSTM.") for node in graph.nodes)


def test_without_a_kind_in_the_caption_boxes_stay_maps(figure: Figure) -> None:
    unrolled(figure, inputs=True)
    assert not any(node.op == "lstm" for graph in figure.read("The model.") for node in graph.nodes)


def test_cells_of_a_tree_are_steps_as_well(figure: Figure) -> None:
    cells = {"A": (200, 100), "B": (130, 180), "C": (270, 180), "D": (220, 260), "E": (320, 260)}
    for letter, (x, y) in cells.items():
        figure.box(x, y, width=20, height=20)
        figure.text(x - 46, y, letter)
        figure.line((x - 40, y), (x - 10, y))
    for lower, upper in ("BA", "CA", "DC", "EC"):
        (x, y), (to_x, to_y) = cells[lower], cells[upper]
        figure.line((x, y - 10), (to_x + (8 if x > to_x else -8), to_y + 10))
    (graph,) = figure.read("Figure 1: A tree-structured LSTM.")
    assert sorted(node.op for node in graph.nodes) == ["input"] * 5 + ["lstm"] * 5
