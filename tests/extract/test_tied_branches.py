"""Dashed lines without heads between like parts, in drawn figures: they tie twins, or skip along one branch."""

from __future__ import annotations

import pytest

from tests.extract.drawing import BLACK, Figure, flows


@pytest.mark.parametrize("dashes", ["[1 2] 0", "[3 3] 0"])
def test_dashed_lines_between_the_parts_of_two_branches_are_no_edges(figure: Figure, dashes: str) -> None:
    for x, name, head in ((100, "source", "Softmax"), (260, "target", "Sigmoid")):
        figure.text(x, 40, name)
        for y, label in ((80, "Conv"), (140, "Pool"), (200, head)):
            figure.line((x, y - (32 if y == 80 else 52)), (x, y - 8))
            figure.box(x, y, label)
    for y in (80, 140):
        figure.page.draw_line((135, y), (225, y), color=BLACK, dashes=dashes)
    graphs = figure.read()
    assert len(graphs) == 2
    assert flows(graphs) == {
        ("input", "conv2d"),
        ("conv2d", "pool"),
        ("pool", "softmax"),
        ("pool", "sigmoid"),
    }


def test_dashed_lines_along_one_branch_are_skips(figure: Figure) -> None:
    for at in range(4):
        x, y = (100, 60 + 80 * at) if at < 2 else (260, 140 - 80 * (at - 2))
        figure.box(x, y, "Conv")
    figure.line((100, 68), (100, 132))
    figure.line((100, 148), (100, 200), (260, 200), (260, 148))
    figure.line((260, 132), (260, 68))
    for y in (60, 140):
        figure.page.draw_line((135, y), (225, y), color=BLACK, dashes="[3 3] 0")
    (graph,) = figure.read()
    assert len(graph.edges) == 4
