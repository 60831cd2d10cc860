"""Lines that pass behind a box, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure


def _attention(figure: Figure, arrows: bool) -> None:
    """Two rows into a tall box and out of it; from the first thing of the upper one a line around it to its end."""
    figure.line((60, 108), (60, 130), (300, 130), (300, 109))
    for y in (100, 180):
        figure.box(60, y, "LSTM", width=40)
        if arrows:
            figure.line((80, y), (140, y))
            figure.line((180, y), (220, y))
    figure.box(160, 140, "Softmax", width=40, height=120, fill=(0.9, 0.9, 1))
    for y in (100, 180):
        figure.box(240, y, "Dropout", width=40)
    figure.line((260, 100), (285, 100))
    figure.box(305, 100, "Concat", width=40)


def test_a_line_beside_a_boxs_own_arrows_passes_behind_it(figure: Figure) -> None:
    _attention(figure, arrows=True)
    (graph,) = figure.read()
    ops = {node.id: node.op for node in graph.nodes}
    edges = sorted((ops[edge.source], ops[edge.target]) for edge in graph.edges)
    assert edges.count(("lstm", "concat")) == 1
    assert ("softmax", "concat") not in edges
    assert edges.count(("lstm", "softmax")) == 2


def test_a_line_that_crosses_a_box_without_arrows_runs_through_it(figure: Figure) -> None:
    _attention(figure, arrows=False)
    for graph in figure.read():
        ops = {node.id: node.op for node in graph.nodes}
        if "softmax" in ops.values():
            assert ("softmax", "concat") in [(ops[edge.source], ops[edge.target]) for edge in graph.edges]
