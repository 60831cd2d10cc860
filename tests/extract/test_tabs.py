"""Panels with tabs on their rims, and vectors drawn as boxes of circles, drawn by us and read."""

from __future__ import annotations

from extract.scene.heads import Line
from extract.scene.pictures import sorted_pictures
from tests.extract.drawing import Figure, ops

WHITE = (1, 1, 1)


def panel(figure: Figure, y: float, tab: str, text: str = "") -> None:
    """A wide panel around a middle, its tab on the upper rim."""
    figure.box(200, y, width=260, height=56, fill=WHITE)
    figure.box(120, y - 28, tab, width=70, height=14, fill=WHITE)
    if text:
        figure.text(130, y, text)


def vectors(figure: Figure, y: float, count: int = 5) -> None:
    """Upright boxes with three circles in each."""
    for i in range(count):
        figure.box(190 + 20 * i, y, width=10, height=34)
        for j in (-1, 0, 1):
            figure.page.draw_circle((190 + 20 * i, y + 10 * j), 3.5, color=(0, 0, 0))


def test_tabs_name_their_panels(figure: Figure) -> None:
    for y, tab in ((80, "Embedding"), (180, "Max pooling"), (280, "Softmax")):
        panel(figure, y, tab, "y = Wx" if tab == "Softmax" else "")
        vectors(figure, y)
    figure.line((250, 110), (250, 151))
    figure.line((250, 209), (250, 251))
    (graph,) = figure.read()
    assert [(node.op, node.label) for node in graph.nodes] == [
        ("embedding", "Embedding"),
        ("max_pool", "Max pooling"),
        ("softmax", "Softmax y = Wx"),
    ]
    assert len(graph.edges) == 2


def test_a_layer_on_the_rim_that_lines_lead_to_is_no_tab(figure: Figure) -> None:
    figure.box(200, 180, width=260, height=120, fill=WHITE)
    figure.box(200, 120, "Linear", width=70, height=20, fill=WHITE)
    figure.box(200, 200, "ReLU")
    figure.box(200, 60, "Softmax")
    figure.line((200, 192), (200, 130))
    figure.line((200, 110), (200, 68))
    assert ops(figure.read()) == ["dense", "relu", "softmax"]


def test_vectors_in_a_row_are_one_map(figure: Figure) -> None:
    figure.box(230, 300, "Linear")
    figure.line((230, 292), (230, 218))
    vectors(figure, 200)
    figure.line((230, 183), (230, 118))
    figure.box(230, 110, "Softmax")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["dense", "feature_map", "softmax"]


def test_the_shadow_of_an_arrow_is_no_picture() -> None:
    region = (0.0, 0.0, 300.0, 300.0)
    arrow = Line(((50.0, 20.0), (50.0, 60.0)), 1, 1.0, (0, 0, 0), head_end=True)
    assert not sorted_pictures([(40, 18, 61, 62)], [], [], region, [arrow])[1]
    assert sorted_pictures([(40, 18, 61, 90)], [], [], region, [arrow])[1]
    assert sorted_pictures([(10, 18, 91, 62)], [], [], region, [arrow])[1]
