"""Strips of colour at the head of a panel, and dots where a line branches just before a head; drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import BLACK, Figure, flows, ops

GREEN = (0.4, 0.8, 0.5)


def panel(figure: Figure, strip: str) -> None:
    """A panel of 120 × 80 with a strip of 16 along its upper side."""
    figure.page.draw_rect((140, 100, 260, 180), color=BLACK)
    figure.page.draw_rect((140, 100, 260, 116), color=BLACK, fill=GREEN)
    figure.text(200, 108, strip)


def test_a_strip_heads_the_operations_that_its_panel_lists(figure: Figure) -> None:
    figure.box(200, 50, "Global Average Pooling", width=110)
    figure.line((200, 58), (200, 100))
    panel(figure, "Value Head")
    for i, name in enumerate(("Linear(128 → 64)", "ReLU", "Linear(64 → 1)")):
        figure.text(200, 128 + 10 * i, name.replace("→", "-"))
    figure.page.draw_rect((175, 160, 225, 174), color=BLACK)
    figure.text(200, 167, "Regression")
    figure.box(200, 230, "Output")
    figure.line((200, 180), (200, 222))
    assert flows(figure.read()) == {
        ("global_avg_pool", "dense"),
        ("dense", "relu"),
        ("relu", "dense"),
        ("dense", "output"),
    }


def test_a_strip_over_boxes_leads_to_the_first_of_them(figure: Figure) -> None:
    figure.box(200, 50, "Embedding")
    figure.line((200, 58), (200, 100))
    panel(figure, "Encoder")
    figure.box(200, 130, "Conv 3x3")
    figure.line((200, 138), (200, 157))
    figure.box(200, 165, "ReLU")
    assert flows(figure.read()) == {("embedding", "conv2d"), ("conv2d", "relu")}


@pytest.mark.parametrize("gap", [3.2, 9.0])
def test_a_dot_where_a_line_branches_just_before_a_head_is_no_node(figure: Figure, gap: float) -> None:
    figure.box(200, 50, "Embedding")
    figure.line((200, 58), (200, 92))
    figure.box(200, 100, "Layer Norm")
    figure.line((200, 108), (200, 144))
    figure.plus(200, 150)
    figure.page.draw_circle((200, 92 - gap), 1.3, color=None, fill=BLACK)
    figure.line((200, 92 - gap), (120, 92 - gap), (120, 150), (194, 150))
    assert ops(figure.read()) == ["add", "embedding", "layer_norm"]


def test_a_strip_over_settings_says_what_its_box_is(figure: Figure) -> None:
    for at, (kind, settings) in enumerate([("Conv", "kernel 3x3"), ("Conv", "kernel 5x5")]):
        top = 60 + 80 * at
        figure.page.draw_rect((140, top, 260, top + 40), color=BLACK)
        figure.page.draw_rect((140, top, 260, top + 16), color=BLACK, fill=GREEN)
        figure.text(200, top + 8, kind)
        figure.text(200, top + 28, settings)
    figure.line((200, 100), (200, 140))
    figure.line((200, 180), (200, 212))
    figure.box(200, 220, "ReLU")
    (graph,) = figure.read()
    assert flows((graph,)) == {("conv2d", "conv2d"), ("conv2d", "relu")}
    assert [node.value("kernel") for node in graph.nodes] == [(3, 3), (5, 5), None]
