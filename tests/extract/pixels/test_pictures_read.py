"""Graphs of pictures of figures that the tests draw."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pymupdf
import pytest

from extract.pixels.read import without_bundles
from graph import Edge, Graph, Node
from tests.extract.drawing import Figure, flows, ops
from tests.extract.pixels.pictured import REGION, read_file, read_pictured

LAYERS = ("Input", "3x3 conv, 64", "ReLU", "MaxPool 2x2", "Softmax")


def chain(figure: Figure, **style: object) -> None:
    """Boxes in a column with arrows between them."""
    for i, text in enumerate(LAYERS):
        figure.box(200, 50 + 60 * i, text, 90, 24, **style)
        if i:
            figure.line((200, 2 + 60 * i), (200, 38 + 60 * i))


@pytest.mark.parametrize("dpi", [130, 200, 400])
def test_a_picture_of_a_chain_is_read_at_any_resolution(figure: Figure, tmp_path: Path, dpi: int) -> None:
    chain(figure)
    graphs = read_pictured(figure, tmp_path, dpi)
    assert graphs is not None
    (graph,) = graphs
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "relu", "max_pool", "softmax"]
    assert graph.nodes[1].value("kernel") == (3, 3) and graph.nodes[1].value("filters") == 64
    assert len(graph.edges) == 4


def test_a_picture_compressed_with_loss_is_read(figure: Figure, tmp_path: Path) -> None:
    chain(figure, fill=(0.85, 0.9, 1.0))
    graphs = read_pictured(figure, tmp_path, 200, quality=60)
    assert graphs is not None
    assert flows(graphs) == {
        ("input", "conv2d"),
        ("conv2d", "relu"),
        ("relu", "max_pool"),
        ("max_pool", "softmax"),
    }


def test_a_skip_to_a_circled_plus(figure: Figure, tmp_path: Path) -> None:
    figure.box(200, 40, "Input", 90, 24)
    figure.line((200, 52), (200, 108))
    figure.box(200, 120, "conv 3x3", 90, 24)
    figure.line((200, 132), (200, 184))
    figure.plus(200, 190)
    figure.line((200, 80), (300, 80), (300, 190), (206, 190))
    figure.line((200, 196), (200, 248))
    figure.box(200, 260, "ReLU", 90, 24)
    graphs = read_pictured(figure, tmp_path)
    assert graphs is not None
    assert flows(graphs) == {("input", "conv2d"), ("conv2d", "add"), ("input", "add"), ("add", "relu")}


def test_short_lines_between_boxes_that_stand_close(figure: Figure, tmp_path: Path) -> None:
    for i, text in enumerate(("conv", "BN", "ReLU")):
        figure.box(200, 100 + 32 * i, text, 90, 24)
        if i:
            figure.line((200, 80 + 32 * i), (200, 88 + 32 * i), head=False)
    graphs = read_pictured(figure, tmp_path)
    assert graphs is not None
    assert flows(graphs) == {("conv2d", "batch_norm"), ("batch_norm", "relu")}


def test_lines_that_meet_at_a_word_each_come_from_it(figure: Figure, tmp_path: Path) -> None:
    figure.text(200, 332, "Input", 11)
    for x, text in ((80, "1x1 conv"), (200, "3x3 conv"), (320, "max pool")):
        figure.line((200, 324), (x, 262), head=False)
        figure.box(x, 250, text, 80, 24)
        figure.line((x, 238), (200 + (x - 200) * 0.3, 132))
    figure.box(200, 120, "Concat", 120, 24)
    graphs = read_pictured(figure, tmp_path)
    assert graphs is not None
    assert ops(graphs) == ["concat", "conv2d", "conv2d", "input", "max_pool"]
    assert flows(graphs) == {
        ("input", "conv2d"),
        ("input", "max_pool"),
        ("conv2d", "concat"),
        ("max_pool", "concat"),
    }


def test_arrows_that_cross_a_panel_leave_it_whole(figure: Figure, tmp_path: Path) -> None:
    figure.page.draw_rect((100, 80, 300, 240), color=(0, 0, 0), fill=(0.93, 0.93, 0.93))
    figure.text(280, 92, "x6", 10)
    for y, text in ((40, "Input"), (120, "Self-attention"), (200, "Feed forward"), (290, "Softmax")):
        figure.box(200, y, text, 100, 24, fill=(1, 1, 1))
    for a, b in ((52, 108), (132, 188), (212, 278)):
        figure.line((200, a), (200, b))
    graphs = read_pictured(figure, tmp_path)
    assert graphs is not None
    (graph,) = graphs
    assert {node.op: node.repeat for node in graph.nodes} == {
        "input": None,
        "self_attention": 6,
        "feed_forward": 6,
        "softmax": None,
    }


def test_a_photograph_is_no_drawing(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (200, 200, 3), np.uint8)
    pixels = pymupdf.Pixmap(pymupdf.csRGB, 200, 200, noise.tobytes(), False)
    pdf = pymupdf.open()
    pdf.new_page(width=400, height=400).insert_image(REGION, pixmap=pixels)
    pdf.save(tmp_path / "photo.pdf")
    assert read_file(tmp_path / "photo.pdf") is None


def test_bundles_between_rows_of_circles_are_no_edges() -> None:
    nodes = tuple(Node(f"n{i}", "feature_map") for i in range(15))
    rows = nodes[:5], nodes[5:10], nodes[10:]
    bundle = tuple(Edge(a.id, b.id) for one, two in pairwise(rows) for a in one for b in two)
    chain = tuple(Edge(a.id, b.id) for a, b in pairwise(nodes))
    assert without_bundles(Graph(nodes=nodes, edges=bundle)) == Graph(nodes=nodes)
    assert without_bundles(Graph(nodes=nodes, edges=chain)).edges == chain
