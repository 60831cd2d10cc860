"""Words whose letters stand one below the other, as in narrow bars, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure


@pytest.mark.parametrize(("word", "op"), [("FC", "dense"), ("CONCAT", "concat"), ("SOFTMAX", "softmax")])
def test_capitals_in_a_column_are_one_word(figure: Figure, word: str, op: str) -> None:
    figure.box(80, 200, "Conv 3x3")
    figure.line((116, 200), (178, 200))
    figure.box(190, 200, width=20, height=90)
    top = 200 - 5.5 * (len(word) - 1)
    for at, letter in enumerate(word):
        # Centred letters, of sizes that differ by the rounding of their programs.
        figure.text(190, top + 11 * at, letter, 7.2 + 0.02 * (at % 2))
    figure.line((202, 200), (260, 200))
    figure.box(300, 200, "LSTM")
    (graph,) = figure.read()
    assert [(node.op, node.label) for node in graph.nodes][1:2] == [(op, word)]


def test_letters_of_three_inputs_are_no_word(figure: Figure) -> None:
    figure.box(200, 200, "Attention", height=60)
    for y, letter in ((186, "Q"), (197, "K"), (208, "V")):
        figure.text(120, y, letter, 7)
        figure.line((126, y), (164, y))
    (graph,) = figure.read()
    assert {node.label for node in graph.nodes} >= {"Q", "K", "V"}
