"""Sizes that head frames, halve others or stand under volumes, and counts beside boxes, as the tests draw them."""

from __future__ import annotations

import pytest

from tests.extract.drawing import BLACK, Figure, faces


def test_a_size_over_a_frame_is_that_of_all_steps_in_it(figure: Figure) -> None:
    """So is 7x7, which by itself is a kernel, where it halves the sizes of the frames before."""
    for i, side in enumerate((28, 14, 7)):
        left = 40 + 110 * i
        figure.page.draw_rect((left - 25, 170, left + 70, 230), color=BLACK)
        figure.text(left + 22, 164, f"S{i}: {side}x{side}", 6)
        figure.box(left, 200, "Conv 3x3", width=38)
        figure.line((left + 19, 200), (left + 27, 200))
        figure.box(left + 46, 200, "FFN", width=38)
        if i < 2:
            figure.line((left + 65, 200), (left + 91, 200))
    (graph,) = figure.read()
    assert [node.output_shape for node in graph.nodes] == [
        (28, 28),
        (28, 28),
        (14, 14),
        (14, 14),
        (7, 7),
        (7, 7),
    ]


def test_sizes_in_a_row_are_those_of_the_volumes_behind_the_stages(figure: Figure) -> None:
    """A line that skips several stages passes over none of the sizes."""
    for i, part in enumerate((4, 8, 16)):
        x = 50 + 110 * i
        figure.box(x, 200, f"Block {i + 1}", width=40, height=80)
        figure.line((x + 20, 200), (x + 32, 200))
        for ring, shade in zip(faces(x + 32, 180, 8, 40, 6), (0.9, 0.95, 0.7), strict=True):
            figure.page.draw_polyline(ring, color=BLACK, fill=(shade, shade, 1), closePath=True)
        figure.text(x + 12, 265, f"H/{part} \N{MULTIPLICATION SIGN} W/{part} \N{MULTIPLICATION SIGN} C", 6)
        if i < 2:
            figure.line((x + 46, 200), (x + 90, 200))
    figure.line((88, 178), (88, 140), (310, 140), (310, 174))
    (graph,) = figure.read()
    shapes = {node.output_shape for node in graph.nodes if not node.label}
    assert shapes == {("H/4", "W/4", "C"), ("H/8", "W/8", "C"), ("H/16", "W/16", "C")}
    assert not any(node.output_shape for node in graph.nodes if node.label)


@pytest.mark.parametrize(("marks", "counts"), [("x2 x3 x2", [2, 3, 2]), ("x1 x2 x3", [None] * 3)])
def test_counts_with_a_small_x_stand_each_level_with_its_box(
    figure: Figure, marks: str, counts: list[int | None]
) -> None:
    """Where they only number the boxes they are no counts."""
    for i, mark in enumerate(marks.split()):
        y = 100 + 40 * i
        figure.box(200, y, ("MBConv6", "Fused block", "MBConv3")[i])
        figure.text(246, y, mark)
        if i:
            figure.line((200, y - 32), (200, y - 8))
    (graph,) = figure.read()
    assert [node.repeat for node in graph.nodes if node.op == "block"] == counts
