"""Guides from names of columns through what stands in them, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import GREY, Figure, ops


def _columns(figure: Figure, reach: float) -> None:
    for x, head, label in ((80, "ENCODING", "LSTM"), (220, "FUSION", "Concat")):
        figure.text(x, 60, head)
        figure.box(x, 150, label)
        figure.page.draw_line((x, 68), (x, reach), color=GREY, dashes="[2 2]")
    figure.box(340, 150, "Softmax")
    figure.line((115, 150), (185, 150))
    figure.line((255, 150), (305, 150))


def test_names_of_columns_are_no_inputs(figure: Figure) -> None:
    _columns(figure, 260)
    assert ops(figure.read()) == ["concat", "lstm", "softmax"]


@pytest.mark.parametrize("reach", [142])
def test_lines_that_end_at_boxes_are_ways(figure: Figure, reach: float) -> None:
    _columns(figure, reach)
    assert "input" in ops(figure.read())
