"""Layers of neurons: rows of circles that lines join, with names in them, at them and over them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from tests.extract.drawing import BLACK, Figure

Point = tuple[float, float]


def column(
    figure: Figure, x: float, count: int, names: str = "", step: float = 26, skip: Sequence[int] = ()
) -> list[Point]:
    """Circles below each other around the middle of the page, those skipped left out."""
    found = []
    for i in range(count):
        if i in skip:
            continue
        y = 200 + (i - (count - 1) / 2) * step
        figure.page.draw_circle((x, y), 8, color=BLACK)
        if names:
            figure.text(x, y, names.replace("#", str(i + 1)), size=7)
        found.append((x, y))
    return found


def join(figure: Figure, left: Sequence[Point], right: Sequence[Point], lost: int = 0) -> None:
    """An arrow from each circle on the left to each on the right; of so many, one is left out."""
    at = 0
    for x0, y0 in left:
        for x1, y1 in right:
            at += 1
            if lost and at % lost == 0:
                continue
            length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
            dx, dy = 8 * (x1 - x0) / length, 8 * (y1 - y0) / length
            figure.line((x0 + dx, y0 + dy), (x1 - dx, y1 - dy))


def operations(figure: Figure) -> list[str]:
    (graph,) = figure.read()
    assert len(graph.edges) == len(graph.nodes) - 1
    return [node.op for node in graph.nodes]


def test_layers_are_dense_between_the_input_and_the_output(figure: Figure) -> None:
    layers = [column(figure, 60, 4), column(figure, 140, 5), column(figure, 220, 3), column(figure, 300, 1)]
    for a, b in pairwise(layers):
        join(figure, a, b)
    assert operations(figure) == ["input", "dense", "dense", "output"]


def test_a_few_lines_lost_in_the_crowd_change_nothing(figure: Figure) -> None:
    layers = [column(figure, 60, 6), column(figure, 180, 5), column(figure, 300, 3)]
    join(figure, layers[0], layers[1], lost=7)
    join(figure, layers[1], layers[2])
    assert operations(figure) == ["input", "dense", "output"]


def test_dots_stand_for_units(figure: Figure) -> None:
    layers = [column(figure, 60, 5, skip=[3]), column(figure, 180, 5, skip=[3]), column(figure, 300, 1)]
    for x in (60, 180):
        figure.text(x, 226, "...")
    join(figure, layers[0], layers[1])
    join(figure, layers[1], layers[2])
    assert operations(figure) == ["input", "dense", "output"]


def test_dots_stand_between_units_of_one_row(figure: Figure) -> None:
    """The dots of the middle row lie half way between units of the rows over and under it."""
    rows: list[list[Point]] = []
    for y, letter in ((280, "x"), (220, "h"), (160, "y")):
        rows.append([(x, y) for x in (100, 140, 220)])
        for (x, _), index in zip(rows[-1], "12n", strict=True):
            figure.page.draw_circle((x, y), 8, color=BLACK)
            figure.text(x, y, letter + index, size=7)
        figure.text(180, y, "...")
    join(figure, rows[0], rows[1])
    join(figure, rows[1], rows[2])
    assert operations(figure) == ["input", "dense", "output"]


def test_names_that_lead_to_all_units_are_inputs_each(figure: Figure) -> None:
    hidden, top = column(figure, 180, 4), column(figure, 280, 2)
    for name, y in (("x1", 180), ("x2", 220)):
        figure.text(60, y, name)
        for x1, y1 in hidden:
            figure.line((70, y), (x1 - 8, y1))
    join(figure, hidden, top)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "input", "dense", "output"]


def test_dropped_units_do_not_part_a_layer(figure: Figure) -> None:
    layers = [column(figure, 60, 5), column(figure, 180, 5), column(figure, 300, 1)]
    for x, y in (layers[0].pop(1), layers[1].pop(3)):
        for side in (-1, 1):
            figure.line((x - 5, y - 5 * side), (x + 5, y + 5 * side), head=False)
    join(figure, layers[0], layers[1])
    join(figure, layers[1], layers[2])
    assert operations(figure) == ["input", "dense", "output"]


def test_names_of_units_are_one_name_of_their_layer(figure: Figure) -> None:
    left, right = column(figure, 60, 3, "x#"), column(figure, 180, 4, "h#")
    join(figure, left, right)
    (graph,) = figure.read()
    assert [(node.op, node.label) for node in graph.nodes] == [
        ("input", "x1 x2 x3"),
        ("output", "h1 h2 h3 h4"),
    ]


def test_named_terms_of_one_sum_are_inputs_each(figure: Figure) -> None:
    join(figure, column(figure, 60, 3, "x#"), column(figure, 180, 1, "y"))
    (graph,) = figure.read()
    assert len(graph.nodes) == 4


def test_longer_names_in_circles_are_those_of_modules(figure: Figure) -> None:
    join(figure, column(figure, 60, 3, "Trm"), column(figure, 180, 3, "Trm"))
    (graph,) = figure.read()
    assert (len(graph.nodes), len(graph.edges)) == (6, 9)


@pytest.mark.parametrize("heads", [100, 300])
def test_headings_name_layers_and_names_at_units_are_theirs(figure: Figure, heads: float) -> None:
    layers = [column(figure, 100, 3), column(figure, 190, 4), column(figure, 280, 2)]
    join(figure, layers[0], layers[1])
    join(figure, layers[1], layers[2])
    for i, (x, y) in enumerate(layers[0]):
        figure.line((x - 30, y), (x - 8, y))
        figure.text(x - 45, y, f"Input {i + 1}")
    for x, name in ((100, "Input layer"), (190, "Hidden layer"), (280, "Output layer")):
        figure.text(x, heads, name)
    (graph,) = figure.read()
    assert [(node.op, node.label) for node in graph.nodes] == [
        ("input", "Input layer"),
        ("dense", "Hidden layer"),
        ("output", "Output layer"),
    ]


def test_a_name_by_the_lines_between_layers_is_that_of_the_layer_they_enter(figure: Figure) -> None:
    layers = [column(figure, 60, 6), column(figure, 180, 3), column(figure, 300, 3)]
    join(figure, layers[0], layers[1])
    join(figure, layers[1], layers[2])
    figure.text(125, 145, "FC")
    assert operations(figure) == ["input", "dense", "output"]


def test_a_frame_around_a_layer_is_the_layer(figure: Figure) -> None:
    layers = [column(figure, 60, 4), column(figure, 180, 5), column(figure, 300, 3)]
    for x, height in ((60, 120), (180, 146), (300, 94)):
        figure.page.draw_rect((x - 12, 200 - height / 2, x + 12, 200 + height / 2), color=BLACK, radius=0.3)
    join(figure, layers[0], layers[1])
    join(figure, layers[1], layers[2])
    assert operations(figure) == ["input", "dense", "output"]


def test_circles_that_do_not_stand_in_line_are_no_layer(figure: Figure) -> None:
    for x, y in ((60, 200), (120, 160), (120, 240)):
        figure.page.draw_circle((x, y), 8, color=BLACK)
    far = column(figure, 220, 2)
    join(figure, [(60, 200), (120, 160), (120, 240)], far)
    (graph,) = figure.read()
    assert len(graph.nodes) == 5


def test_a_constant_is_an_input(figure: Figure) -> None:
    """A bias, and what it and the other terms of a sum go into."""
    terms = column(figure, 60, 4)
    for (x, y), name in zip(terms, ("+1", "x1", "x2", "x3"), strict=True):
        figure.text(x, y, name, size=6)
    join(figure, terms, column(figure, 180, 1))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes][:4] == ["input"] * 4


def test_rows_of_neurons_without_arrows_are_read_upward(figure: Figure) -> None:
    rows = [[(x, y) for x in xs] for y, xs in ((250, (80, 120, 160, 200)), (180, (100, 140, 180)))]
    for row, letter in zip(rows, "vh", strict=True):
        for i, (x, y) in enumerate(row):
            figure.page.draw_circle((x, y), 8, color=BLACK, fill=(1, 1, 1))
            figure.text(x, y, f"{letter}{i + 1}", size=7)
    for x0, y0 in rows[0]:
        for x1, y1 in rows[1]:
            figure.line((x0, y0 - 8), (x1, y1 + 8), head=False)
    (graph,) = figure.read()
    assert [node.label for node in graph.nodes] == ["v1 v2 v3 v4", "h1 h2 h3"]
