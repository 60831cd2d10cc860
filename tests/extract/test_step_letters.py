"""Letters at the steps of a sequence, gaps in it and rows of both directions, drawn by us and read."""

from __future__ import annotations

from extract.figures.names.step_letters import is_letter
from tests.extract.drawing import Figure


def test_a_letter_with_its_index() -> None:
    assert all(is_letter(text) for text in ("x1", "y t-1", "hT", "→h3", "x_10"))
    assert not any(is_letter(text) for text in ("ReLU", "conv1", "the cat", "", "12"))


def edges(figure: Figure, caption: str = "") -> set[tuple[str, str]]:
    """Edges by the labels at their ends."""
    return {
        (graph.node(edge.source).label, graph.node(edge.target).label)
        for graph in figure.read(caption)
        for edge in graph.edges
    }


def states(figure: Figure, y: float, letter: str, count: int = 3, *, back: bool = False) -> None:
    """Labelled steps in a row, each with an arrow to the next, or to the one before."""
    for i in range(count):
        x = 80 + 80 * i
        figure.box(x, y, f"{letter}{i + 1}", width=30, height=20)
        if i < count - 1:
            ends = ((x + 15, y), (x + 65, y))
            figure.line(*(ends[::-1] if back else ends))


def test_letters_under_and_over_steps_go_in_and_come_out(figure: Figure) -> None:
    states(figure, 200, "h")
    for i in range(3):
        figure.text(80 + 80 * i, 217, f"x{i + 1}")
        figure.text(80 + 80 * i, 183, f"y{i + 1}")
    found = edges(figure)
    assert {("x1", "h1"), ("x2", "h2"), ("x3", "h3"), ("h1", "y1"), ("h2", "y2"), ("h3", "y3")} <= found


def test_a_letter_at_one_step_only_is_nothing_of_the_kind(figure: Figure) -> None:
    states(figure, 200, "h")
    figure.text(80, 217, "x1")
    assert edges(figure) == {("h1", "h2"), ("h2", "h3")}


def test_an_arrow_into_a_gap_goes_on_behind_it(figure: Figure) -> None:
    states(figure, 200, "h")
    figure.line((255, 200), (285, 200))
    figure.line((320, 200), (345, 200))
    figure.box(360, 200, "hT", width=30, height=20)
    assert ("h3", "hT") in edges(figure)


def test_nothing_goes_over_a_gap_that_holds_a_box(figure: Figure) -> None:
    states(figure, 200, "h", count=2)
    figure.line((175, 200), (200, 200))
    figure.box(240, 200, "ReLU", width=30, height=40)
    figure.line((285, 200), (345, 200))
    figure.box(360, 200, "hT", width=30, height=20)
    assert ("h2", "hT") not in edges(figure)


def test_rows_in_both_directions_do_not_feed_each_other(figure: Figure) -> None:
    states(figure, 200, "h")
    states(figure, 178, "g", back=True)
    assert edges(figure) == {("h1", "h2"), ("h2", "h3"), ("g3", "g2"), ("g2", "g1")}
