"""Blocks that are counted in words beside an arrow are a step on its way."""

from __future__ import annotations

from tests.extract.drawing import Figure, flows


def test_a_stack_of_blocks_beside_an_arrow_is_on_its_way(figure: Figure) -> None:
    figure.box(200, 60, "Input image")
    figure.line((200, 68), (200, 152))
    figure.text(145, 110, "stack of N residual blocks")
    figure.box(200, 160, "Softmax")
    (graph,) = figure.read()
    assert flows([graph]) == {("input", "block"), ("block", "softmax")}
    assert [node.repeat for node in graph.nodes if node.op == "block"] == ["N"]
