"""Bars of a chart are one thing, in drawn figures."""

from __future__ import annotations

import pytest

from tests.extract.drawing import BLACK, Figure, flows, ops

BLUE = (0.2, 0.45, 0.7)


def _chart(figure: Figure, x: float, foot: float, lengths: list[float], breadth: float = 4.0) -> None:
    for at, length in enumerate(lengths):
        left = x + 1.4 * breadth * at
        figure.page.draw_rect((left, foot - length, left + breadth, foot), color=None, fill=BLUE)


@pytest.mark.parametrize("breadth", [2.8, 4.0])
def test_a_chart_between_boxes_is_one_map(figure: Figure, breadth: float) -> None:
    figure.box(60, 100, "Encoder")
    figure.line((95, 100), (148, 100))
    # A bar of 2.8 points that is four times as long is drawn like a line.
    _chart(figure, 150, 106, [8, 12, 6, 14, 5], breadth)
    figure.page.draw_line((148, 106), (150 + 6.6 * breadth, 106), color=BLACK, width=0.5)
    figure.line((152 + 6.6 * breadth, 100), (240, 100))
    figure.box(275, 100, "Fusion")
    graphs = figure.read()
    assert sorted(ops(graphs)) == ["block", "block", "feature_map"]
    assert flows(graphs) == {("block", "feature_map"), ("feature_map", "block")}


def test_boxes_of_several_lengths_that_arrows_join_are_no_chart(figure: Figure) -> None:
    for at, length in enumerate((60, 45, 30, 20)):
        figure.page.draw_rect((60 + 40 * at, 150 - length, 72 + 40 * at, 150), color=BLACK, fill=BLUE)
        if at:
            figure.line((32 + 40 * at, 142), (60 + 40 * at, 142))
    assert len(ops(figure.read())) == 4
