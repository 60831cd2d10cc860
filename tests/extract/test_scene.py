"""Scenes of pages that the tests draw themselves."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest

from extract.document import open_document
from extract.model import Refused
from extract.scene.build import build_scene
from extract.scene.model import Scene

BLACK, WHITE, GREY, BLUE = (0, 0, 0), (1, 1, 1), (0.8, 0.8, 0.8), (0.4, 0.6, 0.9)


class Sheet:
    """A page under the pen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.document = pymupdf.open()
        self.page = self.document.new_page(width=400, height=400)

    def box(self, x0: float, y0: float, x1: float, y1: float, text: str = "", **style: object) -> None:
        self.page.draw_rect((x0, y0, x1, y1), color=BLACK, **style)
        if text:
            self.page.insert_text(((x0 + x1) / 2 - 2.2 * len(text), (y0 + y1) / 2 + 3), text, fontsize=8)

    def line(self, *points: tuple[float, float], **style: object) -> None:
        self.page.draw_polyline(points, color=BLACK, **style)

    def triangle(self, tip: tuple[float, float], way: tuple[float, float], size: float = 5) -> None:
        x, y = tip
        dx, dy = way
        base = (x - size * dx, y - size * dy)
        half = size / 2
        self.page.draw_polyline(
            [tip, (base[0] - half * dy, base[1] + half * dx), (base[0] + half * dy, base[1] - half * dx)],
            color=None,
            fill=BLACK,
            closePath=True,
        )

    def scene(self) -> Scene:
        path = self.folder / "sheet.pdf"
        self.document.save(path)
        opened = open_document(path)
        assert not isinstance(opened, Refused)
        with opened as document:
            page = document.page(1)
        return build_scene(page, (0, 0, 400, 400))


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path)


def test_a_filled_triangle_is_the_head_of_the_line_that_runs_into_it(sheet: Sheet) -> None:
    sheet.line((50, 50), (50, 95))
    sheet.triangle((50, 100), (0, 1))
    (connector,) = sheet.scene().connectors
    assert connector.head_end and not connector.head_start
    assert connector.points[-1] == pytest.approx((50, 100), abs=0.1)


def test_a_line_into_the_notch_of_a_dart_ends_at_its_tip(sheet: Sheet) -> None:
    """The notch lies on the axis, ahead of the middle of the corners, as the tip does."""
    sheet.line((50, 100), (195, 100))
    sheet.page.draw_polyline(
        [(198.2, 100), (193.1, 97.4), (195, 100), (193.1, 102.6)], color=None, fill=BLACK, closePath=True
    )
    (connector,) = sheet.scene().connectors
    assert connector.head_end and not connector.head_start
    assert connector.points[-1] == pytest.approx((198.2, 100), abs=0.1)


def test_an_open_chevron_is_a_head(sheet: Sheet) -> None:
    sheet.line((50, 50), (150, 50))
    sheet.line((145, 47), (150, 50), (145, 53))
    (connector,) = sheet.scene().connectors
    assert connector.head_end


def test_two_short_strokes_are_the_barbs_of_a_head(sheet: Sheet) -> None:
    sheet.line((50, 50), (150, 50))
    sheet.line((150, 50), (145, 47))
    sheet.line((150, 50), (145, 53))
    (connector,) = sheet.scene().connectors
    assert connector.head_end


def test_heads_at_both_ends(sheet: Sheet) -> None:
    sheet.line((55, 50), (95, 50))
    sheet.triangle((100, 50), (1, 0))
    sheet.triangle((50, 50), (-1, 0))
    (connector,) = sheet.scene().connectors
    assert connector.head_start and connector.head_end


def test_an_arrow_drawn_as_one_polygon(sheet: Sheet) -> None:
    arrow = [(50, 97), (80, 97), (80, 92), (92, 100), (80, 108), (80, 103), (50, 103)]
    sheet.page.draw_polyline(arrow, color=BLACK, fill=GREY, closePath=True)
    (connector,) = sheet.scene().connectors
    assert connector.block and connector.head_end
    assert connector.points == (pytest.approx((50, 100)), pytest.approx((92, 100)))


