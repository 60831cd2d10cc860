"""Prose beside a network, in boxes or joined by an arrow only, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure

PROSE = "Attention: weigh each frame by how far it moves"


@pytest.mark.parametrize(
    ("text", "led", "nodes"), [(PROSE, False, 3), ("Attention", False, 4), (PROSE, True, 4)]
)
def test_a_box_of_prose_without_a_line_is_no_node(figure: Figure, text: str, led: bool, nodes: int) -> None:
    for i, name in enumerate(("Conv 3x3", "ReLU", "Linear")):
        figure.box(60 + 95 * i, 60, name)
        if i:
            figure.line((95 * i, 60), (25 + 95 * i, 60))
    figure.box(200, 200, text, width=220, height=24)
    if led:
        figure.line((250, 68), (250, 188))
    assert sum(len(graph.nodes) for graph in figure.read()) == nodes


@pytest.mark.parametrize(("names", "nodes"), [(("first step", "fourth step"), 3), (("x", "max pooling"), 4)])
def test_texts_that_only_an_arrow_joins_are_no_nodes(
    figure: Figure, names: tuple[str, str], nodes: int
) -> None:
    for i, name in enumerate(("Conv 3x3", "ReLU", "Linear")):
        figure.box(60 + 95 * i, 60, name)
        if i:
            figure.line((95 * i, 60), (25 + 95 * i, 60))
    figure.text(100, 200, names[0])
    figure.line((130, 200), (220, 200))
    figure.text(250, 200, names[1])
    assert sum(len(graph.nodes) for graph in figure.read()) == nodes
