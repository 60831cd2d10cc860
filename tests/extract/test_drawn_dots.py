"""Ellipses drawn as three dots between boxes, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import BLACK, Figure


@pytest.mark.parametrize("down", [False, True])
def test_the_flow_passes_over_dots_that_are_drawn(figure: Figure, down: bool) -> None:
    def at(along: float) -> tuple[float, float]:
        return (200, along) if down else (along, 200)

    for along, name in ((50, "Conv"), (130, "ReLU"), (290, "Softmax")):
        figure.box(*at(along), name, width=40, height=40)
    figure.line(at(70), at(110))
    figure.line(at(150), at(190))
    for along in (200, 208, 216):
        figure.page.draw_circle(at(along), 1.6, color=BLACK, fill=BLACK)
    figure.line(at(226), at(270))
    (graph,) = figure.read()
    names = {node.id: node.op for node in graph.nodes}
    edges = {(names[edge.source], names[edge.target]) for edge in graph.edges}
    assert edges == {("conv2d", "relu"), ("relu", "softmax")}
    assert len(graph.nodes) == 3
