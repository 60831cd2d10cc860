"""Skeletons drawn of dots and plain lines beside a network, drawn by us and read."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.extract.drawing import BLACK, Figure


def _skeleton(figure: Figure, x: float, y: float, heads: bool) -> None:
    """Three dark squares joined by lines."""
    places = ((x, y), (x + 24, y + 6), (x + 30, y + 30))
    for a, b in places:
        figure.page.draw_rect((a - 2, b - 2, a + 2, b + 2), color=BLACK, fill=(0.2, 0.2, 0.6))
    for (a, b), (c, d) in pairwise(places):
        if heads:
            figure.line((a + 2, b), (c - 2, d))
        else:
            figure.page.draw_line((a, b), (c, d), color=(0.2, 0.2, 0.6))


def _network(figure: Figure, named: bool) -> None:
    for i, name in enumerate(("Conv 3x3", "ReLU", "Linear")):
        figure.box(60 + 95 * i, 60, name if named else "", width=70)
        if i:
            figure.line((95 * i, 60), (25 + 95 * i, 60))


@pytest.mark.parametrize(("named", "heads", "graphs"), [(True, False, 1), (True, True, 2), (False, False, 2)])
def test_a_skeleton_beside_a_network_is_none(figure: Figure, named: bool, heads: bool, graphs: int) -> None:
    _network(figure, named)
    _skeleton(figure, 200, 150, heads)
    assert len(figure.read()) == graphs


def test_marks_with_an_arrow_are_none_where_the_network_is_much_larger(figure: Figure) -> None:
    for y in (60, 110, 160):
        for i, name in enumerate(("Conv 3x3", "ReLU", "Linear")):
            figure.box(60 + 95 * i, y, name)
            if i:
                figure.line((95 * i, y), (25 + 95 * i, y))
    figure.line((250, 68), (250, 102))
    figure.line((60, 118), (60, 152))
    _skeleton(figure, 200, 240, heads=True)
    assert len(figure.read()) == 1
