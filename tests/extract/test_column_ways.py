"""Columns of plain lines and arrows, with ways around some of their boxes, and grids of maps, drawn by us."""

from __future__ import annotations

import pytest

from extract.labels import parse_label
from tests.extract.drawing import BLACK, Figure, named_flows


def test_columns_of_circles_gone_up_and_down_are_no_steps_of_a_layer(figure: Figure) -> None:
    for x in (80, 180, 280):
        for i in range(4):
            y = 330 - 70 * i
            figure.page.draw_circle((x, y), 9, color=BLACK, fill=(1, 0.9, 0.8))
            if x < 280:
                figure.line((x + 9, y), (x + 91, y))
            if i < 3:
                start, end = (y - 61, y - 9) if x == 180 else (y - 9, y - 61)
                figure.line((x, start), (x, end))
    (graph,) = figure.read()
    assert (len(graph.nodes), len(graph.edges)) == (12, 17)


@pytest.mark.parametrize("text", ["X0,1", "x2,1"])
def test_a_letter_with_row_and_column_is_a_variable(text: str) -> None:
    assert parse_label(text).kind == "variable"


def test_a_way_around_two_boxes_ends_behind_them(figure: Figure) -> None:
    for i, name in enumerate(("conv 1", "conv 2", "conv 3", "conv 4", "conv 5", "conv 6")):
        figure.box(150, 60 + 50 * i, name)
        if i:
            figure.line((150, 60 + 50 * i - 42), (150, 60 + 50 * i - 8))
    for i in (1, 3):
        # From the line over one box, around it and the next, to the line under that.
        top, foot = 60 + 50 * i - 30, 60 + 50 * (i + 1) + 20
        figure.line((150, top), (215, top), (215, foot), (150, foot))
    chain = {(f"conv {i}", f"conv {i + 1}") for i in range(1, 6)}
    assert named_flows(figure.read()) == chain | {("conv 1", "conv 4"), ("conv 3", "conv 6")}


def test_a_bar_without_heads_spreads_what_comes_in_at_its_middle(figure: Figure) -> None:
    figure.box(200, 60, "conv 1")
    figure.line((200, 68), (200, 120), head=False)
    figure.line((80, 120), (320, 120), head=False)
    for x, name in ((80, "conv 2"), (200, "conv 3"), (320, "conv 4")):
        figure.line((x, 120), (x, 172), head=False)
        figure.box(x, 180, name)
    assert named_flows(figure.read()) == {("conv 1", f"conv {i}") for i in (2, 3, 4)}


def test_a_plain_line_in_a_column_runs_as_the_arrows_of_that_column(figure: Figure) -> None:
    for x, name in ((100, "down"), (280, "up")):
        for i in range(4):
            figure.box(x, 60 + 80 * i, f"{name} {i}")
        for i in range(3):
            top, foot = 60 + 80 * i + 8, 60 + 80 * (i + 1) - 8
            figure.line(
                (x, top if name == "down" else foot), (x, foot if name == "down" else top), head=i != 1
            )
    figure.line((135, 300), (245, 300))
    down = {(f"down {i}", f"down {i + 1}") for i in range(3)}
    up = {(f"up {i + 1}", f"up {i}") for i in range(3)}
    assert named_flows(figure.read()) == down | up | {("down 3", "up 3")}


def test_a_plain_line_goes_on_to_what_follows_where_an_arrow_branches_off(figure: Figure) -> None:
    figure.box(60, 100, "conv 1")
    figure.line((95, 100), (225, 100), head=False)
    figure.box(260, 100, "conv 2")
    figure.line((295, 100), (345, 100))
    figure.box(370, 100, "relu", width=50)
    figure.line((160, 100), (160, 192))
    figure.box(160, 200, "conv 3")
    assert named_flows(figure.read()) == {("conv 1", "conv 2"), ("conv 1", "conv 3"), ("conv 2", "relu")}
