"""Volumes whose colours the caption names, with sizes below them: drawn by us and read."""

from __future__ import annotations

from pathlib import Path

from tests.extract.drawing import Figure, faces

CAPTION = "Figure 1: The encoder. Convolutional layers are blue (3x3) while max pool layers are yellow (2x2)."
BLUE, YELLOW = (0.3, 0.5, 1), (1, 0.9, 0.1)


def test_volumes_are_what_their_colour_says_and_sizes_are_those_of_the_front_above(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    rows = ((40, 6, 120, 70, BLUE, "32"), (54, 6, 120, 70, BLUE, "32"), (84, 6, 60, 35, YELLOW, "32"))
    for x, wide, high, deep, fill, size in (
        *rows,
        (100, 12, 60, 35, BLUE, "64"),
        (124, 12, 30, 18, YELLOW, "64"),
    ):
        for ring in faces(x, 170 - high / 2 + deep / 2, wide, high, deep):
            figure.page.draw_polyline(ring, color=(0, 0, 0), fill=fill, closePath=True, width=0.5)
        figure.text(x + wide / 2, 170 + high / 2 + deep / 2 + 9, size, size=6)
    (graph,) = figure.read(CAPTION)
    read = [
        (n.op, n.label, n.attributes["filters"].value if "filters" in n.attributes else n.output_shape)
        for n in graph.nodes
    ]
    assert read == [
        ("conv2d", "32", 32),
        ("conv2d", "32", 32),
        ("max_pool", "32", (32,)),
        ("conv2d", "64", 64),
        ("max_pool", "64", (64,)),
    ]
