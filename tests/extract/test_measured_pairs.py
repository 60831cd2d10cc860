"""What measures two things against each other at a line between them is a loss of both."""

from __future__ import annotations

import pytest

from tests.extract.drawing import BLACK, Figure, named_flows, ops


def pair(figure: Figure, words: str, *, back: bool = True) -> None:
    for x, name in ((80, "Encoder A"), (320, "Encoder B")):
        figure.text(x, 280, f"Input {name[-1]}")
        figure.line((x, 270), (x, 218))
        figure.box(x, 210, name)
    both_ways(figure, 116, 284, 210) if back else figure.line((116, 210), (284, 210))
    figure.text(200, 202, words)


def both_ways(figure: Figure, left: float, right: float, y: float) -> None:
    """A level line with a head at either end."""
    figure.line((left + 5, y), (right, y))
    head = [(left, y), (left + 5, y - 2.5), (left + 5, y + 2.5)]
    figure.page.draw_polyline(head, color=None, fill=BLACK, closePath=True)


@pytest.mark.parametrize("words", ["Maximize agreement", "MSE loss", "Cosine similarity", "Contrastive"])
def test_a_line_that_points_both_ways_leads_to_the_loss_beside_it(figure: Figure, words: str) -> None:
    pair(figure, words)
    graphs = figure.read()
    assert named_flows(graphs) == {
        ("Input A", "Encoder A"),
        ("Input B", "Encoder B"),
        ("Encoder A", words),
        ("Encoder B", words),
    }
    assert ops(graphs) == ["block", "block", "input", "input", "loss"]


def test_on_a_line_that_points_one_way_nothing_is_measured(figure: Figure) -> None:
    pair(figure, "Cosine similarity", back=False)
    assert "loss" not in ops(figure.read())


def test_a_line_that_runs_along_a_text_does_not_end_at_it(figure: Figure) -> None:
    for x, name in ((80, "z"), (320, "y")):
        figure.text(x, 200, name)
        figure.box(x, 280, "Encoder")
        figure.line((x, 272), (x, 210))
    both_ways(figure, 94, 306, 202)
    figure.text(200, 194, "Maximize agreement between the two outputs of the encoders", 7.5)
    assert ("z", "y") in named_flows(figure.read())
