"""Sequences over each other, their steps drawn as circles: each row is one tensor, however few lines join its steps."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from tests.extract.drawing import BLACK, Figure, named_flows

Row = Sequence[tuple[float, float]]


def row(figure: Figure, y: float, count: int, step: float = 30) -> Row:
    """Circles on one level around the middle of the page."""
    places = [(200 + (i - (count - 1) / 2) * step, y) for i in range(count)]
    for place in places:
        figure.page.draw_circle(place, 5, color=BLACK)
    return places


def join(figure: Figure, below: Row, above: Row, *pairs: tuple[int, int]) -> None:
    for a, b in pairs:
        (x0, y0), (x1, y1) = below[a], above[b]
        far = 5 / ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        figure.line(
            (x0 + far * (x1 - x0), y0 + far * (y1 - y0)),
            (x1 - far * (x1 - x0), y1 - far * (y1 - y0)),
            head=False,
        )


def test_rows_of_which_every_second_step_goes_on_are_one_each(figure: Figure) -> None:
    rows = [row(figure, 300, 8), row(figure, 260, 4, 60), row(figure, 220, 2, 120)]
    for below, above in itertools.pairwise(rows):
        join(figure, below, above, *((i, i // 2) for i in range(len(below))))
    for i, (x, y) in enumerate(rows[0]):
        figure.text(x, y + 24, f"x{i + 1}")
        figure.line((x, y + 19), (x, y + 5))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "feature_map", "feature_map", "feature_map"]
    assert graph.nodes[0].label == "x1 x2 x3 x4 x5 x6 x7 x8"
    assert len(graph.edges) == 3


def test_steps_without_a_line_belong_to_their_row(figure: Figure) -> None:
    rows = [row(figure, y, 9, 20) for y in (300, 260, 220)]
    join(figure, rows[0], rows[1], *((8 - i, 8 - i // 2 * 2) for i in range(6)))
    join(figure, rows[1], rows[2], (8, 8), (4, 8))
    for y, name in ((300, "Input"), (260, "Hidden"), (220, "Output")):
        figure.text(90, y, name)
    for at, label in ((0, "x0"), (8, "xT")):
        figure.text(rows[0][at][0], 312, label)
    graphs = figure.read()
    assert named_flows(graphs) == {("Input", "Hidden"), ("Hidden", "Output")}
    assert sum(len(graph.nodes) for graph in graphs) == 3


def test_circles_that_follow_each_other_one_by_one_stay_things(figure: Figure) -> None:
    rows = [row(figure, y, 3, 60) for y in (300, 260, 220)]
    for below, above in itertools.pairwise(rows):
        join(figure, below, above, (0, 0), (1, 1), (2, 2))
    assert sum(len(graph.nodes) for graph in figure.read()) == 9
