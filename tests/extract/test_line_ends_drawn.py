"""What the ends of lines lead to where shapes overlap, groups, braces and gaps stand between, in drawn figures."""

from __future__ import annotations

import pymupdf

from tests.extract.drawing import BLACK, Figure, flows

WHITE = (1, 1, 1)


def _sheet(figure: Figure, x: float, y: float, width: float = 80, height: float = 30) -> None:
    """A map in perspective, its box's top left corner at x and y."""
    slant = 0.25 * width
    figure.page.draw_polyline(
        [(x, y + height), (x + slant, y), (x + width, y), (x + width - slant, y + height)],
        color=(0.1, 0.6, 0.9),
        fill=WHITE,
        closePath=True,
    )


def _edges_by_height(figure: Figure) -> set[tuple[int, int]]:
    """Edges as the heights at which their nodes begin."""
    found = set()
    for graph in figure.read():
        tops = {n.id: round(n.evidence.bbox[1]) for n in graph.nodes if n.evidence and n.evidence.bbox}
        found |= {(tops[edge.source], tops[edge.target]) for edge in graph.edges}
    return found


def test_lines_from_overlapping_maps_leave_the_one_whose_side_they_cross(figure: Figure) -> None:
    for i in range(3):
        width = 110 - 25 * i
        _sheet(figure, 60 + 12.5 * i, 200 - 27 * i, width)
        figure.box(280, 213 - 27 * i, "predict", width=50, height=12)
        # A little above the top of the map below, where both outlines are near.
        right = 60 + 12.5 * i + width
        figure.line(
            (right - 0.25 * width * (26 / 30), 226 - 27 * i),
            (220, 226 - 27 * i),
            (220, 213 - 27 * i),
            (255, 213 - 27 * i),
        )
    figure.line((110, 212), (110, 203))
    figure.line((110, 185), (110, 176))
    assert {(200, 207), (173, 180), (146, 153)} <= _edges_by_height(figure)
    assert {(200, 173), (173, 146)} <= _edges_by_height(figure)


def test_a_mark_within_a_map_is_the_map(figure: Figure) -> None:
    """The field that a kernel sees, with the line that comes from it."""
    figure.page.draw_rect((60, 60, 140, 140), color=BLACK, fill=(0.8, 0.9, 1))
    figure.page.draw_rect((100, 90, 116, 106), color=(0.8, 0, 0))
    figure.line((116, 98), (205, 98))
    figure.box(240, 98, "conv 3x3")
    assert flows(figure.read()) == {("input", "conv2d")}


def test_an_arrow_to_a_group_of_branches_reaches_each(figure: Figure) -> None:
    figure.box(200, 300, "attention")
    figure.line((200, 292), (200, 252))
    figure.page.draw_rect((80, 190, 320, 250), color=BLACK, dashes="[3 2] 0")
    for x, text in ((120, "1x1 conv"), (200, "3x3 conv"), (280, "max pool")):
        figure.box(x, 210, text)
        figure.text(x, 235, "expert")
    figure.line((200, 190), (200, 158))
    figure.plus(200, 152)
    found = flows(figure.read())
    assert {
        ("attention", "conv2d"),
        ("attention", "max_pool"),
        ("conv2d", "add"),
        ("max_pool", "add"),
    } <= found
    assert ("conv2d", "max_pool") not in found and ("conv2d", "conv2d") not in found


def _brace(page: pymupdf.Page, x: float, low: float, high: float, way: float) -> None:
    """A curly brace that runs down at x, its apex to the side `way`."""
    middle = (low + high) / 2
    course = [
        (x, low),
        (x + way * 5, low + 5),
        (x + way * 5, middle - 4),
        (x + way * 10, middle),
        (x + way * 5, middle + 4),
        (x + way * 5, high - 5),
        (x, high),
    ]
    page.draw_polyline(course, color=BLACK)


