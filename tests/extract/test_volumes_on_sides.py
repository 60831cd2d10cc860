"""Volumes that stand against the sides of others, slices that are one, bars in perspective: drawn by us and read."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.extract.drawing import Figure, faces, flows, named_flows

BLACK = (0, 0, 0)


def sliced(figure: Figure, x: float, y: float, widths: tuple[float, ...], high: float, deep: float) -> float:
    """Slices of one volume, only the last one with its side, all edges drawn once more; the right end of its front."""
    for i, wide in enumerate(widths):
        front, lid, side = faces(x, y, wide, high, deep)
        for ring in (front, lid, *([side] if i == len(widths) - 1 else [])):
            figure.page.draw_polyline(ring, color=BLACK, fill=(1, 0.9, 0.6), closePath=True, fill_opacity=0.5)
        back = (x + deep, y + high - deep)
        for a, b in (((x, y + high), back), (back, (x + wide + deep, back[1])), ((x + deep, y - deep), back)):
            figure.page.draw_line(a, b, color=BLACK, dashes="[2 2] 0", width=0.4)
        figure.page.draw_line((x, y + high), (x, y), color=BLACK)
        figure.page.draw_line((x, y + high), (x + wide, y + high), color=BLACK)
        x += wide
    return x


def middle_arrow(figure: Figure, x0: float, x1: float, y: float) -> None:
    """A line whose head sits on its middle."""
    figure.page.draw_line((x0, y), (x1, y), color=BLACK)
    m = (x0 + x1) / 2
    figure.page.draw_polyline(
        [(m + 3, y), (m - 3, y - 3), (m - 3, y + 3)], color=None, fill=BLACK, closePath=True
    )


def stage(figure: Figure, x: float, name: str, size: float) -> tuple[float, float]:
    """Two slices, a smaller volume on their side, a name below; where lines come to it and leave it."""
    right = sliced(figure, x, 150 - size / 2 + size / 4, (8, 8), size, size / 2)
    small = 0.7 * size
    # Its left side lies in the middle of the other's right side.
    left = right + (size - small) / 4
    sliced(figure, left, 150 - small / 2 + small / 4, (4,), small, small / 2)
    figure.text(x + 8, 150 + 0.75 * size + 14, name)
    return x + size / 4, left + 4 + small / 4


def test_a_smaller_volume_on_the_side_of_slices_is_of_their_stage(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    ends = [
        stage(figure, x, name, size)
        for x, name, size in ((30, "conv1", 90), (130, "conv2", 70), (230, "conv3", 50))
    ]
    for (_, start), (end, _) in pairwise(ends):
        middle_arrow(figure, start, end, 150)
    (graph,) = figure.read()
    assert len(graph.nodes) == 6
    assert [(edge.source, edge.target) for edge in sorted(graph.edges, key=lambda edge: edge.source)] == [
        (f"n{i}", f"n{i + 1}") for i in range(1, 6)
    ]


def test_a_bar_whose_edges_are_drawn_twice_is_a_volume_and_no_sign(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for x, name, deep in ((30, "Input", 50), (120, "Conv 3x3", 40), (215, "Dense", 70), (320, "Softmax", 30)):
        high = 6 if deep in (70, 30) else 60
        sliced(figure, x, 150 - high / 2 + deep / 2, (5,), high, deep)
        figure.text(x + 3, 150 + high / 2 + deep / 2 + 12, name)
    for x0, x1 in ((61, 139), (146, 249), (256, 334)):
        middle_arrow(figure, x0, x1, 150)
    assert named_flows(figure.read()) == {("Input", "Conv 3x3"), ("Conv 3x3", "Dense"), ("Dense", "Softmax")}
    assert flows(figure.read()) == {("input", "conv2d"), ("conv2d", "dense"), ("dense", "softmax")}
