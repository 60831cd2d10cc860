"""Arrows that begin or end well short of what stands straight behind or before them, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import BLACK, Figure, flows


def test_an_arrow_that_begins_far_behind_a_box_comes_from_it(figure: Figure) -> None:
    for y, first, second in ((100, "Conv 3x3", "ReLU"), (160, "Max Pool", "Dropout")):
        figure.box(80, y, first, width=60)
        figure.line((138, y), (200, y))
        figure.box(230, y, second, width=60)
    assert flows(figure.read()) == {("conv2d", "relu"), ("max_pool", "dropout")}


def test_an_arrow_that_stops_far_before_a_box_leads_to_it(figure: Figure) -> None:
    figure.box(80, 100, "Conv 3x3", width=60)
    figure.line((110, 100), (123, 100))
    figure.box(180, 100, "ReLU", width=60)
    figure.line((210, 100), (250, 100))
    figure.box(280, 100, "Dropout", width=60)
    assert flows(figure.read()) == {("conv2d", "relu"), ("relu", "dropout")}


@pytest.mark.parametrize("framed", [True, False])
def test_what_has_a_way_on_or_stands_in_another_frame_is_not_gone_on_with(
    figure: Figure, framed: bool
) -> None:
    figure.box(80, 100, "Conv 3x3", width=60)
    if framed:
        figure.page.draw_rect((40, 70, 125, 200), color=BLACK, dashes="[3] 0")
        figure.box(80, 160, "Sigmoid", width=60)
    else:
        figure.box(80, 160, "Sigmoid", width=60)
        figure.line((80, 108), (80, 152))
    figure.line((138, 100), (200, 100))
    figure.box(230, 100, "ReLU", width=60)
    figure.line((260, 100), (300, 100))
    figure.box(330, 100, "Dropout", width=60)
    assert ("conv2d", "relu") not in flows(figure.read())


def test_what_begins_right_short_of_a_box_comes_from_it_though_that_leads_on(figure: Figure) -> None:
    figure.box(80, 100, "Conv 3x3", width=60)
    figure.line((80, 108), (80, 152))
    figure.box(80, 160, "Sigmoid", width=60)
    figure.line((125, 100), (200, 100))
    figure.box(230, 100, "ReLU", width=60)
    figure.line((260, 100), (300, 100))
    figure.box(330, 100, "Dropout", width=60)
    assert ("conv2d", "relu") in flows(figure.read())
