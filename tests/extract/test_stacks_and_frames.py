"""Stacks of sheets, frames of single dashed lines, hidden words and turned type, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

from extract.scene.build import build_scene
from extract.scene.model import Scene, Shape
from extract.scene.turned import slim_holder
from tests.extract.drawing import BLACK, Figure, flows, opened, ops


def scene_of(figure: Figure, folder: Path) -> Scene:
    page = opened(folder, figure.document)
    return build_scene(page, (0, 0, 400, 400))


def pile(figure: Figure, x: float, y: float, sheets: int, fill: tuple[float, float, float]) -> None:
    for i in range(sheets):
        figure.page.draw_rect((x + 3 * i, y + 3 * i, x + 3 * i + 30, y + 3 * i + 30), color=BLACK, fill=fill)


def test_shifted_sheets_are_one_stack(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    pile(figure, 50, 50, 4, (0.5, 0.8, 0.4))
    pile(figure, 150, 50, 2, (1.0, 0.8, 0.4))
    shapes = scene_of(figure, tmp_path).shapes
    assert [(shape.kind, shape.parts) for shape in shapes] == [("stack", 4), ("stack", 2)]


def test_sheets_of_other_colours_or_sizes_are_no_stack(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    pile(figure, 50, 50, 1, (0.5, 0.8, 0.4))
    pile(figure, 53, 53, 1, (1.0, 0.2, 0.2))
    figure.page.draw_rect((56, 56, 130, 100), color=BLACK, fill=(1.0, 0.2, 0.2))
    assert all(shape.kind == "rectangle" for shape in scene_of(figure, tmp_path).shapes)


def test_sheets_that_grow_lighter_are_one_stack(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for i, fill in enumerate(((0.45, 0.28, 0.46), (0.77, 0.62, 0.76), (0.92, 0.87, 0.92), (0.5, 0.2, 0.1))):
        pile(figure, 50 + 3 * i, 50 + 3 * i, 1, fill)
    shapes = scene_of(figure, tmp_path).shapes
    assert [(shape.kind, shape.parts) for shape in shapes] == [("stack", 3), ("rectangle", 1)]


def test_an_arrow_beside_a_slanted_outline_is_no_decoration_of_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    pile(figure, 50, 50, 3, (0.5, 0.8, 0.4))
    slanted = [(70, 100), (130, 70), (130, 96), (70, 126), (70, 100)]
    figure.page.draw_polyline(slanted, color=BLACK, fill=(1, 1, 1))
    figure.line((74, 74), (94, 101))
    figure.text(100, 100, "FC")
    assert flows(figure.read()) == {("input", "dense")}


def test_an_arrow_from_a_stack_begins_at_all_of_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    pile(figure, 50, 50, 3, (0.5, 0.8, 0.4))
    figure.line((86, 68), (150, 68))
    figure.box(185, 68, "Conv 3x3")
    assert ops(figure.read()) == ["conv2d", "input"]


def dashed_frame(figure: Figure, x0: float, y0: float, x1: float, y1: float) -> None:
    """Four dashed sides whose rounded corners are left out."""
    r = 5
    for start, end in (
        ((x0 + r, y0), (x1 - r, y0)),
        ((x0 + r, y1), (x1 - r, y1)),
        ((x0, y0 + r), (x0, y1 - r)),
        ((x1, y0 + r), (x1, y1 - r)),
    ):
        figure.page.draw_line(start, end, color=BLACK, dashes="[3 2] 0")


def test_four_dashed_lines_around_boxes_are_a_frame_that_repeats(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for y, text in ((60, "Conv 3x3"), (110, "ReLU"), (190, "Softmax")):
        figure.box(150, y, text)
    figure.line((150, 68), (150, 102))
    figure.line((150, 118), (150, 182))
    dashed_frame(figure, 90, 40, 210, 135)
    figure.text(200, 128, "×4")
    (graph,) = figure.read()
    assert [(node.op, node.repeat) for node in graph.nodes] == [("conv2d", 4), ("relu", 4), ("softmax", None)]


def test_a_ground_and_the_dashed_lines_around_it_are_one_frame(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.page.draw_rect((90, 40, 210, 135), color=None, fill=(0.9, 0.95, 1))
    dashed_frame(figure, 90, 40, 210, 135)
    for y, text in ((60, "Conv 3x3"), (110, "ReLU"), (190, "Softmax")):
        figure.box(150, y, text)
    figure.line((150, 68), (150, 102))
    figure.line((150, 118), (150, 182))
    (graph,) = figure.read()
    assert flows([graph]) == {("conv2d", "relu"), ("relu", "softmax")}


def test_three_dashed_lines_are_no_frame(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for start, end in (((50, 50), (150, 50)), ((50, 50), (50, 120)), ((50, 120), (150, 120))):
        figure.page.draw_line(start, end, color=BLACK, dashes="[3 2] 0")
    assert not scene_of(figure, tmp_path).shapes


def test_a_word_under_two_boxes_is_hidden(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.text(100, 62, "old label", size=6)
    for y in (56, 68):
        figure.box(100, y, "", width=60, height=12, fill=(0.9, 1.0, 0.9))
    figure.text(100, 54, "ReLU", size=6)
    assert [block.text for block in scene_of(figure, tmp_path).blocks] == ["ReLU"]


def test_a_slab_of_two_faces_is_one_volume(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.page.draw_rect((80, 60, 90, 120), color=BLACK)
    figure.page.draw_polyline([(60, 40), (80, 60), (80, 120), (60, 100)], color=BLACK, closePath=True)
    (shape,) = scene_of(figure, tmp_path).shapes
    assert (shape.kind, shape.parts) == ("volume", 2)


def test_turned_type_beside_its_slim_box_is_in_it() -> None:
    slim = Shape(3, "rectangle", (), (113, 78, 122, 128))
    wide = Shape(4, "rectangle", (), (113, 78, 190, 128))
    assert slim_holder((110, 88, 116, 121), [slim]) == 3
    assert slim_holder((110, 88, 116, 121), [wide]) is None
    assert slim_holder((105, 88, 111, 121), [slim]) is None


def test_words_under_boxes_of_a_row_are_their_second_lines(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(200, 60, "Concat", width=200)
    for x, name, note in ((120, "A-Net", "left eye"), (280, "B-Net", "right eye")):
        figure.box(x, 120, name)
        figure.text(x, 134, note)
        figure.line((x, 112), (x, 68))
        figure.line((x, 180), (x, 140))
        figure.text(x, 186, f"image {x}")
    graphs = figure.read()
    assert ops(graphs) == ["block", "block", "concat", "input", "input"]
    assert flows(graphs) == {("input", "block"), ("block", "concat")}


def test_the_frame_of_a_legend_is_no_box(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(100, 60, "", fill=(0.5, 0.8, 0.4))
    figure.box(100, 120, "", fill=(0.9, 0.6, 0.4))
    figure.line((100, 68), (100, 112))
    figure.box(200, 300, "", width=200, height=30)
    for x, name, fill in ((120, "ReLU", (0.5, 0.8, 0.4)), (210, "Softmax", (0.9, 0.6, 0.4))):
        figure.box(x, 300, "", width=16, height=8, fill=fill)
        figure.text(x + 28, 300, name)
    assert ops(figure.read()) == ["relu", "softmax"]


def test_a_name_from_within_the_flow_is_no_end_of_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    for y, name in ((60, "Mixing"), (120, "ReLU"), (180, "Mixing"), (240, "ReLU"), (300, "Mixing")):
        figure.box(100, y, name)
        figure.line((100, y - 52), (100, y - 8))
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes if node.label == "Mixing"] == ["block"] * 3


def test_one_name_beside_samples_that_differ_is_no_legend(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(100, 60, "Conv 3x3")
    figure.line((100, 68), (100, 132))
    figure.box(100, 140, "Softmax")
    for y in (60, 140):
        figure.box(250, y, "", width=10, height=8)
        figure.text(265, y, "FC")
    figure.line((240, 200), (253, 200), head=False)
    figure.text(265, 200, "FC")
    assert flows(figure.read()) == {("conv2d", "softmax")}


def test_a_sign_whose_type_is_taller_than_its_circle_is_in_it(tmp_path: Path) -> None:
    figure = Figure(tmp_path)
    figure.box(60, 60, "Conv 3x3")
    figure.box(200, 60, "Conv 1x1")
    figure.page.draw_circle((130, 140), 3.5, color=BLACK)
    figure.page.insert_text((126.5, 144.2), "+", fontsize=12)
    figure.line((60, 68), (128, 137.5))
    figure.line((200, 68), (132, 137.5))
    figure.box(130, 220, "ReLU")
    figure.line((130, 144), (130, 212))
    assert flows(figure.read()) == {("conv2d", "add"), ("add", "relu")}