def test_an_arrow_drawn_as_one_outline_of_straight_curves(sheet: Sheet) -> None:
    """As plotting libraries write it: every side a curve whose handles lie on its chord, filled and rimmed alike."""
    corners = [(50, 99.4), (86, 99.4), (86, 97), (92, 100), (86, 103), (86, 100.6), (50, 100.6)]
    shape = sheet.page.new_shape()
    for (x0, y0), (x1, y1) in pairwise([*corners, corners[0]]):
        third = ((x1 - x0) / 3, (y1 - y0) / 3)
        handles = ((x0 + third[0], y0 + third[1]), (x1 - third[0], y1 - third[1]))
        shape.draw_bezier((x0, y0), *handles, (x1, y1))
    shape.finish(color=BLACK, fill=BLACK, width=0.5, closePath=True)
    shape.commit()
    scene = sheet.scene()
    (connector,) = scene.connectors
    assert connector.head_end and not connector.head_start and not scene.shapes
    assert connector.points[-1] == pytest.approx((92, 100))


def test_a_tapered_arrow_with_a_barbed_head_is_a_line(sheet: Sheet) -> None:
    outline = [(50, 100.6), (88, 100.1), (86, 102), (92, 100), (86, 98), (88, 99.9), (50, 99.4), (50.3, 100)]
    sheet.page.draw_polyline(outline, color=BLACK, fill=BLACK, width=0.2, closePath=True)
    (connector,) = sheet.scene().connectors
    ends = sorted((connector.points[0], connector.points[-1]))
    assert ends == [pytest.approx((50, 100), abs=1.5), pytest.approx((92, 100), abs=1.5)]


def test_a_thin_filled_bar_is_a_line_and_a_thick_one_a_shape(sheet: Sheet) -> None:
    sheet.page.draw_rect((50, 50, 150, 51), color=None, fill=BLACK)
    sheet.page.draw_rect((50, 80, 150, 92), color=None, fill=BLUE)
    scene = sheet.scene()
    (connector,) = scene.connectors
    assert sorted(connector.points) == [pytest.approx((50, 50.5)), pytest.approx((150, 50.5))]
    assert [shape.kind for shape in scene.shapes] == ["rectangle"]


def test_separate_segments_that_continue_each_other_are_one_line(sheet: Sheet) -> None:
    sheet.line((50, 50), (100, 50))
    sheet.line((100, 50), (100, 100))
    sheet.line((100, 100), (140, 100))
    sheet.triangle((145, 100), (1, 0))
    (connector,) = sheet.scene().connectors
    assert len(connector.points) == 4 and connector.head_end


def test_four_lines_that_close_are_a_rectangle(sheet: Sheet) -> None:
    corners = [(50, 50), (100, 50), (100, 80), (50, 80), (50, 50)]
    for a, b in pairwise(corners):
        sheet.line(a, b)
    scene = sheet.scene()
    assert [shape.kind for shape in scene.shapes] == ["rectangle"] and not scene.connectors


def test_lines_that_meet_others_stay_apart(sheet: Sheet) -> None:
    sheet.line((50, 50), (100, 50))
    sheet.line((100, 50), (100, 100))
    sheet.line((100, 50), (150, 50))
    assert len(sheet.scene().connectors) == 3


@pytest.mark.parametrize(
    ("points", "kind"),
    [
        ([(100, 50), (150, 100), (100, 150), (50, 100)], "diamond"),
        ([(60, 50), (150, 50), (140, 100), (50, 100)], "parallelogram"),
        ([(70, 50), (130, 50), (150, 100), (50, 100)], "trapezoid"),
        ([(50, 100), (100, 50), (150, 100)], "triangle"),
    ],
)
def test_forms(sheet: Sheet, points: list[tuple[float, float]], kind: str) -> None:
    sheet.page.draw_polyline(points, color=BLACK, closePath=True)
    assert [shape.kind for shape in sheet.scene().shapes] == [kind]


