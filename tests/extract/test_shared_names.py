"""Names that stand beside what they name: dimension lines, rows of cells, frames; and layers of neurons."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from graph import Graph
from tests.extract.drawing import Figure

BLACK = (0, 0, 0)


def flows(graphs: Sequence[Graph]) -> list[tuple[str, str]]:
    """Edges by the operations at their ends."""
    return sorted(
        (graph.node(edge.source).op, graph.node(edge.target).op) for graph in graphs for edge in graph.edges
    )


def dimension(figure: Figure, x: float, top: float, bottom: float) -> None:
    """A line down a figure with a head at each end."""
    figure.line((x, top), (x, bottom), head=False)
    for end, back in ((top, 4), (bottom, -4)):
        figure.line((x - 2.5, end + back), (x, end), (x + 2.5, end + back), head=False)


def neurons(figure: Figure, y: float, xs: Sequence[float]) -> list[tuple[float, float]]:
    for x in xs:
        figure.page.draw_circle((x, y), 5, color=BLACK, fill=(0.9, 0.8, 0.2))
    return [(x, y) for x in xs]


def fully_joined(
    figure: Figure, low: Sequence[tuple[float, float]], high: Sequence[tuple[float, float]]
) -> None:
    for x0, y0 in low:
        for x1, y1 in high:
            figure.line((x0, y0 - 5), (x1, y1 + 5), head=False)


def test_a_label_at_a_dimension_line_names_every_box_along_it(figure: Figure) -> None:
    figure.box(150, 60, "Softmax")
    for y in (90, 120, 150, 180):
        figure.box(150, y, width=80, height=14)
    figure.box(150, 210, "Spectrogram")
    dimension(figure, 196, 83, 127)
    figure.text(235, 105, "Fully connected")
    dimension(figure, 196, 143, 187)
    figure.text(228, 165, "Convolution")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "conv2d", "dense", "dense", "softmax"]
    assert len(graph.edges) == 5


def test_the_shorter_of_two_dimension_lines_names_a_box(figure: Figure) -> None:
    for y in (90, 120, 150, 180):
        figure.box(150, y, width=80, height=14)
    dimension(figure, 196, 83, 127)
    figure.text(235, 105, "Fully connected")
    dimension(figure, 104, 83, 187)
    figure.text(75, 135, "Convolution")
    (graph,) = figure.read()
    assert sorted(node.op for node in graph.nodes) == ["conv2d", "conv2d", "dense", "dense"]


def test_a_line_with_two_heads_between_boxes_measures_nothing(figure: Figure) -> None:
    figure.box(150, 60, "Encoder")
    figure.box(150, 200, "Decoder")
    dimension(figure, 150, 68, 192)
    figure.text(190, 130, "Convolution")
    graphs = figure.read()
    assert {node.label for graph in graphs for node in graph.nodes} >= {"Encoder", "Decoder"}


def test_labels_left_of_rows_name_what_the_rows_hold(figure: Figure) -> None:
    for i, x in enumerate((150, 210, 270)):
        for y, letter in ((200, "h"), (120, "r")):
            figure.page.draw_circle((x, y), 10, color=BLACK)
            figure.text(x, y, f"{letter}{i + 1}", size=7)
        figure.line((x, 190), (x, 130))
    figure.line((160, 200), (200, 200))
    figure.line((220, 200), (260, 200))
    figure.text(60, 200, "Recurrent layer")
    figure.text(60, 120, "Softmax layer")
    graphs = figure.read()
    assert flows(graphs) == [("rnn", "rnn")] * 2 + [("rnn", "softmax")] * 3
    assert {node.label for graph in graphs for node in graph.nodes} == {"h1", "h2", "h3", "r1", "r2", "r3"}


def test_one_label_left_of_a_row_names_nothing(figure: Figure) -> None:
    figure.text(60, 120, "Softmax")
    for i, x in enumerate((150, 210, 270)):
        figure.page.draw_circle((x, 120), 10, color=BLACK)
        figure.text(x, 120, f"h{i + 1}", size=7)
    figure.line((160, 120), (200, 120))
    figure.line((220, 120), (260, 120))
    assert not any(node.op == "softmax" for graph in figure.read() for node in graph.nodes)


@pytest.mark.parametrize("upright", [True, False])
def test_neurons_of_a_layer_are_one_node(figure: Figure, upright: bool) -> None:
    def place(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(y, x) if not upright else (x, y) for x, y in points]

    layers = [
        place([(x, y) for x in xs])
        for y, xs in ((250, (100, 130, 160)), (190, (85, 115, 145, 175)), (130, (100, 130, 160)))
    ]
    for layer in layers:
        for point in layer:
            figure.page.draw_circle(point, 5, color=BLACK)
    for a, b in pairwise(layers):
        for x0, y0 in a:
            for x1, y1 in b:
                figure.line((x0, y0), (x1, y1), head=False)
    (graph,) = figure.read()
    assert len(graph.nodes) == 3
    assert len(graph.edges) == 2


def test_circles_that_are_joined_one_by_one_are_nodes_of_their_own(figure: Figure) -> None:
    for y in (100, 150, 200):
        for x in (100, 150):
            figure.page.draw_circle((x, y), 6, color=BLACK)
        figure.line((106, y), (144, y))
    figure.line((100, 106), (100, 144))
    figure.line((100, 156), (100, 194))
    (graph,) = figure.read()
    assert len(graph.nodes) == 6


def test_the_only_label_in_a_frame_names_the_layers_in_it(figure: Figure) -> None:
    low = neurons(figure, 250, (60, 80, 100))
    hidden = neurons(figure, 200, (60, 80, 100))
    top = neurons(figure, 150, (80,))
    fully_joined(figure, low, hidden)
    fully_joined(figure, hidden, top)
    for y, name in ((250, "Sparse features"), (200, "Hidden layer"), (150, "Output units")):
        figure.page.draw_rect((40, y - 12, 220, y + 12), color=(0.7, 0.7, 0.7), dashes="[3] 0")
        figure.text(165, y, name)
    (graph,) = figure.read()
    assert flows([graph]) == [("dense", "output"), ("input", "dense")]


def test_graphs_come_as_they_are_read(figure: Figure) -> None:
    for x, first, second in ((300, "ReLU", "Softmax"), (100, "Conv 3x3", "BN")):
        figure.box(x, 60, first)
        figure.box(x, 120, second)
        figure.line((x, 68), (x, 112))
    figure.box(60, 220, "Dropout")
    figure.box(60, 280, "Flatten")
    figure.line((60, 228), (60, 272))
    assert [graph.nodes[0].op for graph in figure.read()] == ["conv2d", "relu", "dropout"]


def test_a_column_of_cells_in_a_frame_is_no_sign(figure: Figure) -> None:
    figure.box(60, 100, "Embedding")
    figure.box(150, 100, width=12, height=40)
    for y in (86, 93, 100, 107, 114):
        figure.page.draw_circle((150, y), 2.5, color=BLACK, fill=(0.5, 0.5, 0.5))
    figure.box(240, 100, "Softmax")
    figure.line((95, 100), (144, 100))
    figure.line((156, 100), (205, 100))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["embedding", "feature_map", "softmax"]


def test_heads_of_columns_name_every_row_below_them(figure: Figure) -> None:
    for x, name in ((102, "conv1, pool1"), (190, "conv2"), (270, "fc3")):
        figure.text(x, 50, name)
    for y in (120, 240):
        for x, width in ((90, 24), (110, 12), (190, 24), (270, 24)):
            figure.box(x, y, width=width, height=60)
        figure.line((116, y), (178, y))
        figure.line((202, y), (258, y))
    graphs = figure.read()
    assert [[node.op for node in graph.nodes] for graph in graphs] == [
        ["conv2d", "pool", "conv2d", "dense"]
    ] * 2
    assert [node.label for node in graphs[0].nodes] == ["conv1", "pool1", "conv2", "fc3"]
    assert flows(graphs) == sorted([("conv2d", "pool"), ("pool", "conv2d"), ("conv2d", "dense")] * 2)


def test_sizes_over_columns_are_no_heads(figure: Figure) -> None:
    for x in (90, 190, 270):
        figure.text(x, 50, "64")
        for y in (120, 240):
            figure.box(x, y, width=24, height=60)
    for y in (120, 240):
        figure.line((102, y), (178, y))
        figure.line((202, y), (258, y))
    assert {node.op for graph in figure.read() for node in graph.nodes} <= {"input", "feature_map", "output"}
