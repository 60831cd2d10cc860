"""Layers sketched as piles of sheets and circles under a row of names."""

from __future__ import annotations

from tests.extract.drawing import Figure, ops

BLACK, WHITE = (0, 0, 0), (1, 1, 1)
NAMES = ("Input", "Convolution", "Pooling", "Fully connected", "Output")


def sketch(figure: Figure, names_at: float = 60) -> None:
    for x, name in zip((40, 110, 180, 250, 320), NAMES, strict=True):
        figure.text(x, names_at, name, size=7)
    for x, size in ((40, 26), (110, 22), (180, 14)):
        for i in range(4):
            left, top = x - 8 + 5 * (3 - i), 110 + 5 * i
            figure.page.draw_rect(
                (left - size / 2, top, left + size / 2, top + size), color=BLACK, fill=WHITE
            )
    for i in range(4):
        figure.page.draw_circle((262 - 8 * i, 110 + 9 * i), 4, color=BLACK, fill=WHITE)
    for i in range(2):
        figure.page.draw_circle((324 - 8 * i, 118 + 9 * i), 4, color=BLACK, fill=WHITE)
    figure.page.draw_line((120, 125), (170, 120), color=BLACK, dashes="[2] 0")


def test_each_name_over_a_sketch_is_a_layer(figure: Figure) -> None:
    sketch(figure)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "pool", "dense", "output"]
    assert [node.label for node in graph.nodes] == list(NAMES)
    assert len(graph.edges) == 4


def test_names_may_stand_under_the_sketch(figure: Figure) -> None:
    sketch(figure, names_at=180)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "pool", "dense", "output"]


def test_arrows_tell_more_than_the_order_of_names(figure: Figure) -> None:
    sketch(figure)
    figure.line((200, 120), (235, 120))
    assert not any(len(graph.nodes) == 5 and len(graph.edges) == 4 for graph in figure.read())


def test_names_amid_the_drawing_are_no_row_of_heads(figure: Figure) -> None:
    sketch(figure, names_at=118)
    assert not any(len(graph.nodes) == 5 and len(graph.edges) == 4 for graph in figure.read())


def _sentence(figure: Figure, foot: float = 200) -> None:
    """Words beside a grid, windows on to bars, one bar of them and what they lead to, with names far below."""
    for i, word in enumerate(("wait", "for", "the", "video")):
        figure.text(30, 106 + 12 * i, word, size=7)
        for k in range(3):
            figure.page.draw_rect((50 + 12 * k, 100 + 12 * i, 62 + 12 * k, 112 + 12 * i), color=BLACK)
    for i in range(4):
        figure.page.draw_rect((150 + 6 * i, 100 + 6 * i, 162 + 6 * i, 140 + 6 * i), color=BLACK, fill=WHITE)
    figure.page.draw_rect((240, 95, 250, 160), color=BLACK)
    figure.page.draw_rect((320, 110, 330, 140), color=BLACK)
    figure.line((86, 100), (150, 102), head=False)
    figure.line((182, 120), (240, 110), head=False)
    figure.line((250, 120), (320, 120), head=False)
    figure.text(70, foot, "Representation of words", size=7)
    figure.text(165, foot, "Convolution over words", size=7)
    figure.text(245, foot, "Max-over-time pooling", size=7)
    figure.text(325, foot, "Dense with dropout", size=7)


def test_the_first_name_is_the_data_and_words_amid_the_drawing_are_none(figure: Figure) -> None:
    _sentence(figure)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv1d", "max_pool", "dense", "dropout"]
    assert len(graph.edges) == 4


def test_a_name_of_a_layer_elsewhere_makes_no_row_of_the_others(figure: Figure) -> None:
    _sentence(figure)
    figure.text(200, 130, "ReLU", size=7)
    assert ops(figure.read()) != sorted(["input", "conv1d", "max_pool", "dense", "dropout"])
