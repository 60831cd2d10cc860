"""One operation over or under several shapes drawn alike, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure

GREEN, RED = (0.7, 0.9, 0.7), (0.9, 0.6, 0.6)


def _ops(figure: Figure) -> list[str]:
    return [node.op for graph in figure.read() for node in graph.nodes]


def _row(figure: Figure, label: str, at: float) -> list[str]:
    """A flow over three sheets that stand in a row, with a text under them."""
    figure.box(50, 100, "Conv")
    figure.line((80, 100), (115, 100))
    for x in (125, 150, 175):
        figure.box(x, 100, width=16, height=50, fill=GREEN)
    for x in (133, 158):
        figure.line((x, 100), (x + 9, 100))
    figure.line((183, 100), (225, 100))
    figure.box(255, 100, "Softmax")
    figure.text(at, 142, label)
    return _ops(figure)


def test_an_operation_under_the_middle_of_a_row_is_each_shape_of_it(figure: Figure) -> None:
    assert _row(figure, "Deconvolution", 150).count("conv_transpose2d") == 3


@pytest.mark.parametrize(("label", "at"), [("Deconvolution", 195), ("Decoder", 150), ("512", 150)])
def test_what_stands_aside_or_is_no_operation_names_no_row(figure: Figure, label: str, at: float) -> None:
    assert "conv_transpose2d" not in (ops := _row(figure, label, at))
    assert ops.count("block") < 3
    assert "dense" not in ops


def _pile(figure: Figure, *, joined: bool) -> list[str]:
    """Three branches with a sheet each, over each other, and a text over the first of them."""
    for y in (80, 140, 200):
        figure.box(60, y, f"x{y}", width=40)
        if not joined:
            figure.line((80, y), (135, y))
        figure.box(150, y, width=24, height=16, fill=GREEN)
        figure.line((162, y), (225, y))
    if joined:
        figure.line((150, 88), (150, 132))
        figure.line((150, 148), (150, 192))
    figure.box(250, 140, "Softmax", width=50, height=150)
    figure.text(150, 60, "conv1")
    return _ops(figure)


def test_an_operation_over_a_pile_of_branches_is_done_in_each_of_them(figure: Figure) -> None:
    assert _pile(figure, joined=False).count("conv2d") == 3


def test_over_a_flow_it_is_not_each_step_of_it(figure: Figure) -> None:
    assert _pile(figure, joined=True).count("conv2d") < 3
