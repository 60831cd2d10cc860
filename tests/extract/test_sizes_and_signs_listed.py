"""Sizes between boxes and lines, signs and abbreviations that are explained, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure


def test_a_size_under_a_box_parts_its_line_from_it(figure: Figure) -> None:
    for i, (name, size) in enumerate(
        (("Conv-1", "56×56×64"), ("Conv-2", "28×28×128"), ("Conv-3", "14×14×256"))
    ):
        figure.box(150, 50 + 70 * i, name)
        figure.text(150, 65 + 70 * i, size, size=6)
        if i < 2:
            figure.line((150, 70 + 70 * i), (150, 112 + 70 * i))
    (graph,) = figure.read()
    assert [(node.label, node.output_shape) for node in graph.nodes] == [
        ("Conv-1", (56, 56, 64)),
        ("Conv-2", (28, 28, 128)),
        ("Conv-3", (14, 14, 256)),
    ]
    assert len(graph.edges) == 2


def test_a_legend_explains_letters_in_circles(figure: Figure) -> None:
    for x, letter in ((150, "R"), (250, "T")):
        figure.page.draw_circle((x, 100), 7, color=(0, 0, 0))
        figure.text(x, 100, letter, size=7)
    figure.box(80, 100, "Linear", width=60)
    figure.line((110, 100), (143, 100))
    figure.line((157, 100), (243, 100))
    figure.line((257, 100), (280, 100))
    figure.box(310, 100, "Softmax", width=60)
    for i, (letter, words) in enumerate((("R", "Reshape"), ("T", "Concatenation"))):
        figure.page.draw_circle((60, 200 + 20 * i), 7, color=(0, 0, 0))
        figure.text(60, 200 + 20 * i, letter, size=7)
        figure.page.insert_text((72, 202 + 20 * i), words, fontsize=7)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["dense", "reshape", "concat", "softmax"]


@pytest.mark.parametrize(
    ("caption", "op"),
    [
        ("The Global Convolutional Network (GCN) in detail.", "block"),
        ("The graph convolutional network (GCN) in detail.", "graph_conv"),
        ("Our network.", "graph_conv"),
    ],
)
def test_a_caption_spells_an_abbreviation_out(figure: Figure, caption: str, op: str) -> None:
    figure.box(80, 100, "Linear", width=60)
    figure.line((110, 100), (150, 100))
    figure.box(180, 100, "GCN", width=60)
    figure.line((210, 100), (250, 100))
    figure.box(280, 100, "Softmax", width=60)
    (graph,) = figure.read(caption)
    assert [node.op for node in graph.nodes] == ["dense", op, "softmax"]
