"""Legends in a frame under a title, whose samples hold their own names, drawn by us and read."""

from __future__ import annotations

from extract.figures.things.titled_legends import TITLE
from tests.extract.drawing import Figure, ops

GREEN = (0.7, 0.9, 0.7)
BLUE = (0.7, 0.7, 0.9)


def _flow(figure: Figure) -> None:
    figure.box(100, 300, "Conv 3x3", fill=BLUE)
    figure.box(100, 240, "", fill=GREEN)
    figure.box(100, 180, "Dense", fill=(0.9, 0.7, 0.7))
    figure.line((100, 292), (100, 248))
    figure.line((100, 232), (100, 188))


def test_all_in_the_frame_explains_the_figure(figure: Figure) -> None:
    _flow(figure)
    figure.box(280, 240, width=100, height=110)
    figure.text(280, 200, "Legend")
    figure.box(280, 225, "Conv 3x3", fill=BLUE)
    figure.box(280, 255, "Max pooling", fill=GREEN)
    figure.box(280, 280, "Dense", fill=(0.9, 0.7, 0.7))
    (graph,) = figure.read()
    assert ops((graph,)) == ["conv2d", "dense", "max_pool"]


def test_a_frame_that_a_line_enters_is_none(figure: Figure) -> None:
    _flow(figure)
    figure.box(280, 240, width=100, height=110)
    figure.text(280, 200, "Key")
    figure.box(280, 225, "Linear", fill=BLUE)
    figure.box(280, 265, "Softmax", fill=GREEN)
    figure.line((280, 233), (280, 257))
    figure.line((135, 300), (200, 300), (200, 265), (245, 265))
    assert "softmax" in ops(figure.read())


def test_titles() -> None:
    assert all(map(TITLE.match, ("Legend", "Key:", "Color code", "Notation", "图例")))
    assert not any(map(TITLE.match, ("Query", "Key frame", "Notation of x")))
