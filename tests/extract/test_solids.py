"""Boxes in perspective, drawn by us in the ways that papers draw them, are one shape each."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extract.document import open_document
from extract.document.opening import Document
from extract.scene.build import build_scene
from extract.scene.model import Scene
from tests.extract.drawing import Figure

Point = tuple[float, float]


def corners(x: float, y: float, w: float, h: float, depth: float) -> tuple[Point, ...]:
    """Front face clockwise from its top left, then the back's top left, top right and bottom right."""
    return (
        (x, y),
        (x + w, y),
        (x + w, y + h),
        (x, y + h),
        (x + depth, y - depth),
        (x + w + depth, y - depth),
        (x + w + depth, y + h - depth),
    )


def faces(page: pymupdf.Page, x: float, y: float, w: float, h: float, depth: float) -> None:
    a, b, c, d, e, f, g = corners(x, y, w, h, depth)
    for ring, fill in (((a, b, c, d), 0.9), ((a, e, f, b), 0.8), ((b, f, g, c), 0.7)):
        page.draw_polyline(ring, color=(0, 0, 0), fill=(fill, fill, 1), closePath=True, width=0.5)


def single_edges(page: pymupdf.Page, x: float, y: float, w: float, h: float, depth: float) -> None:
    a, b, c, d, e, f, g = corners(x, y, w, h, depth)
    for start, end in ((a, b), (b, c), (c, d), (d, a), (a, e), (e, f), (f, b), (f, g), (g, c)):
        page.draw_line(start, end, width=0.5)


def face_and_lines(page: pymupdf.Page, x: float, y: float, w: float, h: float, depth: float) -> None:
    a, b, c, _, e, f, g = corners(x, y, w, h, depth)
    page.draw_rect((x, y, x + w, y + h), width=0.5)
    page.draw_polyline((a, e, f, g, c), width=0.5)
    page.draw_line(b, f, width=0.5)


def front_and_edges(page: pymupdf.Page, x: float, y: float, w: float, h: float, depth: float) -> None:
    """A front, the edges that lead back from it, and the two edges of the back that can be seen."""
    a, b, c, _, e, f, g = corners(x, y, w, h, depth)
    page.draw_rect((x, y, x + w, y + h), color=(0, 0, 0), fill=(0.2, 0.6, 0.6), width=0.5)
    for start, end in ((a, e), (b, f), (c, g), (e, f), (f, g)):
        page.draw_line(start, end, width=0.5)


def scene_of(tmp_path: Path, page_of: pymupdf.Document) -> Scene:
    path = tmp_path / "drawn.pdf"
    page_of.save(path)
    document = open_document(path)
    assert isinstance(document, Document)
    with document:
        page = document.page(1)
    return build_scene(page, page.bbox)


@pytest.mark.parametrize("draw", [faces, single_edges, face_and_lines])
def test_a_volume_is_one_shape(tmp_path: Path, draw: object) -> None:
    assert callable(draw)
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=200)
    draw(page, 20, 60, 40, 80, 15)
    draw(page, 120, 80, 60, 60, 10)
    scene = scene_of(tmp_path, pdf)
    volumes = [shape for shape in scene.shapes if shape.kind == "volume"]
    assert [tuple(round(v) for v in shape.bbox) for shape in volumes] == [
        (20, 45, 75, 140),
        (120, 70, 190, 140),
    ]
    assert len(scene.shapes) == 2 and scene.connectors == ()


def test_a_volume_within_a_volume_is_a_shape_of_its_own(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=200)
    single_edges(page, 20, 60, 80, 80, 20)
    single_edges(page, 30, 90, 20, 20, 8)
    scene = scene_of(tmp_path, pdf)
    assert sorted(round(shape.bbox[2]) for shape in scene.shapes if shape.kind == "volume") == [58, 120]


def test_boxes_joined_by_lines_are_no_volumes(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=300)
    for row in range(3):
        page.draw_rect((40, 20 + 60 * row, 100, 50 + 60 * row), width=0.5)
        page.draw_line((70, 50 + 60 * row), (70, 80 + 60 * row), width=0.5)
        page.draw_line((100, 50 + 60 * row), (150, 80 + 60 * row), width=0.5)
    scene = scene_of(tmp_path, pdf)
    assert not [shape for shape in scene.shapes if shape.kind == "volume"]
    assert len([shape for shape in scene.shapes if shape.kind == "rectangle"]) == 3


def test_a_silhouette_with_cut_corners_and_its_inner_edges_are_a_volume(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=200)
    x, y, w, h, d = 40, 60, 5, 40, 14
    outline = [
        (x, y),
        (x + d - 2, y - d + 2),
        (x + d, y - d),
        (x + d + w - 1, y - d),
        (x + d + w, y - d + 0.7),
        (x + d + w, y + h - d),
        (x + w + 1.2, y + h - 1.2),
        (x + w - 1.5, y + h),
        (x + 1, y + h),
        (x, y + h - 0.8),
    ]
    page.draw_polyline(outline, closePath=True, width=0.4)
    page.draw_polyline([(x, y), (x + w, y), (x + w + d, y - d)], width=0.4)
    page.draw_line((x + w, y), (x + w, y + h), width=0.4)
    scene = scene_of(tmp_path, pdf)
    assert [shape.kind for shape in scene.shapes] == ["volume"] and scene.connectors == ()


def test_edges_that_meet_at_the_corner_of_a_long_bar_are_no_barbs(
    tmp_path: Path, pdf: pymupdf.Document
) -> None:
    front_and_edges(pdf[0], 60, 90, 7, 7, 20)
    scene = scene_of(tmp_path, pdf)
    assert [shape.kind for shape in scene.shapes] == ["volume"]
    assert not any(line.head_start or line.head_end for line in scene.connectors)


def test_faces_drawn_in_one_go_are_those_of_one_volume(figure: Figure) -> None:
    for x, width, size in ((40, 10, 60), (110, 20, 40), (190, 40, 20)):
        top, deep = 150 - size, size / 2
        a, b, c, d = (x, top), (x + width, top), (x + width, 150), (x, 150)
        far = [(px + deep, py - deep) for px, py in (a, b, c)]
        shape = figure.page.new_shape()
        shape.draw_polyline([b, a, d, c, b])
        # The pen goes on from the corner that the front ended at.
        shape.draw_polyline([b, far[1], far[2], c, b])
        shape.draw_polyline([b, a, far[0], far[1], b])
        shape.finish(color=(0, 0, 0), fill=(0.6, 0.8, 1), closePath=False)
        shape.commit()
        figure.text(x + width / 2, 160, str(960 // size), size=7)
    (graph,) = figure.read()
    assert [node.op for node in graph.nodes] == ["input", "feature_map", "output"]
    assert len(graph.edges) == 2
