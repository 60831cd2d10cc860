"""Vectors of two cells beside longer ones, drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, ops


def vector(figure: Figure, x: float, y: float, cells: int) -> None:
    """Touching cells by turns black and grey, from the left."""
    for i in range(cells):
        figure.page.draw_rect(
            (x + 8 * i, y, x + 8 * i + 8, y + 8),
            color=BLACK,
            fill=(0.1, 0.1, 0.1) if i % 2 else (0.7, 0.7, 0.7),
        )


def test_two_cells_beside_longer_vectors_are_a_vector(figure: Figure) -> None:
    vector(figure, 84, 240, 4)
    figure.line((100, 238), (100, 208))
    figure.box(100, 200, "Linear")
    figure.line((100, 192), (100, 170))
    vector(figure, 92, 160, 2)
    figure.line((100, 158), (100, 128))
    figure.box(100, 120, "Softmax")
    graphs = figure.read()
    assert ops(graphs) == ["dense", "feature_map", "input", "softmax"]
    assert sum(len(graph.edges) for graph in graphs) == 3


def test_two_touching_boxes_without_longer_vectors_stay_two(figure: Figure) -> None:
    figure.box(100, 200, "Linear")
    figure.line((100, 192), (96, 170))
    vector(figure, 92, 160, 2)
    figure.line((96, 158), (96, 128))
    figure.line((104, 158), (160, 128))
    figure.box(80, 120, "Softmax")
    figure.box(180, 120, "Sigmoid")
    assert sum(op in ("feature_map", "input") for op in ops(figure.read())) == 2


def test_vectors_beside_each_other_stay_two_where_only_their_own_cells_touch(figure: Figure) -> None:
    for x, operation in ((60, "Linear"), (106, "Conv")):
        vector(figure, x, 240, 4)
        figure.line((x + 16, 238), (x + 16, 208))
        figure.box(x + 16, 200, operation, width=36)
    assert ops(figure.read()) == ["conv2d", "dense", "input", "input"]


def framed(figure: Figure, x: float, y: float, digits: str = "", radius: float = 2.0) -> None:
    """Small circles over each other in a frame that they nearly fill; with digits in them next to each other."""
    if digits:
        figure.page.draw_rect((x - 11 * len(digits), y - 8, x + 11 * len(digits), y + 8), color=BLACK)
        for i, digit in enumerate(digits):
            figure.page.draw_circle((x + 22 * i - 11 * len(digits) + 11, y), 5, color=BLACK)
            figure.text(x + 22 * i - 11 * len(digits) + 11, y, digit, size=6)
        return
    figure.page.draw_rect((x - 8, y - 8, x + 8, y + 8), color=BLACK)
    for i in (-1, 0, 1):
        figure.page.draw_circle((x, y + 5 * i), radius, color=None, fill=(0.2, 0.6, 0.3))


def test_frames_of_dots_that_lines_end_at_are_vectors(figure: Figure) -> None:
    figure.box(160, 60, "Transformer", width=260)
    for x in (60, 160, 260):
        framed(figure, x, 160)
        figure.box(x, 240, "Conv")
        figure.line((x, 232), (x, 168))
        figure.line((x, 152), (x, 68))
    graphs = figure.read()
    assert ops(graphs) == ["block", *["conv2d"] * 3, *["feature_map"] * 3]
    assert sum(len(graph.edges) for graph in graphs) == 6


def test_a_frame_of_digits_is_one_input(figure: Figure) -> None:
    framed(figure, 160, 240, digits="00010")
    figure.text(160, 258, "User")
    figure.line((160, 232), (160, 128))
    figure.box(160, 120, "Linear")
    (graph,) = figure.read()
    assert [(node.op, node.label) for node in graph.nodes] == [("input", "User"), ("dense", "Linear")]
