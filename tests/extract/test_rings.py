"""Small rings at forks, in figures that the tests draw."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, flows, ops


def test_a_small_ring_where_a_line_forks_is_no_node(figure: Figure) -> None:
    figure.box(60, 200, "Input", width=40)
    figure.line((80, 200), (107, 200))
    figure.page.draw_circle((110, 200), 2.5, color=BLACK)
    figure.line((113, 200), (145, 200))
    figure.box(180, 200, "Conv 3x3")
    figure.line((215, 200), (244, 200))
    figure.plus(250, 200)
    figure.line((110, 197), (110, 160), (250, 160), (250, 194))
    figure.line((256, 200), (285, 200))
    figure.box(310, 200, "ReLU", width=50)
    assert flows(figure.read()) == {
        ("input", "conv2d"),
        ("input", "add"),
        ("conv2d", "add"),
        ("add", "relu"),
    }


def test_a_circle_between_two_lines_stays(figure: Figure) -> None:
    figure.box(60, 200, "Embedding", width=60)
    figure.line((90, 200), (146, 200))
    figure.page.draw_circle((150, 200), 3, color=BLACK, fill=(0.6, 0.8, 0.6))
    figure.line((154, 200), (215, 200))
    figure.box(250, 200, "Softmax")
    assert ops(figure.read()) == ["embedding", "feature_map", "softmax"]


def test_a_short_line_within_a_ring_leaves_the_fork_readable(figure: Figure) -> None:
    figure.box(60, 200, "Input", width=40)
    figure.line((80, 200), (107, 200))
    figure.page.draw_circle((110, 200), 2.5, color=BLACK)
    figure.page.draw_line((110, 202), (110, 196.5), color=BLACK, width=0.4)
    figure.line((113, 200), (145, 200))
    figure.box(180, 200, "Conv 3x3")
    figure.line((110, 203), (110, 240), (165, 240))
    figure.box(200, 240, "ReLU")
    found = flows(figure.read())
    assert ("input", "conv2d") in found and ("input", "relu") in found
