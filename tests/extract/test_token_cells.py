"""Cells with a word or letter each, right beside each other, drawn by us and read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

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


def _encoder_of_tokens(figure: Figure) -> None:
    """One wide box with a row of cells under it and one over it; dots part the last of each."""
    figure.box(200, 150, "Transformer", width=260, height=40)
    for at, sign in enumerate(("A", "1", "2", "N")):
        x = 100 + (32 if at < 3 else 40) * at
        figure.box(x, 180, f"E{sign}", width=30, height=18)
        figure.box(x, 120, f"T{sign}", width=30, height=18)
        figure.box(x, 220, f"tok {sign}", width=30, height=18)
        figure.line((x, 211), (x, 190))
    for y in (180, 120, 220):
        figure.text(198, y, "...", size=6)


def test_cells_behind_dots_make_each_cell_of_the_row_one_of_its_own(figure: Figure) -> None:
    _encoder_of_tokens(figure)
    (graph,) = figure.read()
    names = {node.id: node.label for node in graph.nodes}
    edges = {(names[edge.source], names[edge.target]) for edge in graph.edges}
    assert edges == {
        pair
        for sign in "A12N"
        for pair in ((f"tok {sign}", f"E{sign}"), (f"E{sign}", "Transformer"), ("Transformer", f"T{sign}"))
    }


@pytest.mark.parametrize(
    "lines",
    [
        [[(132, 229), (132, 236), (220, 236), (220, 229)], [(176, 236), (176, 243)]],
        [[(x, 229), (x, 236), (176, 236), (176, 243)] for x in (132, 220)],
    ],
)
def test_a_bracket_with_a_stem_names_the_tokens_it_spans(
    figure: Figure, lines: list[list[tuple[float, float]]]
) -> None:
    _encoder_of_tokens(figure)
    for line in lines:
        figure.line(*line, head=False)
    figure.text(176, 250, "Sentence")
    (graph,) = figure.read()
    assert len(graph.edges) == 12
    assert "Sentence" not in [node.label for node in graph.nodes]
