"""Rows of cells that are one layer at several steps, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure, flows, ops

CELL = {"width": 14.0, "height": 18.0}


def chain(figure: Figure, y: float, count: int = 5, left: float = 80) -> None:
    """Cells in a row, each with an arrow to the next."""
    for i in range(count):
        x = left + 50 * i
        figure.box(x, y, **CELL)
        if i < count - 1:
            figure.line((x + 7, y), (x + 43, y))


def test_a_chain_fed_from_the_side_is_the_layer_named_beside_it(figure: Figure) -> None:
    figure.box(180, 250, "Linear")
    figure.line((180, 242), (180, 200))
    figure.text(230, 210, "Bidirectional GRU")
    chain(figure, 190)
    (graph,) = figure.read("The encoder.")
    assert [node.op for node in graph.nodes] == ["dense", "gru"]
    assert len(graph.edges) == 1


def test_rows_of_steps_over_each_other_are_layers_of_the_kind_in_the_caption(figure: Figure) -> None:
    chain(figure, 200)
    chain(figure, 140)
    for i in range(5):
        figure.line((80 + 50 * i, 191), (80 + 50 * i, 149))
    figure.box(180, 260, "Linear")
    figure.line((180, 252), (180, 210))
    figure.box(180, 80, "Softmax")
    figure.line((180, 131), (180, 88))
    graphs = figure.read("Two LSTM layers.")
    assert ops(graphs) == ["dense", "lstm", "lstm", "softmax"]
    assert flows(graphs) == {("dense", "lstm"), ("lstm", "lstm"), ("lstm", "softmax")}


def test_steps_with_an_input_each_stay_apart(figure: Figure) -> None:
    chain(figure, 190)
    for i, word in enumerate("ABCDE"):
        figure.text(80 + 50 * i, 240, word)
        figure.line((80 + 50 * i, 232), (80 + 50 * i, 200))
    assert ops(figure.read("The LSTM.")) == ["input"] * 5 + ["lstm"] * 5


def test_names_right_under_the_cells_keep_them_apart(figure: Figure) -> None:
    chain(figure, 190)
    for i, word in enumerate("abcde"):
        figure.text(80 + 50 * i, 205, word)
    figure.line((180, 150), (180, 180))
    assert len(ops(figure.read())) >= 5


@pytest.mark.parametrize("window", [2, 3])
def test_circles_joined_in_windows_are_rows(figure: Figure, window: int) -> None:
    for row in range(3):
        for i in range(8):
            figure.page.draw_circle((60 + 34 * i, 300 - 70 * row), 6, color=(0, 0, 0))
            for j in range(max(0, i - window + 1), i + 1):
                if row:
                    figure.line((60 + 34 * j, 364 - 70 * row), (60 + 34 * i, 306 - 70 * row))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "feature_map", "feature_map"]
    assert len(graph.edges) == 2


def test_branches_of_single_boxes_stay_apart(figure: Figure) -> None:
    figure.box(180, 300, "Linear", width=300)
    figure.box(180, 80, "Concat", width=300)
    for i in range(4):
        x = 60 + 80 * i
        figure.box(x, 240, "Conv 3x3", width=50)
        figure.box(x, 160, **CELL)
        figure.line((x, 292), (x, 248))
        figure.line((x, 232), (x, 169))
        figure.line((x, 151), (x, 88))
    assert len([op for op in ops(figure.read()) if op == "conv2d"]) == 4


def test_touching_cells_of_one_character_each_are_one_tensor(figure: Figure) -> None:
    for i, sign in enumerate("-h-i-i"):
        figure.box(100 + 14 * i, 150, sign, width=14, height=16)
    figure.box(135, 220, "Linear")
    figure.line((135, 212), (135, 158))
    figure.text(135, 90, '"hi"')
    figure.line((135, 142), (135, 98))
    (graph,) = figure.read()
    assert [(node.op, node.label) for node in graph.nodes] == [
        ("dense", "Linear"),
        ("feature_map", "-h-i-i"),
        ("output", '"hi"'),
    ]


def both_ways(figure: Figure, y: float) -> None:
    """Cells of both directions, one a little behind the other, and the cells over them in which they meet."""
    for i in range(5):
        x = 80 + 50 * i
        for dx, fill in ((5.0, (0.5, 0.8, 1.0)), (0.0, (1.0, 0.6, 0.2))):
            figure.page.draw_rect(
                (x + dx - 7, y - dx - 9, x + dx + 7, y - dx + 9), color=(0, 0, 0), fill=fill
            )
        figure.box(x, y - 32, width=14, height=8)
        figure.line((x - 4, y - 9), (x - 4, y - 28))
        if i < 4:
            figure.line((x + 7, y + 4), (x + 43, y + 4))
            figure.line((x + 48, y - 12), (x + 12, y - 12))


def test_cells_in_which_both_directions_meet_are_no_layer(figure: Figure) -> None:
    figure.box(180, 300, "Linear")
    figure.line((180, 292), (180, 262))
    both_ways(figure, 250)
    figure.text(345, 243, "bidirectional LSTM")
    figure.line((180, 214), (180, 168))
    figure.box(180, 160, "Softmax")
    assert flows(figure.read()) == {("dense", "lstm"), ("lstm", "softmax")}


def test_names_set_on_steps_are_one_each(figure: Figure) -> None:
    for i in range(3):
        figure.text(100 + 33 * i, 100 - 1.5 * i, "Upsample", 7)
        figure.line((100 + 33 * i, 106), (100 + 33 * i, 130))
        figure.box(100 + 33 * i, 138, "FC", width=24)
    (first, *others) = figure.read()
    assert len(others) == 2 and [node.op for node in first.nodes] == ["upsample", "dense"]
