"""Graphs drawn as what goes into and comes out of a graph network."""

from __future__ import annotations

from tests.extract.drawing import BLACK, Figure, flows

NODES = ((0, 0), (30, -18), (34, 14), (8, 30), (-16, 14))
EDGES = ((0, 1), (0, 2), (0, 3), (2, 3), (3, 4))


def graph(figure: Figure, x: float, y: float, frame: bool = False, name: str = "") -> None:
    """Five circles that plain lines join."""
    for a, b in EDGES:
        figure.line((x + NODES[a][0], y + NODES[a][1]), (x + NODES[b][0], y + NODES[b][1]), head=False)
    for dx, dy in NODES:
        figure.page.draw_circle((x + dx, y + dy), 5, color=BLACK, fill=(0.9, 0.95, 1))
    if name:
        figure.text(x, y, name, size=6)
    if frame:
        figure.page.draw_rect((x - 30, y - 32, x + 48, y + 44), color=BLACK, dashes="[3] 0")


def test_a_graph_in_a_frame_is_one_thing(figure: Figure) -> None:
    graph(figure, 60, 100, frame=True, name="x1")
    figure.box(180, 106, "GCN", width=50)
    graph(figure, 280, 100, frame=True, name="h1")
    figure.line((108, 106), (155, 106))
    figure.line((205, 106), (250, 106))
    (read,) = figure.read()
    assert [node.op for node in read.nodes] == ["input", "graph_conv", "output"]


def test_a_graph_without_a_frame_is_one_thing(figure: Figure) -> None:
    graph(figure, 60, 100)
    figure.box(180, 106, "GCN", width=50)
    figure.box(180, 160, "Softmax", width=50)
    figure.line((100, 106), (155, 106))
    figure.line((180, 114), (180, 152))
    assert flows(figure.read()) == {("input", "graph_conv"), ("graph_conv", "softmax")}


def test_what_is_printed_by_an_arrow_between_graphs_is_done_to_them(figure: Figure) -> None:
    graph(figure, 60, 100, frame=True)
    graph(figure, 250, 100, frame=True)
    figure.line((108, 106), (220, 106))
    figure.text(164, 98, "graph convolution")
    (read,) = figure.read()
    assert [node.op for node in read.nodes] == ["input", "graph_conv", "output"]


def test_circles_that_arrows_join_are_nodes_of_the_network(figure: Figure) -> None:
    for dx, dy in NODES:
        figure.page.draw_circle((100 + 2 * dx, 100 + 2 * dy), 5, color=BLACK, fill=(0.9, 0.95, 1))
    for a, b in EDGES:
        (x0, y0), (x1, y1) = NODES[a], NODES[b]
        length = 2 * ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        dx, dy = 10 * (x1 - x0) / length, 10 * (y1 - y0) / length
        figure.line((100 + 2 * x0 + dx, 100 + 2 * y0 + dy), (100 + 2 * x1 - dx, 100 + 2 * y1 - dy))
    (read,) = figure.read()
    assert (len(read.nodes), len(read.edges)) == (5, 5)
