"""Arrows that begin in the open right beside each other; drawn by us."""

from __future__ import annotations

from tests.extract.drawing import Figure, flows


def test_arrows_that_part_right_beside_each_other_come_from_one_input(figure: Figure) -> None:
    figure.box(100, 100, "conv")
    figure.box(220, 100, "conv")
    figure.plus(300, 100)
    figure.line((40, 100), (65, 100))
    figure.line((40, 97.5), (60, 60), (280, 60), (297, 94.5))
    figure.line((135, 100), (185, 100))
    figure.line((255, 100), (294, 100))
    (graph,) = figure.read()
    assert flows([graph]) == {("input", "conv2d"), ("input", "add"), ("conv2d", "conv2d"), ("conv2d", "add")}
    assert [node.op for node in graph.nodes].count("input") == 1


def test_arrows_side_by_side_stay_apart(figure: Figure) -> None:
    figure.box(150, 100, "conv", height=12)
    figure.box(150, 112, "pool", height=12)
    figure.box(270, 106, "concat")
    figure.line((80, 104.5), (115, 104.5))
    figure.line((80, 107.5), (115, 107.5))
    figure.line((185, 104), (235, 104))
    figure.line((185, 109), (235, 109))
    assert all(node.op != "input" for graph in figure.read() for node in graph.nodes)
