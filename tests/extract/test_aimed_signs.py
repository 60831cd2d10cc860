"""Arrows that stop short of a sign and point a little past it, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.drawing import Figure, flows


@pytest.mark.parametrize("aside", [0, 7, 10])
def test_an_arrow_before_a_sign_leads_to_it_though_it_points_past_it(tmp_path: Path, aside: float) -> None:
    figure = Figure(tmp_path)
    figure.box(60, 100 - aside, "Encoder")
    figure.box(60, 100 + aside + 20, "LSTM")
    figure.line((95, 100 - aside), (188, 100 - aside))
    figure.line((95, 120 + aside), (170, 120 + aside), (195, 108))
    figure.plus(200, 100)
    figure.line((206, 100), (250, 100))
    figure.box(286, 100, "Softmax")
    assert flows(figure.read()) == {("block", "add"), ("lstm", "add"), ("add", "softmax")}


def test_a_sign_behind_another_box_is_not_aimed_at(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(60, 92, "Encoder")
    figure.line((95, 92), (182, 92))
    figure.box(200, 78, "LSTM", width=30)
    figure.plus(205, 105)
    figure.line((205, 170), (205, 111))
    figure.box(205, 178, "GRU")
    figure.line((211, 105), (250, 105))
    figure.box(286, 105, "Softmax")
    assert ("block", "add") not in flows(figure.read())
