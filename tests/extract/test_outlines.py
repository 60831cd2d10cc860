"""Text drawn as outlines, on pages drawn by us: found, put into lines, read, and live afterwards."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest

from extract.document import Page, open_document
from extract.document.opening import Document
from extract.outlines import spelled_out
from extract.scene.build import build_scene
from tests.extract.drawing import BLACK, opened


def outlined(tmp_path: Path, *labels: tuple[str, float, float, float, int], boxes: bool = True) -> Page:
    """A page whose text (text, x, y, size, turn in degrees) is drawn as outlines, with boxes and an arrow."""
    live = pymupdf.open()
    page = live.new_page(width=300, height=200)
    for text, x, y, size, turn in labels:
        page.insert_text((x, y), text, fontname="helv", fontsize=size, rotate=turn)
    if boxes:
        page.draw_rect((150, 60, 200, 80))
        page.draw_line((150, 120), (190, 120))
        page.draw_polyline([(190, 117), (196, 120), (190, 123)], fill=(0, 0, 0), closePath=True)
    drawing = pymupdf.open("svg", page.get_svg_image(text_as_path=True).encode())
    path = tmp_path / "outlined.pdf"
    path.write_bytes(drawing.convert_to_pdf())
    document = open_document(path)
    assert isinstance(document, Document)
    with document:
        return document.page(1)


LABELS = ("3x3 conv, 64", "max pool", "Softmax", "FC 4096", "ReLU")


def test_labels_become_live_text(tmp_path: Path) -> None:
    page = outlined(tmp_path, *((text, 20.0, 20.0 + 24 * i, 8.0, 0) for i, text in enumerate(LABELS)))
    assert page.lines == ()
    spelled = spelled_out(page, page.bbox)
    assert [line.text for line in spelled.lines] == list(LABELS)
    for i, line in enumerate(spelled.lines):
        assert line.bbox[3] == pytest.approx(20 + 24 * i, abs=2.5)
        assert line.size == pytest.approx(8.0, rel=0.15)
    assert len(spelled.words) == sum(len(text.split()) for text in LABELS)


@pytest.mark.parametrize("text", ["Stage A", "Add & Norm", "GAN", "Q K V", "A/B", "conv, 64, /2"])
def test_letters_that_look_like_signs_of_a_drawing_are_read(tmp_path: Path, text: str) -> None:
    page = outlined(tmp_path, (text, 20.0, 20.0, 8.0, 0), ("max pool", 20.0, 50.0, 8.0, 0), boxes=False)
    spelled = spelled_out(page, page.bbox)
    assert [line.text for line in spelled.lines] == [text, "max pool"]


def test_boxes_and_arrows_stay_drawings(tmp_path: Path) -> None:
    page = outlined(tmp_path, ("dense layer", 20.0, 20.0, 8.0, 0))
    spelled = spelled_out(page, page.bbox)
    without = outlined(tmp_path, ("", 20.0, 20.0, 8.0, 0))
    assert [path.bbox for path in spelled.paths] == [path.bbox for path in without.paths]


def test_an_arrow_of_another_colour_that_ends_among_letters_is_none_of_them(tmp_path: Path) -> None:
    live = pymupdf.open()
    page = live.new_page(width=300, height=200)
    page.insert_text((20, 50), "BN-ReLU-Conv", fontname="helv", fontsize=8)
    page.insert_text((20, 90), "max pool", fontname="helv", fontsize=8)
    drawing = pymupdf.open("svg", page.get_svg_image(text_as_path=True).encode())
    pdf = pymupdf.open("pdf", drawing.convert_to_pdf())
    # A band that widens to its head, in one outline.
    corners = [(44, 40), (45, 38.5), (55, 46), (56, 44.5), (58, 50), (52, 49.5), (53, 48)]
    pdf[0].draw_polyline(corners, color=None, fill=(0, 0.6, 0.3), closePath=True)
    page = opened(tmp_path, pdf)
    assert [line.text.replace(" ", "-") for line in spelled_out(page, page.bbox).lines] == [
        "BN-ReLU-Conv",
        "max-pool",
    ]


def test_upright_text_reads_upward(tmp_path: Path) -> None:
    page = outlined(tmp_path, ("concatenate", 40.0, 150.0, 9.0, 90))
    (line,) = spelled_out(page, page.bbox).lines
    assert line.text == "concatenate"
    assert line.direction == (0.0, -1.0)


def test_lines_read_upward_stay_whole_beside_each_other_and_beside_level_text(tmp_path: Path) -> None:
    """Thin letters lie over others there as bars of fractions do, and two digits make a line."""
    turned = ("input points", "n64", "19", "shared mlp")
    page = outlined(
        tmp_path,
        *((text, 40.0 + 12 * i, 150.0, 8.0, 90) for i, text in enumerate(turned)),
        *((text, 100.0, 60.0 + 9.5 * i, 8.0, 0) for i, text in enumerate(("Softmax", "FC 64", "max pool"))),
        boxes=False,
    )
    lines = spelled_out(page, page.bbox).lines
    assert sorted(line.text for line in lines if line.direction == (0.0, -1.0)) == sorted(turned)
    assert [line.text for line in lines if line.direction == (1.0, 0.0)] == ["Softmax", "FC 64", "max pool"]


@pytest.mark.parametrize(
    "text",
    [
        "VGG-16",
        "R-FCN",
        "Conv4_3",
        "multi-path refinement",
        "(stride = 2)",
        "n × 64",
        "28×28×256",
        "74.3 mAP",
    ],
)
def test_small_signs_belong_to_their_line(tmp_path: Path, text: str) -> None:
    page = outlined(tmp_path, (text, 20.0, 20.0, 6.0, 0), ("max pool", 20.0, 50.0, 6.0, 0), boxes=False)
    lines = [line.text for line in spelled_out(page, page.bbox).lines]
    assert lines[1:] == ["max pool"]
    assert lines[0].replace(" ", "") == text.replace(" ", "")


def test_a_drawing_without_text_is_left_alone(tmp_path: Path) -> None:
    page = outlined(tmp_path, ("", 20.0, 20.0, 8.0, 0))
    assert spelled_out(page, page.bbox) is page


def test_text_outside_the_region_stays_outlined(tmp_path: Path) -> None:
    page = outlined(tmp_path, ("inside", 20.0, 20.0, 8.0, 0), ("outside", 20.0, 180.0, 8.0, 0))
    spelled = spelled_out(page, (0, 0, 300, 100))
    assert [line.text for line in spelled.lines] == ["inside"]


def test_arrows_drawn_as_bands_with_heads_are_no_characters(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=200)
    for i in range(12):
        x, y = 20 + 22 * (i % 6), 40 + 60 * (i // 6)
        arc = [(x + 7 * t / 12, y + 8 * (t / 12) ** 2) for t in range(13)]
        rim = [*arc, *((px + 0.7, py - 0.5) for px, py in reversed(arc))]
        shape = page.new_shape()
        shape.draw_polyline([*rim, rim[0]])
        shape.draw_polyline(
            [(x + 8.6, y + 11.6), (x + 6.1, y + 8.9), (x + 8.4, y + 7.6), (x + 8.6, y + 11.6)]
        )
        shape.finish(color=None, fill=(0, 0, 0), closePath=True)
        shape.commit()
    read = spelled_out(opened(tmp_path, pdf), (0, 0, 300, 200))
    assert read.words == ()
    connectors = build_scene(read, (0, 0, 300, 200)).connectors
    assert len(connectors) == 12
    assert all(connector.head_end for connector in connectors)


def test_barbed_heads_on_slanting_lines_are_no_characters(tmp_path: Path) -> None:
    """As Graphviz draws them: two barbs and a stub in one outline, whose box lies beside the line's way."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=200)
    for turn in range(12):
        start = pymupdf.Point(30 + 45 * (turn % 6), 50 + 70 * (turn // 6))
        way = pymupdf.Matrix(15.0 + 30 * turn)
        end = start + pymupdf.Point(18, 0) * way
        page.draw_line(start, end, width=0.6)
        barbs = [(5, 0), (-1, 2.8), (2, 0), (0, 0), (2, 0), (-1, -2.8), (5, 0)]
        outline = [end + pymupdf.Point(place) * way for place in barbs]
        page.draw_polyline(outline, color=(0, 0, 0), fill=(0, 0, 0), width=0.6, closePath=True)
    read = spelled_out(opened(tmp_path, pdf), (0, 0, 300, 200))
    assert read.words == ()
    connectors = build_scene(read, (0, 0, 300, 200)).connectors
    assert [connector.head_end or connector.head_start for connector in connectors] == [True] * 12


def test_thick_arrows_between_boxes_are_no_characters(tmp_path: Path) -> None:
    """As office programs draw them: no larger than a letter, in one outline."""
    outlined(tmp_path, ("max pool", 20.0, 20.0, 8.0, 0), ("Softmax", 20.0, 50.0, 8.0, 0), boxes=False)
    pdf = pymupdf.open(tmp_path / "outlined.pdf")
    for x in (100, 130):
        corners = [(0, 3), (5, 3), (5, 1), (9, 4.5), (5, 8), (5, 6), (0, 6)]
        outline = [(x + dx, 80 + dy) for dx, dy in corners]
        pdf[0].draw_polyline(outline, color=None, fill=(0.7, 0.7, 0.7), closePath=True)
    page = spelled_out(opened(tmp_path, pdf), (0, 0, 300, 200))
    assert [line.text for line in page.lines] == ["max pool", "Softmax"]
    assert [connector.head_end for connector in build_scene(page, page.bbox).connectors] == [True, True]


def page_with_images(tmp_path: Path, *texts: tuple[str, float, float]) -> Page:
    """A page with an arrow between two boxes and with texts that are set elsewhere and placed as images."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=200)
    page.draw_rect((20, 60, 80, 90))
    page.draw_rect((180, 60, 240, 90))
    page.draw_line((80, 75), (176, 75))
    page.draw_polyline([(174, 72), (180, 75), (174, 78)], fill=(0, 0, 0), closePath=True)
    for text, x, y in texts:
        set_apart = pymupdf.open()
        width = pymupdf.get_text_length(text, fontsize=10) + 8
        sheet = set_apart.new_page(width=width, height=16)
        sheet.insert_text((4, 11.5), text, fontname="helv", fontsize=10)
        image = sheet.get_pixmap(dpi=400)
        page.insert_image((x, y, x + width, y + 16), pixmap=image)
    path = tmp_path / "images.pdf"
    pdf.save(path)
    opened = open_document(path)
    assert isinstance(opened, Document)
    with opened as document:
        return document.page(1)


def test_formulas_placed_as_images_become_live_text(tmp_path: Path) -> None:
    page = page_with_images(tmp_path, ("conv 3x3", 22, 67), ("BN", 100, 56), ("softmax", 184, 67))
    spelled = spelled_out(page, page.bbox)
    assert {word.text for word in spelled.words} == {"conv", "3x3", "BN", "softmax"}
    assert spelled.pictures == ()
    (name,) = [word for word in spelled.words if word.text == "BN"]
    assert name.bbox == pytest.approx((104, 60.3, 118, 67.6), abs=1.2)


def test_small_photographs_stay_pictures(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=200)
    for i in range(6):
        shades = bytes((37 * (x * y + i) + 11 * x) % 256 for y in range(80) for x in range(80))
        image = pymupdf.Pixmap(pymupdf.csGRAY, 80, 80, shades, False)
        page.insert_image((20 + 30 * i, 60, 36 + 30 * i, 76), pixmap=image)
    path = tmp_path / "photographs.pdf"
    pdf.save(path)
    opened = open_document(path)
    assert isinstance(opened, Document)
    with opened as document:
        read = spelled_out(document.page(1), (0, 0, 300, 200))
    assert read.words == ()
    assert len(read.pictures) == 6


def test_an_image_under_live_type_is_its_ground(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=200)
    sheet = pymupdf.open()
    shaded = sheet.new_page(width=32, height=16)
    shaded.insert_text((6, 11.5), "BN", fontname="helv", fontsize=10)
    page.insert_image((100, 60, 132, 76), pixmap=shaded.get_pixmap(dpi=400))
    page.insert_text((106, 71.5), "BN", fontname="helv", fontsize=10)
    path = tmp_path / "ground.pdf"
    pdf.save(path)
    opened = open_document(path)
    assert isinstance(opened, Document)
    with opened as document:
        page_read = document.page(1)
        assert [word.text for word in spelled_out(page_read, page_read.bbox).words] == ["BN"]


def test_an_image_under_outlined_type_is_its_ground(tmp_path: Path) -> None:
    """As the shadow of a label that some programs leave behind as an image."""
    outlined(tmp_path, ("max pool", 20.0, 20.0, 10.0, 0), ("Softmax", 20.0, 50.0, 10.0, 0), boxes=False)
    pdf = pymupdf.open(tmp_path / "outlined.pdf")
    shaded = pymupdf.open().new_page(width=80, height=20)
    shaded.insert_text((12, 14), "max pool", fontname="helv", fontsize=10)
    pdf[0].insert_image((8, 6, 88, 26), pixmap=shaded.get_pixmap(dpi=400), overlay=False)
    page = opened(tmp_path, pdf)
    assert [line.text for line in spelled_out(page, page.bbox).lines] == ["max pool", "Softmax"]


def test_a_dashed_rim_of_a_head_is_no_character(tmp_path: Path) -> None:
    """As browsers print it: the rim in filled pieces right over the head."""
    outlined(tmp_path, ("max pool", 20.0, 20.0, 8.0, 0), ("Softmax", 20.0, 50.0, 8.0, 0), boxes=False)
    pdf = pymupdf.open(tmp_path / "outlined.pdf")
    for x in (100, 130, 160):
        ring = [(x, 100), (x + 3, 101.5), (x, 103), (x, 100)]
        pdf[0].draw_line((x - 15, 101.5), (x, 101.5), color=BLACK, width=0.3)
        pdf[0].draw_polyline(ring, color=None, fill=BLACK, closePath=True)
        rim = pdf[0].new_shape()
        for (x0, y0), (x1, y1) in pairwise(ring):
            for step in range(6):
                a, b = ((x0 + (x1 - x0) * t / 6, y0 + (y1 - y0) * t / 6) for t in (step, step + 1))
                rim.draw_polyline([a, b, (b[0] - 0.1, b[1]), (a[0] - 0.1, a[1]), a])
        rim.finish(color=None, fill=BLACK, closePath=True)
        rim.commit()
    page = opened(tmp_path, pdf)
    assert [line.text for line in spelled_out(page, page.bbox).lines] == ["max pool", "Softmax"]
