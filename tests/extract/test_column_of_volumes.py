"""Volumes over each other, their sizes to the right, what is done between them to the left; drawn by us and read."""

from __future__ import annotations

from tests.extract.drawing import Figure, faces


def column(figure: Figure, aside: float) -> None:
    """Three volumes from top to bottom; each convolution's name ends `aside` left of them, level with the gap."""
    for i, size in enumerate(("1@84x84", "32@20x20", "64@9x9")):
        wide = 90 - 20 * i
        for ring, shade in zip(
            faces(200 - wide / 2, 60 + 90 * i, wide, 50, 12), (0.9, 0.95, 0.7), strict=True
        ):
            figure.page.draw_polyline([*ring, ring[0]], color=(0, 0, 0), fill=(shade,) * 3)
        figure.page.insert_text((200 + wide / 2 + 28, 88 + 90 * i), size, fontsize=8)
        if i:
            figure.line((200, 20 + 90 * i), (200, 46 + 90 * i))
            figure.text(200 - 45 - aside - 16, 34 + 90 * i, f"Conv {3 + 2 * i}x{3 + 2 * i}")


def test_operations_and_sizes_aside(figure: Figure) -> None:
    column(figure, aside=-12)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "feature_map", "conv2d", "output"]
    assert [node.output_shape for node in graph.nodes] == [(84, 84, 1), None, (20, 20, 32), None, (9, 9, 64)]


def test_what_stands_far_off_is_not_done_between(figure: Figure) -> None:
    column(figure, aside=40)
    assert "conv2d" not in {node.op for graph in figure.read() for node in graph.nodes}
