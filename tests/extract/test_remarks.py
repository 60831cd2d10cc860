"""Remarks, numbers and braces beside the flow, drawn by us and read."""

from __future__ import annotations

import math

from tests.extract.drawing import GREY, Figure, flows

LINES = ("keeps the coarse layout of the", "maps, where a global avg-pool", "would throw all of it away")


def chain(figure: Figure, *names: str) -> None:
    for i, name in enumerate(names):
        figure.box(80 + 110 * i, 60, name, width=60)
        if i:
            figure.line((110 + 110 * (i - 1), 60), (50 + 110 * i, 60))


def remark(figure: Figure, dashes: str | None) -> None:
    for i, line in enumerate(LINES):
        figure.text(190, 110 + 9 * i, line, size=7)
    figure.page.draw_line((190, 104), (190, 73), color=GREY, dashes=dashes)
    figure.page.draw_polyline([(190, 68), (187.5, 73), (192.5, 73)], color=None, fill=GREY, closePath=True)


def test_a_sentence_on_a_dashed_line_is_a_remark(figure: Figure) -> None:
    chain(figure, "conv", "max pool", "softmax")
    remark(figure, "[3 2] 0")
    assert flows(figure.read()) == {("conv2d", "max_pool"), ("max_pool", "softmax")}


def test_a_sentence_on_a_plain_line_goes_in(figure: Figure) -> None:
    chain(figure, "conv", "max pool", "softmax")
    remark(figure, None)
    assert len(flows(figure.read())) == 3


def test_a_bare_number_over_an_arrow_is_no_stop_on_it(figure: Figure) -> None:
    chain(figure, "conv", "max pool", "softmax")
    figure.text(135, 54, "588")
    assert flows(figure.read()) == {("conv2d", "max_pool"), ("max_pool", "softmax")}


def brace(figure: Figure, x: float, top: float, low: float) -> None:
    """A curly brace open to the left."""
    middle, deep = (top + low) / 2, 3.0

    def arc(cx: float, cy: float, first: float, last: float) -> list[tuple[float, float]]:
        steps = [math.radians(first + (last - first) * i / 6) for i in range(7)]
        return [(cx + deep * math.cos(a), cy + deep * math.sin(a)) for a in steps]

    upper = [*arc(x, top + deep, -90, 0), *arc(x + 2 * deep, middle - deep, 180, 90)]
    lower = [*arc(x + 2 * deep, middle + deep, -90, -180), *arc(x, low - deep, 0, 90)]
    figure.page.draw_polyline([*upper, *lower], color=(0, 0, 0))


def test_a_brace_that_no_line_meets_joins_nothing(figure: Figure) -> None:
    for i, name in enumerate(("L3", "L6", "L9")):
        y = 60 + 40 * i
        figure.box(150, y, name, width=40, height=20)
        figure.line((60, y), (130, y))
        figure.line((170, y), (250, y))
    figure.box(40, 100, "Backbone", width=40, height=120)
    figure.box(280, 100, "concat", width=60, height=120)
    brace(figure, 171, 50, 150)
    (graph,) = figure.read()
    names = {node.id: node.label for node in graph.nodes}
    assert {(names[edge.source], names[edge.target]) for edge in graph.edges} == {
        *(("Backbone", name) for name in ("L3", "L6", "L9")),
        *((name, "concat") for name in ("L3", "L6", "L9")),
    }


def test_parts_of_a_kind_are_parts_where_nothing_leads_to_them(figure: Figure) -> None:
    figure.box(60, 100, "x", width=30)
    figure.line((75, 100), (110, 100))
    for y, stride in ((100, 2), (60, 4)):
        figure.box(140, y, f"Enc s={stride}", width=60)
        figure.line((170, y), (210, y))
        figure.box(240, y, "conv", width=60)
    figure.line((240, 68), (240, 92))
    (graph,) = figure.read()
    assert sorted(node.op for node in graph.nodes) == ["block", "block", "conv2d", "conv2d", "input"]
