"""Rows of stacks of sheets with sizes over them and operations under the gaps, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

from tests.extract.drawing import BLACK, Figure

WHITE = (1, 1, 1)


def stack(figure: Figure, x: float, y: float, side: float, sheets: int) -> None:
    """Square sheets, each a little to the lower right of the one before."""
    for i in range(sheets):
        figure.page.draw_rect(
            (x + 3 * i, y + 3 * i, x + 3 * i + side, y + 3 * i + side), color=BLACK, fill=WHITE
        )


def row(figure: Figure) -> None:
    """Three stacks with windows and lines of view, and a layer of units."""
    stack(figure, 20, 80, 60, 1)
    stack(figure, 130, 80, 50, 4)
    stack(figure, 240, 90, 30, 4)
    figure.page.draw_rect((340, 70, 346, 150), color=BLACK, fill=WHITE)
    for (x, y), tip in (((50, 100), (160, 112)), ((160, 110), (262, 118))):
        figure.page.draw_rect((x, y, x + 10, y + 10), color=BLACK)
        figure.line((x + 10, y), tip, head=False)
        figure.line((x + 10, y + 10), tip, head=False)


def test_maps_have_the_sizes_over_them_and_operations_stand_under_the_gaps(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    row(figure)
    for x, label in ((50, "1@32x32"), (160, "C1: maps 6@28x28"), (259, "6@14x14"), (343, "layer 120")):
        figure.text(x, 60, label, size=6)
    for x, name in ((105, "Convolution"), (215, "Subsampling"), (305, "Dense")):
        figure.text(x, 170, name, size=6)
    (graph,) = figure.read()
    assert [(node.op, node.output_shape) for node in graph.nodes] == [
        ("input", (32, 32, 1)),
        ("conv2d", None),
        ("feature_map", (28, 28, 6)),
        ("pool", None),
        ("feature_map", (14, 14, 6)),
        ("dense", None),
        ("output", (120,)),
    ]
    assert {(edge.source, edge.target) for edge in graph.edges} == {
        (f"n{i}", f"n{i + 1}") for i in range(1, 7)
    }


def test_stacks_without_sizes_are_left_to_their_lines(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    stack(figure, 20, 80, 40, 3)
    stack(figure, 240, 80, 40, 3)
    figure.box(160, 103, "LSTM")
    figure.line((66, 103), (125, 103))
    figure.line((195, 103), (240, 103))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "lstm", "output"]


def test_windows_of_a_map_lead_nowhere_and_names_stand_aside_of_the_gaps(tmp_path: Path) -> None:
    """As drawn by a script: views that reach far over the next map, units in a slant, names behind the gaps."""
    figure = Figure(tmp_path)
    stack(figure, 20, 80, 50, 3)
    stack(figure, 100, 80, 36, 8)
    stack(figure, 190, 80, 20, 8)
    for (x, y), tip in (((40, 110), (150, 125)), ((140, 116), (226, 116))):
        figure.page.draw_rect((x, y, x + 8, y + 8), color=BLACK, fill=(0.3, 0.3, 0.3))
        for corner in ((x, y), (x + 8, y), (x, y + 8), (x + 8, y + 8)):
            figure.line(corner, tip, head=False)
    for i in range(16):
        at = (260 + 4 * i, 80 + 4 * i)
        grey = (0.5, 0.5, 0.5) if i % 2 else (0.7, 0.7, 0.7)
        figure.page.draw_rect((*at, at[0] + 4, at[1] + 4), color=BLACK, fill=grey)
    for x, label in ((40, "3@32x32"), (120, "32@18x18"), (205, "32@10x10"), (275, "Outputs 10")):
        figure.text(x, 70, label, size=6)
    for x, name in ((85, "Convolution 5x5"), (165, "Max-pooling 2x2"), (250, "Fully connected")):
        figure.text(x, 170, name, size=6)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == [
        *("input", "conv2d", "feature_map", "max_pool", "feature_map", "dense", "output")
    ]
    assert len(graph.edges) == 6
