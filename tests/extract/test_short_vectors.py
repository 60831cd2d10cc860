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
