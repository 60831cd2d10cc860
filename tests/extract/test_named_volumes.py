"""Volumes with a name below each, drawn by us and read: the volume is what its name says."""

from __future__ import annotations

import itertools
from pathlib import Path

import pymupdf
import pytest

from graph import Graph
from tests.extract.drawing import faces, read_drawn

BLACK = (0, 0, 0)
SIZES = ((8, 64, "64"), (16, 44, "128"), (24, 26, "256"), (6, 6, "10"))
NAMES = ("Conv 3x3 + ReLU", "Stage1+SE", "MaxPool", "FC")


def drawn(
    folder: Path, names: tuple[str, ...], shift: float = 0.0, over: bool = False, between: str = ""
) -> tuple[Graph, ...]:
    """Filled volumes from left to right, arrows between them, their channels below, their names there or over them."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=400, height=400)
    x, ends = 30.0, []
    for (w, h, channels), name in zip(SIZES, names, strict=True):
        d, y = 0.4 * h, 200 - h / 2
        front = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
        top = [front[0], front[1], (x + w + d, y - d), (x + d, y - d)]
        side = [front[1], front[2], (x + w + d, y + h - d), (x + w + d, y - d)]
        for face in (front, top, side):
            page.draw_polyline(face, color=BLACK, fill=(1, 0.85, 0.7), closePath=True, width=0.5)
        page.insert_text((x + w / 2 - 4, y + h + 7), channels, fontsize=6)
        if name:
            length = pymupdf.get_text_length(name, fontsize=7)
            level = y - d - 4 if over else y + h + 22
            page.insert_text((x + shift + (w + d - length) / 2, level), name, fontsize=7)
        ends.append((x, x + w + d))
        x += w + d + 60
    for (_, start), (end, _) in itertools.pairwise(ends):
        page.insert_text(((start + end) / 2 - 8, 192), between, fontsize=7)
        page.draw_line((start + 2, 196), (end - 5, 196), color=BLACK)
        page.draw_polyline([(end - 1, 196), (end - 6, 193.5), (end - 6, 198.5)], fill=BLACK, closePath=True)
    path = folder / "figure.pdf"
    pdf.save(path)
    return read_drawn(path)


@pytest.mark.parametrize("over", [False, True])
def test_a_volume_is_the_operation_that_is_named_below_or_over_it(tmp_path: Path, over: bool) -> None:
    (graph,) = drawn(tmp_path, NAMES, over=over)
    assert [(node.op, node.output_shape) for node in graph.nodes] == [
        ("conv2d", (64,)),
        ("relu", (64,)),
        ("block", (128,)),
        ("max_pool", (256,)),
        ("dense", None),
    ]
    assert graph.nodes[2].attributes["name"].value == "Stage1+SE"
    assert graph.nodes[4].attributes["units"].value == 10
    assert [(edge.source, edge.target) for edge in graph.edges] == [
        ("n1", "n2"),
        ("n2", "n3"),
        ("n3", "n4"),
        ("n4", "n5"),
    ]


@pytest.mark.parametrize(("names", "shift"), [(("", *NAMES[1:]), -20.0), (("", "", "MaxPool", ""), 0.0)])
def test_names_that_are_fewer_than_the_volumes_are_none_of_theirs(
    tmp_path: Path, names: tuple[str, ...], shift: float
) -> None:
    (graph,) = drawn(tmp_path, names, shift)
    assert sum(node.op in ("feature_map", "input", "output") for node in graph.nodes) == 4


def test_one_volume_without_a_name_leaves_the_others_theirs(tmp_path: Path) -> None:
    (graph,) = drawn(tmp_path, ("", *NAMES[1:]))
    assert [node.op for node in graph.nodes] == ["input", "block", "max_pool", "dense"]


def test_what_tensors_are_called_leaves_them_tensors(tmp_path: Path) -> None:
    (graph,) = drawn(tmp_path, ("x", "Conv", "ReLU", "y"))
    assert [node.op for node in graph.nodes] == ["input", "conv2d", "relu", "output"]
    assert [node.label for node in graph.nodes] == ["x", "Conv", "ReLU", "y"]


def test_names_of_volumes_with_operations_between_are_those_of_tensors(tmp_path: Path) -> None:
    (graph,) = drawn(tmp_path, NAMES, over=True, between="9x9")
    assert [node.op for node in graph.nodes if node.op != "conv2d"] == [
        "input",
        "feature_map",
        "feature_map",
        "output",
    ]
    assert sum(node.op == "conv2d" for node in graph.nodes) == 3


def test_a_line_from_under_a_volumes_name_leaves_the_volume(tmp_path: Path) -> None:
    drawn(tmp_path, ("Coarse 1", "Coarse 2", "Coarse 3", "Coarse 4"))
    pdf = pymupdf.open(tmp_path / "figure.pdf")
    page = pdf[0]
    x = 35.0
    page.draw_polyline([(x, 262), (x, 300), (180, 300)], color=BLACK)
    page.draw_polyline([(185, 300), (180, 297.5), (180, 302.5)], fill=BLACK, closePath=True)
    page.draw_rect((185, 290, 245, 310), color=BLACK)
    page.insert_text((200, 303), "Refine", fontsize=7)
    pdf.save(tmp_path / "more.pdf")
    (graph,) = read_drawn(tmp_path / "more.pdf")
    by_id = {node.id: node.label for node in graph.nodes}
    assert ("Coarse 1", "Refine") in {(by_id[edge.source], by_id[edge.target]) for edge in graph.edges}


def test_a_name_may_be_a_size_in_letters(tmp_path: Path) -> None:
    (graph,) = drawn(tmp_path, ("H×W×64", "S×S×128", "S×S×256", "S×S×C"))
    assert [node.output_shape for node in graph.nodes][:3] == [
        ("H", "W", 64),
        ("S", "S", 128),
        ("S", "S", 256),
    ]


def test_sides_below_a_volume_and_the_count_in_it_are_one_shape(tmp_path: Path) -> None:
    (graph,) = drawn(tmp_path, ("64 × 64", "32 × 32", "16 × 16", "8 × 8 z"), between="CONV")
    shapes = [node.output_shape for node in graph.nodes if node.op != "conv2d"]
    assert shapes == [(64, 64, 64), (32, 32, 128), (16, 16, 256), (8, 8, 10)]


def test_settings_printed_in_a_volume_are_those_of_the_layer_named_over_it(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=400, height=200)
    for at, settings in enumerate(("32 8×8 stride 4", "64 4×4 stride 2", "64 3×3 stride 1")):
        x = 30.0 + 120 * at
        front = [(x, 90), (x + 66, 90), (x + 66, 114), (x, 114)]
        top = [front[0], front[1], (x + 74, 82), (x + 8, 82)]
        side = [front[1], front[2], (x + 74, 106), (x + 74, 82)]
        for face in (front, top, side):
            page.draw_polyline(face, color=BLACK, fill=(1, 0.85, 0.7), closePath=True, width=0.5)
        page.insert_text((x + 4, 104), settings, fontsize=7)
        page.insert_text((x + 18, 76), "Convolution", fontsize=7)
        if at:
            page.draw_line((x - 44, 100), (x - 6, 100), color=BLACK)
            page.draw_polyline([(x - 1, 100), (x - 6, 97.5), (x - 6, 102.5)], fill=BLACK, closePath=True)
    path = tmp_path / "figure.pdf"
    pdf.save(path)
    (graph,) = read_drawn(path)
    assert [(n.op, n.value("filters"), n.value("kernel"), n.value("stride")) for n in graph.nodes] == [
        ("conv2d", 32, (8, 8), (4, 4)),
        ("conv2d", 64, (4, 4), (2, 2)),
        ("conv2d", 64, (3, 3), (1, 1)),
    ]


def test_names_that_keep_one_distance_from_their_volumes_name_them_whatever_else_is_printed_below(
    tmp_path: Path,
) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=400, height=400)
    x, ends = 20.0, []
    names = ("Input", "Patch", "Fusion", "Gate", "", "Head")
    for name, height in zip(names, (70, 60, 48, 30, 40, 54), strict=True):
        for face in faces(x, 150 - height / 2, 8, height, 0.25 * height):
            page.draw_polyline(face, color=BLACK, fill=(1, 0.85, 0.7), closePath=True, width=0.5)
        page.insert_text((x - 1, 150 + height / 2 + 16), name, fontsize=6)
        ends.append((x, x + 8 + 0.25 * height))
        x += 8 + 0.25 * height + 34
    for (_, start), (end, _) in itertools.pairwise(ends):
        page.draw_line((start + 2, 146), (end - 5, 146), color=BLACK)
        page.draw_polyline([(end - 1, 146), (end - 6, 143.5), (end - 6, 148.5)], fill=BLACK, closePath=True)
    page.insert_text((150, 204), "Patches of four times four", fontsize=6)
    path = tmp_path / "figure.pdf"
    pdf.save(path)
    (graph,) = read_drawn(path)
    assert [node.label for node in graph.nodes][:4] == ["Input", "Patch", "Fusion", "Gate"]
    assert graph.nodes[-1].label == "Head"
