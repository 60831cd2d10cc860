"""Signs drawn as outlines, images on volumes, and text in frames, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extract.outlines.glyphs import glyph_lines
from extract.scene.build import build_scene
from extract.scene.model import Scene
from tests.extract.drawing import opened

BLACK = (0.0, 0.0, 0.0)


def scene_of(tmp_path: Path, pdf: pymupdf.Document) -> Scene:
    page = opened(tmp_path, pdf)
    return build_scene(page, page.bbox)


def cross(page: pymupdf.Page, x: float, y: float, turned: bool, ring: bool = True) -> None:
    """A cross drawn as an outline of twelve corners, in a circle or alone."""
    arm, half = 4.5, 0.7
    corners = [
        (half, half), (half, arm), (-half, arm), (-half, half), (-arm, half), (-arm, -half),
        (-half, -half), (-half, -arm), (half, -arm), (half, -half), (arm, -half), (arm, half),
    ]  # fmt: skip
    if turned:
        corners = [((a - b) * 0.7071, (a + b) * 0.7071) for a, b in corners]
    if ring:
        page.draw_circle((x, y), 7, color=BLACK)
    page.draw_polyline([(x + a, y + b) for a, b in corners], color=None, fill=BLACK, closePath=True)


@pytest.mark.parametrize(("turned", "sign"), [(False, "+"), (True, "×")])
def test_an_outlined_cross_in_a_circle_is_a_sign(
    tmp_path: Path, pdf: pymupdf.Document, turned: bool, sign: str
) -> None:
    cross(pdf[0], 100, 100, turned)
    scene = scene_of(tmp_path, pdf)
    assert [shape.symbol for shape in scene.shapes] == [sign]
    assert not scene.connectors


@pytest.mark.parametrize(("turned", "sign"), [(False, "+"), (True, "×")])
def test_a_cross_without_a_circle_is_the_same_sign(
    tmp_path: Path, pdf: pymupdf.Document, turned: bool, sign: str
) -> None:
    cross(pdf[0], 100, 100, turned, ring=False)
    assert [shape.symbol for shape in scene_of(tmp_path, pdf).shapes] == [sign]


def test_a_level_stroke_clear_of_the_rim_is_a_minus(tmp_path: Path, pdf: pymupdf.Document) -> None:
    pdf[0].draw_circle((60, 100), 6, color=BLACK)
    pdf[0].draw_line((57, 100), (63, 100), color=BLACK, width=0.8)
    pdf[0].draw_circle((160, 100), 6, color=BLACK)
    pdf[0].draw_line((154, 100), (166, 100), color=BLACK, width=0.8)
    assert [shape.symbol for shape in scene_of(tmp_path, pdf).shapes] == ["-", ""]


def test_a_tiny_dot_in_the_middle_of_a_circle_is_a_sign(tmp_path: Path, pdf: pymupdf.Document) -> None:
    pdf[0].draw_circle((100, 100), 4, color=BLACK)
    pdf[0].draw_circle((100, 100), 0.9, color=None, fill=BLACK)
    assert [shape.symbol for shape in scene_of(tmp_path, pdf).shapes] == ["·"]


def test_a_head_that_reaches_back_into_a_sign_is_not_that_of_its_stroke(
    tmp_path: Path, pdf: pymupdf.Document
) -> None:
    page = pdf[0]
    page.draw_circle((100, 100), 6, color=BLACK)
    page.draw_line((94, 100), (106, 100), color=BLACK)
    page.draw_line((100, 94), (100, 106), color=BLACK)
    page.draw_line((100, 94), (100, 89.5), color=BLACK)
    page.draw_polyline([(103, 94.5), (100, 89.5), (97, 94.5)], color=BLACK)
    scene = scene_of(tmp_path, pdf)
    assert [shape.symbol for shape in scene.shapes] == ["+"]
    assert [(line.points[0][1], line.head_end) for line in scene.connectors] == [(94, True)]


def test_images_that_colour_the_faces_of_a_volume_are_no_pictures(
    tmp_path: Path, pdf: pymupdf.Document
) -> None:
    page = pdf[0]
    x, y, w, h, d = 60, 60, 40, 50, 14
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 8, 8))
    pixmap.set_rect(pixmap.irect, (90, 130, 200))
    page.insert_image((x + 1, y + 1, x + w - 1, y + h - 1), pixmap=pixmap, keep_proportion=False)
    page.insert_image((180, 60, 220, 100), pixmap=pixmap, keep_proportion=False)
    a, b, c, e = (x, y), (x + w, y), (x + w, y + h), (x, y + h)
    f, g, i = (x + d, y - d), (x + w + d, y - d), (x + w + d, y + h - d)
    for start, end in ((a, b), (b, c), (c, e), (e, a), (a, f), (f, g), (g, b), (g, i), (i, c)):
        page.draw_line(start, end, width=0.5)
    scene = scene_of(tmp_path, pdf)
    assert [shape.kind for shape in scene.shapes] == ["volume"]
    assert [round(picture.bbox[0]) for picture in scene.pictures] == [180]


def test_flat_images_that_are_piled_up_are_one_picture(tmp_path: Path, pdf: pymupdf.Document) -> None:
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 8, 8))
    pixmap.set_rect(pixmap.irect, (90, 130, 200))
    for i in range(6):
        x, y = 60 + 2 * i, 100 - 1.5 * i
        pdf[0].insert_image((x, y, x + 60, y + 2), pixmap=pixmap, keep_proportion=False)
    pdf[0].insert_image((160, 100, 220, 102), pixmap=pixmap, keep_proportion=False)
    (picture,) = scene_of(tmp_path, pdf).pictures
    assert picture.bbox == pytest.approx((60, 92.5, 130, 102), abs=0.1)


def test_names_side_by_side_in_a_frame_around_boxes_stay_apart(tmp_path: Path, pdf: pymupdf.Document) -> None:
    page = pdf[0]
    page.draw_rect((20, 20, 220, 120), color=BLACK)
    page.draw_rect((30, 40, 90, 70), color=BLACK)
    page.draw_rect((100, 40, 160, 70), color=BLACK)
    end = 40 + pymupdf.get_text_length("pooled map", fontsize=8)
    page.insert_text((end + 5, 85), "scaled map", fontsize=8)
    page.insert_text((40, 84), "pooled map", fontsize=8)
    scene = scene_of(tmp_path, pdf)
    assert sorted(block.text for block in scene.blocks) == ["pooled map", "scaled map"]


def test_outlines_far_larger_than_the_live_type_are_no_characters(
    tmp_path: Path, pdf: pymupdf.Document
) -> None:
    bent = [
        (0, 0),
        (9, 1),
        (13, 8),
        (18, 16),
        (24, 17),
        (24, 15),
        (28, 18),
        (24, 21),
        (24, 19),
        (16, 18),
        (8, 3),
        (0, 2),
    ]
    for y in (40, 80, 120):
        pdf[0].draw_polyline(
            [(40 + 0.8 * a, y + 0.8 * b) for a, b in bent], color=None, fill=BLACK, closePath=True
        )
    paths = opened(tmp_path, pdf).paths
    assert len(glyph_lines(paths)) == 3
    assert glyph_lines(paths, 11.0) == []
