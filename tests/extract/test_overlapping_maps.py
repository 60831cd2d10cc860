"""Maps drawn over each other, as in pyramids: a line leaves and meets the one that is seen at its end."""

from __future__ import annotations

from pathlib import Path

from tests.extract.drawing import BLACK, Figure, ops

WHITE = (1, 1, 1)


def sheet(
    figure: Figure, x: float, y: float, width: float, height: float, fill: tuple[int, ...] | None
) -> None:
    """A parallelogram leaning to the right; x, y is its lower left corner."""
    lean = 0.6 * height
    ring = [(x, y), (x + width, y), (x + width + lean, y - height), (x + lean, y - height)]
    figure.page.draw_polyline(ring, color=BLACK, fill=fill, closePath=True)


def test_a_line_leaves_the_map_on_top_where_two_lie_at_its_end(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    sheet(figure, 60, 200, 80, 30, WHITE)
    sheet(figure, 70, 174, 60, 24, WHITE)
    figure.box(240, 188, "conv 3x3")
    figure.box(240, 164, "conv 1x1")
    figure.line((134, 188), (205, 188))
    # Both ends a little within the upper map's rim: its lower part covers the upper part of the lower one.
    figure.line((130.6, 171.8), (205, 164))
    graphs = figure.read()
    assert sorted(len(graph.nodes) for graph in graphs) == [2, 2]


def test_an_arrow_points_at_the_label_drawn_over_the_map_that_it_lies_on(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    sheet(figure, 60, 200, 100, 40, WHITE)
    sheet(figure, 70, 166, 60, 24, WHITE)
    figure.box(180, 165, "softmax", width=40, fill=WHITE)
    figure.line((126, 165), (159.7, 165))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["feature_map", "softmax"]


def test_a_window_marked_in_a_slanted_map_leaves_the_map_a_node(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    sheet(figure, 60, 200, 100, 40, WHITE)
    sheet(figure, 120, 190, 16, 6, WHITE)
    figure.box(100, 260, "conv 3x3")
    figure.line((100, 252), (100, 200))
    # The arrow's end lies beside the slanted outline, though within the box around it.
    figure.box(193, 187, "softmax", width=42)
    figure.line((136, 187), (172, 187))
    (graph,) = figure.read()
    assert ops([graph]) == ["conv2d", "feature_map", "softmax"]
