"""A name farther from its shape than most, with nothing else near either, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure

GREEN = (0.7, 0.9, 0.7)


def _labels(figure: Figure) -> list[str]:
    """A picture of a map under a flow, with its name some way under it."""
    figure.box(60, 80, "Conv")
    figure.line((90, 80), (135, 80))
    figure.box(155, 80, width=40, height=40, fill=GREEN)
    figure.text(155, 120, "Predictions")
    return [node.label for graph in figure.read() for node in graph.nodes]


def test_a_name_some_way_off_names_a_shape_where_both_are_alone(figure: Figure) -> None:
    assert "Predictions" in _labels(figure)


def test_with_another_shape_near_it_names_neither(figure: Figure) -> None:
    figure.box(155, 152, "Loss", width=40)
    assert "Predictions" not in _labels(figure)
