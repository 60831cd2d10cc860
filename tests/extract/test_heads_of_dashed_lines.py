"""Heads with dashed rims, and heads that cover all of a line behind a bend, in figures that the tests draw."""

from __future__ import annotations

import pytest

from tests.extract.drawing import BLACK, Figure, named_flows


@pytest.mark.parametrize("dashes", ["", "[2 1] 0"])
def test_a_filled_head_whose_rim_is_dashed_as_its_line_is(figure: Figure, dashes: str) -> None:
    figure.box(100, 200, "Embedding")
    figure.page.draw_line((135, 200), (200, 200), color=BLACK, dashes=dashes)
    figure.page.draw_polyline(
        [(205, 200), (199, 197), (199, 203)], color=BLACK, fill=BLACK, closePath=True, dashes=dashes
    )
    figure.box(240, 200, "Softmax")
    (graph,) = figure.read()
    assert len(graph.nodes) == 2
    assert named_flows([graph]) == {("Embedding", "Softmax")}


def test_a_line_may_bend_right_under_its_head(figure: Figure) -> None:
    """Both branches of the fork end where they turn to their boxes: the heads lie across their ends."""
    figure.box(60, 200, "Embedding", width=60)
    figure.line((90, 200), (150, 200), (150, 160), head=False)
    figure.line((150, 200), (150, 240), head=False)
    for y, name in ((160, "Conv 3x3"), (240, "Max pool")):
        figure.page.draw_polyline(
            [(157, y), (150, y - 3), (150, y + 3)], color=None, fill=BLACK, closePath=True
        )
        figure.box(192, y, name)
    assert named_flows(figure.read()) == {("Embedding", "Conv 3x3"), ("Embedding", "Max pool")}
