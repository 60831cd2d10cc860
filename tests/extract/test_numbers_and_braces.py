"""Numbers and braces beside the flow, drawn by us and read."""

from __future__ import annotations

import math

from tests.extract.drawing import Figure, flows


def chain(figure: Figure, *names: str) -> None:
    for i, name in enumerate(names):
        figure.box(80 + 110 * i, 60, name, width=60)
        if i:
            figure.line((110 + 110 * (i - 1), 60), (50 + 110 * i, 60))


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


def test_a_count_at_the_apex_of_a_brace_is_that_of_all_steps_before_it(figure: Figure) -> None:
    for i, name in enumerate(("Conv", "BatchNorm", "ReLU", "Softmax")):
        figure.box(100, 60 + 40 * i, name, width=60, height=20)
        if i:
            figure.line((100, 30 + 40 * i), (100, 50 + 40 * i))
    brace(figure, 150, 50, 150)
    figure.text(190, 100, "Repeat R times")
    (graph,) = figure.read()
    assert [node.repeat for node in graph.nodes] == ["R", "R", "R", None]


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
