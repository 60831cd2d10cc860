"""Cells with a word or letter each, right beside each other, drawn by us and read."""

from __future__ import annotations

from collections.abc import Sequence

from tests.extract.drawing import Figure, ops


def _cells(figure: Figure, x: float, y: float, words: Sequence[str], gap: float = 2) -> None:
    for i, word in enumerate(words):
        figure.box(x + (30 + gap) * i, y, word, width=30, height=16)


def test_cells_with_one_of_dots_among_them_are_a_sequence(figure: Figure) -> None:
    figure.box(160, 60, "Encoder")
    _cells(figure, 112, 160, ("T1", "T2", "...", "TN"))
    for i in range(4):
        figure.line((160, 68), (160, 100), (112 + 32 * i, 100), (112 + 32 * i, 152))
    (graph,) = figure.read()
    assert [node.label for node in graph.nodes] == ["Encoder", "T1 T2 ... TN"]
    assert len(graph.edges) == 1


def test_words_in_cells_of_which_a_line_leaves_the_last_are_one_input(figure: Figure) -> None:
    _cells(figure, 60, 100, ("Start", "Text", "End"), gap=0)
    figure.line((135, 100), (165, 100))
    figure.box(200, 100, "Transformer")
    (graph,) = figure.read()
    assert [(node.op, node.label) for node in graph.nodes] == [
        ("input", "Start Text End"),
        ("block", "Transformer"),
    ]


def test_blocks_that_touch_between_an_input_and_an_output_stay_apart(figure: Figure) -> None:
    figure.text(30, 100, "Image")
    figure.line((45, 100), (65, 100))
    _cells(figure, 80, 100, ("Body", "Neck", "Head"), gap=0)
    figure.line((155, 100), (185, 100))
    figure.box(220, 100, "Softmax")
    assert ops(figure.read()).count("block") == 3
