"""Rows of steps that dots part, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure, ops


def steps(figure: Figure, dashes: str) -> None:
    """Four steps of one size; behind the second a short line runs on, and an arrow leads into the third."""
    for i in range(4):
        x = 60 + 80 * i
        figure.box(x, 150, width=30, height=60)
        figure.text(x, 217, "ABCD"[i])
        figure.line((x, 210), (x, 181))
    figure.line((75, 150), (125, 150))
    figure.page.draw_line((155, 150), (170, 150), color=(0, 0, 0), dashes=dashes)
    figure.line((180, 150), (205, 150))
    figure.line((235, 150), (285, 150))


def test_dots_between_steps_join_them(figure: Figure) -> None:
    steps(figure, "[1.5 2] 0")
    (graph,) = figure.read("Figure 1: The source states are read one by one.")
    assert ops([graph]) == ["input"] * 4 + ["rnn"] * 4
    assert len(graph.edges) == 7


def test_a_whole_line_into_the_open_joins_nothing(figure: Figure) -> None:
    steps(figure, "[] 0")
    assert sum(len(graph.edges) for graph in figure.read()) == 6
