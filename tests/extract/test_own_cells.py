"""Bars without words that have a name each beside them are things of their own, and take these names."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure, named_flows

NAMES = ("w(t-2)", "w(t-1)", "w(t+1)", "w(t+2)")


def fan(figure: Figure, names: tuple[str, ...]) -> None:
    """Four bars that lead to one, with a name left of each."""
    for at, name in enumerate(names):
        y = 120 + 40 * at
        figure.box(120, y, width=10, height=30)
        figure.text(100, y, name)
        figure.line((125, y), (215, 180))
    figure.box(220, 180, width=10, height=30)
    figure.text(220, 159, "SUM", 7)
    figure.line((225, 180), (295, 180))
    figure.text(312, 180, "w(t)")


def test_bars_with_names_beside_them_are_inputs_each(figure: Figure) -> None:
    fan(figure, NAMES)
    assert named_flows(figure.read()) == {(name, "SUM") for name in NAMES} | {("SUM", "w(t)")}


@pytest.mark.parametrize("names", [("1", "2", "3", "4"), ("", "", "", "")])
def test_bars_that_are_only_counted_are_one(figure: Figure, names: tuple[str, ...]) -> None:
    fan(figure, names)
    (graph,) = figure.read()
    assert len(graph.nodes) < 5
