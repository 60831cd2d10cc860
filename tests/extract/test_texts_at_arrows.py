"""Texts at arrows: which arrow a text stands by, and what is done there; drawn by us."""

from __future__ import annotations

import pymupdf

from tests.extract.drawing import BLACK, Figure, flows, named_flows


def volume(figure: Figure, x: float, y: float, name: str = "") -> None:
    """A small slab, with its name under it."""
    for corners in (
        [(x - 10, y - 8), (x + 6, y - 8), (x + 6, y + 8), (x - 10, y + 8)],
        [(x - 10, y - 8), (x - 6, y - 12), (x + 10, y - 12), (x + 6, y - 8)],
        [(x + 6, y - 8), (x + 10, y - 12), (x + 10, y + 4), (x + 6, y + 8)],
    ):
        figure.page.draw_polyline(corners, color=BLACK, fill=(0.8, 0.8, 1), closePath=True)
    if name:
        figure.text(x, y + 14, name, 6)


def indexed(figure: Figure, x: float, y: float, parts: str) -> None:
    """A formula centred on x: what follows a "_" stands lower, in smaller type, for one letter."""
    at, lower = x - 2.0 * len(parts.replace("_", "")), False
    for letter in parts:
        if letter == "_":
            lower = True
            continue
        size = 5.5 if lower else 8
        figure.page.insert_text((at, y + (4.2 if lower else 2.7)), letter, fontsize=size)
        at += pymupdf.get_text_length(letter, fontsize=size)
        lower = False


def test_labels_over_two_lines_that_converge_stay_two(figure: Figure) -> None:
    volume(figure, 60, 60, "H×W×C")
    volume(figure, 60, 120, "H×W×C")
    figure.page.draw_circle((300, 90), 7, color=BLACK)
    figure.text(300, 90, "×")
    volume(figure, 360, 90, "H×W×C")
    figure.line((70, 67), (293, 88))
    figure.line((70, 113), (293, 92))
    figure.line((307, 90), (349, 90))
    figure.text(170, 70, "reshape", 7)
    figure.text(170, 97, "reshape", 7)
    graphs = figure.read()
    assert [node.op for graph in graphs for node in graph.nodes].count("reshape") == 2
    assert ("reshape", "reshape") not in flows(graphs)


def test_letters_with_indices_over_arrows_between_maps_are_kernels(figure: Figure) -> None:
    for x, name in ((60, "64 feature maps"), (180, "32 feature maps"), (300, "3 feature maps")):
        volume(figure, x, 100, name)
    for x, kernel in ((120, "f_1×f_1"), (240, "f_2×f_2")):
        figure.line((x - 48, 100), (x + 48, 100))
        indexed(figure, x, 92, kernel)
    (graph,) = figure.read()
    kernels = [node.attributes["kernel"].value for node in graph.nodes if node.op == "conv2d"]
    assert kernels == [("f_1", "f_1"), ("f_2", "f_2")]


def test_a_count_with_an_index_at_a_line_is_no_block(figure: Figure) -> None:
    figure.page.draw_rect((90, 70, 250, 150), color=BLACK)
    figure.box(130, 110, "Self", width=40)
    figure.box(210, 110, "FF", width=40)
    figure.line((50, 110), (110, 110))
    figure.line((150, 110), (190, 110))
    figure.line((230, 110), (300, 110))
    figure.text(320, 110, "Output")
    figure.text(35, 110, "Input")
    indexed(figure, 236, 122, "N_X×")
    (graph,) = figure.read()
    assert "N_X×" not in {node.label for node in graph.nodes} and len(graph.nodes) == 4


def test_what_joins_two_lines_comes_after_what_is_done_on_one(figure: Figure) -> None:
    volume(figure, 60, 60, "H×W×C")
    volume(figure, 180, 130, "H×W×C")
    volume(figure, 300, 60, "H×W×2C")
    figure.line((70, 60), (289, 60))
    figure.line((190, 124), (294, 69))
    figure.line((66, 69), (169, 130))
    figure.text(225, 68, "concat", 7)
    figure.text(262, 100, "up-conv", 7)
    assert ("conv_transpose2d", "concat") in flows(figure.read())


def test_a_remark_over_a_box_with_a_name_is_not_on_its_arrow(figure: Figure) -> None:
    volume(figure, 60, 100, "1×1×C")
    figure.box(180, 100, "k = 5", width=30)
    figure.box(300, 100, "Sigmoid", width=50)
    figure.line((70, 100), (165, 100))
    figure.line((195, 100), (275, 100))
    figure.text(180, 87, "Adaptive Choice of Kernel Size", 6)
    assert not any("Adaptive" in a + b for a, b in named_flows(figure.read()))