def test_round_forms(sheet: Sheet) -> None:
    sheet.page.draw_circle((60, 60), 20, color=BLACK)
    sheet.page.draw_oval((100, 40, 180, 80), color=BLACK)
    sheet.page.draw_rect((50, 120, 150, 160), color=BLACK, radius=0.2)
    assert [shape.kind for shape in sheet.scene().shapes] == ["circle", "ellipse", "rounded"]


@pytest.mark.parametrize(("turn", "sign"), [(0.0, "+"), (math.pi / 4, "×")])
def test_crossed_lines_in_a_circle_are_a_sign(sheet: Sheet, turn: float, sign: str) -> None:
    sheet.page.draw_circle((100, 100), 10, color=BLACK)
    for angle in (turn, turn + math.pi / 2):
        dx, dy = 9 * math.cos(angle), 9 * math.sin(angle)
        sheet.line((100 - dx, 100 - dy), (100 + dx, 100 + dy))
    scene = sheet.scene()
    assert [shape.symbol for shape in scene.shapes] == [sign] and not scene.connectors


def test_fill_and_rim_drawn_apart_are_one_shape(sheet: Sheet) -> None:
    sheet.page.draw_rect((50, 50, 100, 80), color=None, fill=BLUE)
    sheet.page.draw_rect((50, 50, 100, 80), color=BLACK)
    (shape,) = sheet.scene().shapes
    assert shape.fill is not None and shape.stroke is not None


def test_what_cannot_be_seen_is_no_shape(sheet: Sheet) -> None:
    sheet.page.draw_rect((0, 0, 400, 400), color=None, fill=WHITE)
    sheet.page.draw_rect((60, 60, 90, 90), color=BLACK)
    sheet.page.draw_rect((50, 50, 100, 100), color=BLACK, fill=BLUE)
    (shape,) = sheet.scene().shapes
    assert shape.bbox == pytest.approx((50, 50, 100, 100))


def test_text_lines_in_a_box_are_one_block_of_that_box(sheet: Sheet) -> None:
    sheet.box(50, 50, 150, 90)
    sheet.page.insert_text((60, 65), "Multi-Head", fontsize=9)
    sheet.page.insert_text((60, 78), "Attention", fontsize=9)
    scene = sheet.scene()
    (block,) = scene.blocks
    assert block.lines == ("Multi-Head", "Attention") and block.shape == scene.shapes[0].id


def test_labels_in_two_boxes_on_one_line_stay_apart(sheet: Sheet) -> None:
    sheet.box(50, 50, 80, 70, "conv")
    sheet.box(84, 50, 114, 70, "pool")
    assert sorted(block.text for block in sheet.scene().blocks) == ["conv", "pool"]


def test_turned_text_is_read_along_its_line(sheet: Sheet) -> None:
    sheet.box(50, 50, 75, 150)
    sheet.page.insert_text((66, 120), "Linear layer", fontsize=9, rotate=90)
    (block,) = sheet.scene().blocks
    assert block.text == "Linear layer" and block.direction[1] == pytest.approx(-1)


def test_a_subscript_stays_with_its_base(sheet: Sheet) -> None:
    sheet.page.insert_text((50, 60), "h", fontsize=10)
    sheet.page.insert_text((56, 63), "t", fontsize=6)
    (block,) = sheet.scene().blocks
    assert block.text == "ht"


def test_a_dashed_outline_is_marked(sheet: Sheet) -> None:
    sheet.box(50, 50, 150, 150, dashes="[3 2] 0")
    (shape,) = sheet.scene().shapes
    assert shape.dashed


def test_the_caption_of_a_part_is_no_line_of_what_stands_over_it(sheet: Sheet) -> None:
    sheet.page.insert_text((100, 100), "output", fontsize=8)
    sheet.page.insert_text((96, 109), "(b) bottleneck", fontsize=8)
    assert [block.text for block in sheet.scene().blocks] == ["output", "(b) bottleneck"]
