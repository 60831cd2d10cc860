"""Pale wedges between a part and its enlargement, drawn by us and read."""

from __future__ import annotations

import pytest

from tests.extract.drawing import Figure, flows

PALE = (0.9, 0.94, 0.98)
GREY = (0.6, 0.7, 0.8)


@pytest.mark.parametrize("crossed", [False, True])
def test_a_wedge_of_view_is_no_part(figure: Figure, crossed: bool) -> None:
    ends = [(165, 58), (235, 58), (320, 130), (80, 130)]
    corners = [ends[0], ends[1], ends[3], ends[2]] if crossed else ends
    figure.page.draw_polyline(corners, color=None, fill=PALE, closePath=True)
    for a, b in ((0, 3), (1, 2)):
        figure.page.draw_line(ends[a], ends[b], color=GREY, dashes="[3 2] 0")
    for x, text in ((100, "x"), (200, "Block"), (300, "softmax")):
        figure.box(x, 50, text)
    for x in (135, 235):
        figure.line((x, 50), (x + 30, 50))
    figure.text(215, 95, "residual")
    figure.box(200, 165, width=240, height=70, fill=(1, 1, 1))
    for x, text in ((120, "conv"), (200, "BN"), (280, "ReLU")):
        figure.box(x, 165, text, width=50)
    for x in (145, 225):
        figure.line((x, 165), (x + 30, 165))
    assert flows(figure.read()) == {
        ("input", "block"),
        ("block", "softmax"),
        ("conv2d", "batch_norm"),
        ("batch_norm", "relu"),
    }


def test_a_trapezoid_with_a_rim_is_a_part(figure: Figure) -> None:
    figure.box(200, 50, "x", width=40)
    figure.line((200, 58), (200, 100))
    corners = [(180, 100), (220, 100), (260, 150), (140, 150)]
    figure.page.draw_polyline(corners, color=(0, 0, 0), fill=PALE, closePath=True)
    figure.text(200, 130, "Decoder")
    figure.line((200, 150), (200, 192))
    figure.box(200, 200, "softmax")
    assert flows(figure.read()) == {("input", "block"), ("block", "softmax")}
