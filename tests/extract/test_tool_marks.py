"""Marks that drawing tools leave: headed panels, forks, heads without lines; drawn by us."""

from __future__ import annotations

import pytest

from extract.scene.forks import parted_forks
from extract.scene.heads import Line
from extract.scene.model import Shape
from extract.scene.stacks import stacked_sheets
from tests.extract.drawing import BLACK, Figure, flows, ops


def lane(figure: Figure, x: float, y: float, head: str, body: str) -> None:
    """A box of 80 × 14 with a line around three sides of what stands under it, and one between both."""
    figure.page.draw_rect((x - 40, y, x + 40, y + 14), color=BLACK)
    figure.page.draw_polyline([(x - 40, y + 14), (x - 40, y + 40), (x + 40, y + 40), (x + 40, y + 14)])
    figure.page.draw_line((x - 40, y + 14), (x + 40, y + 14))
    figure.text(x, y + 7, head)
    figure.text(x, y + 27, body)


def test_a_box_and_the_line_around_what_it_heads_are_one_panel(figure: Figure) -> None:
    lane(figure, 200, 40, "Flatten", "")
    for x in (120, 280):
        figure.page.draw_polyline([(200 + (x - 200) / 2, 70), (x, 70), (x, 120)])
        lane(figure, x, 120, "Linear", "units: 64")
    graphs = figure.read()
    assert flows(graphs) == {("flatten", "dense")}
    assert [n.attributes["units"].value for g in graphs for n in g.nodes if n.op == "dense"] == [64, 64]


def test_a_fork_drawn_in_one_go_is_two_arrows() -> None:
    fork = Line(((50.0, 0.0), (0.0, 30.0), (50.0, 40.0)), 0, 1.0, (0, 0, 0), head_start=True, head_end=True)
    parts = [line.points for line in parted_forks([fork])]
    assert parts == [((0.0, 30.0), (50.0, 0.0)), ((0.0, 30.0), (50.0, 40.0))]
    bent = Line(((50.0, 0.0), (0.0, 0.0), (0.0, 40.0)), 0, 1.0, (0, 0, 0), head_start=True, head_end=True)
    plain = Line(fork.points, 0, 1.0, (0, 0, 0), head_end=True)
    assert parted_forks([bent, plain]) == [bent, plain]


@pytest.mark.parametrize("turned", [False, True])
def test_a_triangle_between_two_boxes_is_an_arrow(figure: Figure, turned: bool) -> None:
    for x, name in ((100, "Conv 3x3"), (200, "ReLU"), (300, "Softmax")):
        figure.box(x, 100, name, width=86, height=40)
    for x in (147, 247):
        tip, base = (x, x + 6) if turned else (x + 6, x)
        figure.page.draw_polyline(
            [(tip, 100), (base, 97), (base, 103)], color=None, fill=BLACK, closePath=True
        )
    way = {("conv2d", "relu"), ("relu", "softmax")}
    assert flows(figure.read()) == ({(b, a) for a, b in way} if turned else way)


def test_a_triangle_in_a_box_is_no_arrow(figure: Figure) -> None:
    figure.box(100, 200, "Conv 3x3", width=86, height=40)
    figure.box(170, 100, width=40, height=20)
    figure.box(210, 100, width=40, height=20)
    figure.page.draw_polyline([(173, 100), (167, 97), (167, 103)], color=None, fill=BLACK, closePath=True)
    assert not flows(figure.read())


@pytest.mark.parametrize(("x", "title"), [(200, True), (240, False)])
def test_the_name_under_a_frames_side_is_no_stop_of_the_line_over_it(
    figure: Figure, x: float, title: bool
) -> None:
    figure.box(200, 40, "Input")
    figure.page.draw_rect((120, 80, 280, 260), color=BLACK)
    figure.text(x, 88, "Fourier Encoding")
    figure.line((200, 48), (200, 120))
    figure.box(200, 128, "ReLU")
    figure.line((200, 136), (200, 212))
    figure.box(200, 220, "Softmax")
    assert (ops(figure.read()) == ["input", "relu", "softmax"]) is title


@pytest.mark.parametrize(("shift", "kinds"), [(8.0, ["stack"]), (10.5, ["rectangle"] * 6)])
def test_small_sheets_in_an_even_run_are_a_stack(shift: float, kinds: list[str]) -> None:
    sheets = []
    for i in range(6):
        x, grey = shift * i, 0.6 if i % 2 else 0.9
        ring = ((x, x), (x + 10, x), (x + 10, x + 9), (x, x + 9))
        sheets.append(
            Shape(i, "rectangle", ring, (x, x, x + 10, x + 9), (grey, grey, grey), (0.0, 0.0, 0.0), order=i)
        )
    assert [shape.kind for shape in stacked_sheets(sheets)] == kinds


def test_units_that_meet_at_corners_are_a_stack_and_no_volume() -> None:
    sheets = []
    for i in range(6):
        x = 9.0 * i
        ring = ((x, x), (x + 9, x), (x + 9, x + 9), (x, x + 9))
        grey = (0.6, 0.6, 0.6) if i % 2 else (0.9, 0.9, 0.9)
        sheets.append(Shape(i, "rectangle", ring, (x, x, x + 9, x + 9), grey, (0.0, 0.0, 0.0), order=i))
    assert [shape.kind for shape in stacked_sheets(sheets)] == ["stack"]


@pytest.mark.parametrize("ground", [True, False])
def test_the_name_of_a_connection_upon_its_line_is_no_step(figure: Figure, ground: bool) -> None:
    """As tools that lay out graphs print it: over a pale ground on the line, or in a gap of it."""
    for y, name in ((40, "MaxPool"), (140, "Conv 3x3"), (240, "Concat")):
        figure.box(100, y, name)
    figure.line((100, 48), (100, 132))
    figure.line((100, 148), (100, 232))
    way = [(135, 40), (220, 40), (220, 240), (135, 240)]
    if ground:
        figure.line(*way)
        figure.page.draw_rect((211, 135, 229, 145), color=None, fill=(0.91, 0.91, 0.91))
    else:
        figure.line(*way[:2], (220, 135), head=False)
        figure.line((220, 146), *way[2:])
    figure.text(220, 140, "skip")
    graphs = figure.read()
    assert sorted(ops(graphs)) == ["concat", "conv2d", "max_pool"]
    assert ("max_pool", "concat") in flows(graphs)
