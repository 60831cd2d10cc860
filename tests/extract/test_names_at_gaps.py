"""Rows of volumes with arrows between: what is printed in a row over or under the gaps is done there."""

from __future__ import annotations

from pathlib import Path

from tests.extract.drawing import Figure, faces

FRONTS = ((100, 26, 60), (200, 24, 40), (300, 22, 24))
"""Left edge, width and height of the fronts."""


def row(figure: Figure, arrows: bool = True) -> None:
    """A layer and three volumes from left to right."""
    figure.box(45, 200, "Stem", 50, 16)
    for x, width, height in FRONTS:
        for ring, shade in zip(faces(x, 200 - height / 2, width, height, 10), (0.9, 0.95, 0.7), strict=True):
            figure.page.draw_polyline(ring, color=(0, 0, 0), fill=(shade, shade, 1), closePath=True)
    if arrows:
        figure.line((70, 200), (100, 200))
        figure.line((136, 200), (200, 200))
        figure.line((234, 200), (300, 200))


def lines(figure: Figure, x: float, y: float, *texts: str) -> None:
    for at, text in enumerate(texts):
        figure.text(x, y + 8 * at, text, 7)


def test_texts_over_arrows_may_begin_at_a_layer_before_the_row(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    row(figure)
    for x in (86, 168, 267):
        lines(figure, x, 140, "conv 5x5", "max pool 1x2")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == [
        "block",
        *("conv2d", "max_pool", "feature_map") * 2,
        *("conv2d", "max_pool", "output"),
    ]
    assert len(graph.edges) == len(graph.nodes) - 1


def test_texts_in_a_row_may_have_more_lines_than_others(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    row(figure)
    lines(figure, 86, 260, "linear")
    lines(figure, 168, 256, "convolution", "+ ReLU")
    lines(figure, 267, 256, "CONV 2", "5x5, Stride 2")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == [
        *("block", "dense", "feature_map", "conv2d", "relu"),
        *("feature_map", "conv2d", "output"),
    ]
    conv = next(node for node in graph.nodes if node.label.startswith("CONV 2"))
    assert (conv.value("kernel"), conv.value("stride")) == ((5, 5), (2, 2))


def test_names_on_one_level_keep_clear_of_the_tallest_volume(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    row(figure)
    for (x, width, _), name in zip(FRONTS, ("3 @ 64x64", "8 @ 32x32", "9 @ 16x16"), strict=True):
        lines(figure, x + width / 2 + 5, 126, "Feature maps", name)
    (graph,) = figure.read()
    assert [node.output_shape for node in graph.nodes][1:] == [(64, 64, 3), (32, 32, 8), (16, 16, 9)]


def test_sizes_stay_those_of_volumes_where_operations_are_told_between(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    row(figure)
    for (x, width, height), size in zip(FRONTS, ("7 x 7", "9 x 9", "8 x 8"), strict=True):
        lines(figure, x + width / 2, 210 + height / 2, size, "x1024")
    figure.text(168, 192, "conv", 7)
    (graph,) = figure.read()
    assert [node.output_shape for node in graph.nodes if node.op != "conv2d"][1:] == [
        (7, 7, 1024),
        (9, 9, 1024),
        (8, 8, 1024),
    ]


def test_rows_end_at_the_frame_of_their_panel(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for left in (10, 210):
        figure.page.draw_rect((left, 100, left + 180, 300), color=(0, 0, 0), dashes="[3] 0")
        for x in (left + 20, left + 110):
            for ring, shade in zip(faces(x, 180, 24, 40, 10), (0.9, 0.95, 0.7), strict=True):
                figure.page.draw_polyline(ring, color=(0, 0, 0), fill=(shade, shade, 1), closePath=True)
        figure.line((left + 54, 200), (left + 110, 200))
    assert [len(graph.edges) for graph in figure.read()] == [1, 1]


def test_a_layer_named_over_one_end_of_an_arrow_lies_on_it(tmp_path: Path) -> None:
    """Over arrows between volumes of different heights names stand high, and not always in the middle."""
    figure = Figure(tmp_path)
    row(figure)
    figure.text(187, 177, "conv", 7)
    figure.text(268, 177, "max pool", 7)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == [
        *("block", "feature_map", "conv2d", "feature_map", "max_pool", "output"),
    ]
