"""Small marks that are no nodes, and asterisks that are no products, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure


def test_a_flame_beside_a_box_is_no_node(figure: Figure) -> None:
    for y, text in ((320, "Conv 3x3"), (240, "Encoder"), (160, "Softmax")):
        figure.box(180, y, text, width=90)
    figure.line((180, 310), (180, 250))
    figure.line((180, 230), (180, 170))
    figure.page.draw_polyline(
        [(212, 284), (218, 284), (215, 277)], color=None, fill=(1, 0, 0), closePath=True
    )
    figure.line((212, 281), (184, 281))
    (graph,) = figure.read()
    assert sorted(node.op for node in graph.nodes) == ["block", "conv2d", "softmax"]


@pytest.mark.parametrize(
    ("sizes", "op"), [(("6x6x128", "22x22x128"), "block"), (("6x6x128", "6x6x128"), "multiply")]
)
def test_an_asterisk_between_maps_of_different_sizes_correlates(
    figure: Figure, sizes: tuple[str, str], op: str
) -> None:
    for x, size in zip((100, 260), sizes, strict=True):
        figure.box(x, 320, "CNN", width=60)
        figure.line((x, 310), (x, 275))
        figure.box(x, 260, size, width=60, height=28)
    figure.line((100, 246), (100, 200), (172, 200))
    figure.line((260, 246), (260, 200), (188, 200))
    figure.page.draw_circle((180, 200), 7, color=(0, 0, 0))
    figure.text(180, 201, "*", size=12)
    figure.line((180, 192), (180, 158))
    figure.box(180, 150, "Softmax", width=60)
    (graph,) = figure.read()
    assert next(node.op for node in graph.nodes if node.label == "*") == op


def test_letters_stand_for_what_the_caption_calls_by_them(figure: Figure) -> None:
    figure.text(60, 120, "x")
    figure.line((66, 120), (90, 120))
    figure.box(120, 120, "Generator", width=60)
    figure.line((150, 120), (190, 120))
    figure.box(210, 120, "D", width=30)
    (graph,) = figure.read("Figure 1: A generator and the discriminator D.")
    assert [node.op for node in graph.nodes] == ["input", "block", "block"]


@pytest.mark.parametrize("label", ["Adaptive Routing", "Refine boxes", "Continuous Proj"])
def test_what_is_done_at_the_end_is_a_block(figure: Figure, label: str) -> None:
    figure.box(180, 320, "Conv 3x3")
    figure.box(180, 240, label, width=130)
    figure.line((180, 310), (180, 250))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["conv2d", "block"]


def test_data_that_only_leads_on_may_be_prepared(figure: Figure) -> None:
    figure.box(180, 320, "Preprocess")
    figure.box(180, 240, "Conv 3x3")
    figure.line((180, 310), (180, 250))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["block", "conv2d"]
