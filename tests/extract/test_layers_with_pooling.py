"""Layers drawn as volumes with their pooling against them, as a set of TikZ layers has them; drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import BLACK, Figure, faces, ops

CREAM, RED, PURPLE = (1.0, 0.8, 0.4), (0.77, 0.0, 0.0), (0.42, 0.0, 0.42)


def volume(figure: Figure, x: float, side: float, width: float, color: tuple[float, float, float]) -> None:
    for face in faces(x, 200 - side / 2, width, side, side / 2):
        figure.page.draw_polyline(face, color=BLACK, fill=color, closePath=True, width=0.4)


@pytest.mark.parametrize("explained", [True, False])
def test_what_stands_under_a_layer_is_not_the_name_of_its_pooling(figure: Figure, explained: bool) -> None:
    for x, side, name in ((20, 100, "conv1"), (120, 70, "conv2"), (205, 44, "conv3")):
        volume(figure, x, side, 14, CREAM)
        volume(figure, x + 14, 0.8 * side, 4, RED)
        figure.text(x + 7, 200 + side / 2 + 20, name)
        figure.line((x + 20 + side / 4, 196), (x + 80 + 0.1 * side, 196))
    volume(figure, 300, 30, 5, PURPLE)
    figure.text(302, 235, "SOFT")
    caption = "Cream boxes are convolutions, red boxes max pooling." if explained else ""
    found = ops(figure.read(caption.replace("Cream", "Yellow")))
    assert found.count("conv2d") == 3
    assert found.count("max_pool") == (3 if explained else 0)
    assert found.count("softmax") == 1