def test_braces_fork_and_join(figure: Figure) -> None:
    figure.box(40, 200, "input", width=50)
    figure.line((65, 200), (88, 200))
    _brace(figure.page, 100, 100, 300, -1)
    for y, text in ((110, "1x1 conv"), (200, "dense"), (290, "max pool")):
        figure.box(150, y, text)
    _brace(figure.page, 200, 100, 300, 1)
    figure.line((211, 200), (255, 200))
    figure.box(290, 200, "ReLU")
    assert flows(figure.read()) == {
        ("input", "conv2d"),
        ("input", "dense"),
        ("input", "max_pool"),
        ("conv2d", "relu"),
        ("dense", "relu"),
        ("max_pool", "relu"),
    }


def test_a_brace_over_a_name_is_no_line(figure: Figure) -> None:
    figure.box(150, 110, "1x1 conv")
    figure.box(150, 290, "max pool")
    figure.line((150, 118), (150, 282))
    _brace(figure.page, 200, 100, 300, 1)
    figure.text(250, 200, "stage one")
    assert flows(figure.read()) == {("conv2d", "max_pool")}


def test_a_slanted_line_goes_on_through_a_box_painted_over_it(figure: Figure) -> None:
    figure.box(200, 40, "ReLU")
    figure.line((200, 48), (200, 130), head=False)
    figure.line((200, 130), (200, 300))
    figure.page.draw_bezier((200, 70), (300, 90), (300, 250), (206, 306), color=BLACK)
    figure.box(200, 180, "3x3 conv", fill=WHITE)
    figure.box(275, 170, "max pool", width=60, fill=WHITE)
    figure.plus(200, 306)
    found = flows(figure.read())
    assert {("relu", "conv2d"), ("relu", "max_pool"), ("conv2d", "add"), ("max_pool", "add")} <= found


def test_an_elbow_drawn_as_its_outline_is_an_arrow(figure: Figure) -> None:
    figure.box(100, 250, "dense")
    shape = figure.page.new_shape()
    shape.draw_polyline(
        [
            (99.7, 242),
            (99.7, 99.7),
            (255, 99.7),
            (255, 100.3),
            (100.6, 100.3),
            (100.3, 100),
            (100.3, 242),
            (99.7, 242),
        ]
    )
    shape.draw_polyline([(254, 97.5), (259.5, 100), (254, 102.5), (254, 97.5)])
    shape.finish(fill=BLACK, color=None)
    shape.commit()
    figure.box(295, 100, "ReLU")
    assert flows(figure.read()) == {("dense", "relu")}


def test_a_picture_behind_boxes_is_no_node(figure: Figure) -> None:
    ground = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 40, 40), False)
    ground.clear_with(235)
    figure.page.insert_image((130, 60, 270, 250), pixmap=ground, keep_proportion=False)
    figure.box(200, 30, "3x3 conv")
    for y in (90, 155, 220):
        figure.page.draw_circle((200, y), 12, color=BLACK, fill=WHITE)
        figure.line((200, y - 53 if y > 90 else 38), (200, y - 12))
    figure.line((200, 232), (200, 292))
    figure.box(200, 300, "max pool")
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["conv2d", *["feature_map"] * 3, "max_pool"]
    assert [len(graph.inputs(node.id)) for node in graph.nodes] == [0, 1, 1, 1, 1]


def test_small_round_boxes_are_no_heads(figure: Figure) -> None:
    figure.page.draw_rect((192, 60, 208, 76), color=BLACK, fill=(0.8, 0.9, 1), radius=0.3)
    figure.line((200, 76), (200, 112))
    figure.box(200, 120, "conv")
    figure.line((200, 128), (200, 160))
    figure.page.draw_rect((192, 160, 208, 176), color=BLACK, fill=(0.8, 0.9, 1), radius=0.3)
    (graph,) = figure.read()
    assert [len(graph.inputs(node.id)) for node in graph.nodes] == [0, 1, 1]
