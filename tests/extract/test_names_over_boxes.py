"""Boxes with sketches in them, named by headings over them, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure


def _stage(figure: Figure, x: float, name: str, told: str) -> None:
    """A box without words, with its name over it and a remark below it."""
    figure.box(x, 120, width=60, height=60, fill=(0.95, 0.97, 0.98))
    figure.page.insert_text((x - 2.3 * len(name), 85), name, fontsize=9, fontname="hebo")
    figure.page.insert_text((x - 1.8 * len(told), 159), told, fontsize=7)


def _pipeline(figure: Figure) -> None:
    _stage(figure, 60, "Raw signal", "10 s x 19 ch")
    _stage(figure, 160, "Filter bank", "5 depthwise Conv1d, per channel")
    for i, letter in enumerate("abg"):
        figure.page.draw_rect((140, 100 + 12 * i, 180, 112 + 12 * i), color=BLACK, fill=(0.4, 0.5, 0.9))
        figure.text(160, 106 + 12 * i, letter, size=6)
    figure.line((90, 120), (130, 120))
    figure.line((190, 120), (230, 120))
    figure.box(265, 120, "Transformer", width=70, height=40)
    figure.line((300, 120), (340, 120))
    figure.box(370, 120, "softmax", width=60)


def test_headings_over_boxes_with_sketches_name_them(figure: Figure) -> None:
    _pipeline(figure)
    (graph,) = figure.read()
    assert [(node.op, node.label) for node in graph.nodes] == [
        ("input", "Raw signal"),
        ("block", "Filter bank"),
        ("block", "Transformer"),
        ("softmax", "softmax"),
    ]
    assert len(graph.edges) == 3


def test_one_heading_over_a_box_is_that_of_the_figure(figure: Figure) -> None:
    figure.page.insert_text((140, 85), "Our model", fontsize=9, fontname="hebo")
    figure.box(160, 120, width=60, height=60)
    figure.line((190, 120), (230, 120))
    figure.box(265, 120, "Transformer", width=70, height=40)
    (graph,) = figure.read()
    assert [node.label for node in graph.nodes] == ["", "Transformer"]
