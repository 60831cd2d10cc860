"""Letters of functions on lines between boxes that hold tensors, in drawn figures."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure


def _row(figure: Figure, tensors: tuple[str, ...], on_lines: tuple[str, ...]) -> list[tuple[str, str]]:
    for at, text in enumerate(tensors):
        figure.box(60 + 90 * at, 200, text, width=30, height=20)
    for at, text in enumerate(on_lines):
        figure.line((75 + 90 * at, 200), (135 + 90 * at, 200))
        if text:
            figure.text(105 + 90 * at, 190, text)
    (graph,) = figure.read()
    return [(node.op, node.label) for node in graph.nodes]


def test_letters_on_the_lines_are_functions_of_the_tensors_in_the_boxes(figure: Figure) -> None:
    assert _row(figure, ("x", "y", "z", "q(z)"), ("f", "g", "q")) == [
        ("input", "x"),
        ("block", "f"),
        ("feature_map", "y"),
        ("block", "g"),
        ("feature_map", "z"),
        ("block", "q"),
        ("output", "q(z)"),
    ]


def test_letters_of_tensors_on_the_lines_between_functions_are_no_nodes(figure: Figure) -> None:
    assert "y" not in [label for _, label in _row(figure, ("f", "g", "h", "φ"), ("x", "y", "z"))]


def test_one_letter_at_many_lines_says_nothing_of_them(figure: Figure) -> None:
    assert len(_row(figure, ("x", "y", "z", "u"), ("f", "", ""))) == 4


def test_functions_stand_between_free_letters_too(figure: Figure) -> None:
    for x, name in ((60, "x"), (260, "z1")):
        figure.page.draw_circle((x, 200), 12, color=(0, 0, 0))
        figure.text(x, 200, name)
    figure.text(160, 200, "h1")
    for x, name in ((72, "f(·)"), (170, "g(·)")):
        figure.line((x, 200), (x + 78, 200))
        figure.text(x + 38, 190, name)
    (graph,) = figure.read()
    assert [(node.op, node.label) for node in graph.nodes] == [
        ("input", "x"),
        ("block", "f(·)"),
        ("feature_map", "h1"),
        ("block", "g(·)"),
        ("output", "z1"),
    ]


def test_a_written_function_stands_on_its_line_where_others_have_none(figure: Figure) -> None:
    found = _row(figure, ("x", "y", "z", "u"), ("", "g(·, ·)", ""))
    assert ("block", "g(·, ·)") in found
    assert len(found) == 5


def test_what_is_sampled_between_letters_is_a_step(figure: Figure) -> None:
    found = _row(figure, ("p", "z", "q", "y"), ("sample", "", "sample"))
    assert found.count(("block", "sample")) == 2


@pytest.mark.parametrize("drawn", ["t ~ T", "q(z|x)", "p(x1|z1)"])
def test_what_is_drawn_at_random_on_the_way_is_a_step(figure: Figure, drawn: str) -> None:
    found = _row(figure, ("x", "y", "z", "u"), ("", drawn, ""))
    assert ("block", drawn) in found
    assert len(found) == 5


def test_noise_by_its_distribution_is_no_step(figure: Figure) -> None:
    assert len(_row(figure, ("x", "y", "z", "u"), ("", "e ~ N(0, I)", ""))) == 4
