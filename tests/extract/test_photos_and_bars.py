"""Photos that lines leave with names on them, vectors drawn as slim bars, and names of small boxes."""

from __future__ import annotations

import pymupdf

from tests.extract.drawing import BLACK, Figure, faces, flows, ops

RED = (0.8, 0.1, 0.1)


def photo(figure: Figure, x: float, y: float, width: float, height: float) -> None:
    """An image around a middle."""
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 20, 20), False)
    pixels.clear_with(150)
    box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    figure.page.insert_image(box, pixmap=pixels, keep_proportion=False)


def volume(figure: Figure, x: float, y: float, width: float, height: float, depth: float) -> None:
    """A box seen from above its right side; x, y is the upper left corner of its front."""
    front, top, side = faces(x, y, width, height, depth)
    for face in (top, side, front):
        figure.page.draw_polyline(face, color=BLACK, fill=(0.7, 0.8, 1), closePath=True)


def test_a_frame_drawn_on_a_photo_does_not_make_the_photo_a_box(figure: Figure) -> None:
    photo(figure, 70, 200, 80, 100)
    figure.page.draw_rect((42, 165, 98, 235), color=RED)
    figure.line((112, 200), (165, 200))
    figure.box(200, 200, "conv 3x3")
    assert flows(figure.read()) == {("input", "conv2d")}


def test_words_over_and_under_the_line_that_leaves_a_photo_are_what_is_done(figure: Figure) -> None:
    photo(figure, 70, 200, 80, 100)
    figure.line((112, 200), (200, 200))
    figure.page.insert_text((125, 196), "Fast", fontsize=8)
    figure.page.insert_text((125, 209), "Backbone", fontsize=8)
    figure.page.insert_text((125, 222), "Shared maps", fontsize=11)
    volume(figure, 200, 170, 14, 60, 12)
    figure.line((226, 195), (265, 195))
    figure.box(300, 195, "softmax")
    (graph,) = figure.read()
    assert ops([graph]) == ["block", "feature_map", "input", "softmax"]
    (named,) = [node for node in graph.nodes if node.op == "block"]
    assert named.label == "Fast Backbone"


def test_a_slim_outline_is_a_vector_that_lines_lead_to(figure: Figure) -> None:
    figure.box(80, 200, "conv 3x3")
    figure.line((115, 200), (159, 200))
    figure.page.draw_rect((159, 180, 160.6, 220), color=RED, width=0.4)
    figure.line((160.6, 200), (205, 200))
    figure.box(240, 200, "softmax")
    assert flows(figure.read()) == {("conv2d", "feature_map"), ("feature_map", "softmax")}


def test_a_name_right_beside_a_small_box_names_it_and_not_the_line(figure: Figure) -> None:
    figure.box(200, 280, "conv 3x3")
    figure.line((200, 272), (200, 243))
    figure.box(200, 240, width=14, height=6)
    figure.page.insert_text((209, 243), "FC", fontsize=8)
    figure.line((200, 237), (200, 208))
    figure.box(200, 200, "softmax")
    assert flows(figure.read()) == {("conv2d", "dense"), ("dense", "softmax")}


def test_a_plural_name_over_two_small_boxes_names_both(figure: Figure) -> None:
    figure.box(80, 200, "conv 3x3")
    figure.line((115, 200), (155, 200))
    for x in (158, 168):
        figure.box(x, 200, width=5, height=14)
    figure.text(163, 187, "FCs")
    figure.line((160.5, 200), (165.5, 200), head=False)
    figure.line((170.5, 200), (205, 200))
    figure.box(240, 200, "softmax")
    (graph,) = figure.read()
    assert ops([graph]) == ["conv2d", "dense", "dense", "softmax"]
    assert len(graph.edges) == 3


def test_a_picture_at_the_end_of_the_flow_is_its_output(figure: Figure) -> None:
    photo(figure, 60, 200, 50, 50)
    figure.line((88, 200), (155, 200))
    figure.box(190, 200, "conv 3x3")
    figure.line((225, 200), (292, 200))
    photo(figure, 320, 200, 50, 50)
    assert flows(figure.read()) == {("input", "conv2d"), ("conv2d", "output")}
