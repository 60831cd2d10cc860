"""Pages as data: type, paths, images, and what is left out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pymupdf
import pytest

from extract.document import Document, Page, open_document
from tests.extract.document import drawn_pages as draw


def pages_of(path: Path) -> tuple[Page, ...]:
    document = open_document(path)
    assert isinstance(document, Document)
    with document:
        return tuple(document)


def one(document: object, path: Path) -> Page:
    (page,) = pages_of(draw.saved(document, path))
    return page


def test_words_have_their_place_font_and_colour(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    page.insert_text((100, 200), "max pool", fontsize=12, fontname="hebo", color=(1, 0, 0))
    words = one(document, tmp_path / "a.pdf").words
    assert [word.text for word in words] == ["max", "pool"]
    assert words[0].bold and words[0].size == pytest.approx(12)
    assert words[0].colour == (1.0, 0.0, 0.0)
    assert words[0].bbox[0] == pytest.approx(100, abs=2)
    assert words[0].bbox[1] < 200 < words[0].bbox[3]
    assert words[1].bbox[0] > words[0].bbox[2]


@pytest.mark.parametrize(("turn", "direction"), [(90, (0, -1)), (270, (0, 1))])
def test_turned_type_keeps_its_direction(tmp_path: Path, turn: int, direction: tuple[int, int]) -> None:
    document = pymupdf.open()
    draw.new_page(document).insert_text((300, 400), "softmax", fontsize=10, rotate=turn)
    (line,) = one(document, tmp_path / "a.pdf").lines
    assert line.text == "softmax"
    assert line.direction == pytest.approx(direction)
    assert not line.level
    assert line.bbox[3] - line.bbox[1] > line.bbox[2] - line.bbox[0]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_type_and_drawing_of_a_turned_page_agree(tmp_path: Path, turn: int) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    page.draw_rect((100, 100, 220, 140))
    page.insert_text((110, 125), "convolution", fontsize=12)
    page.set_rotation(turn)
    read = one(document, tmp_path / "a.pdf")
    (word,), (path,) = read.words, read.paths
    assert path.bbox[0] < word.bbox[0] and word.bbox[2] < path.bbox[2]
    assert path.bbox[1] < word.bbox[1] and word.bbox[3] < path.bbox[3]


def test_paths_keep_strokes_fills_and_dashes(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    page.draw_rect((50, 50, 90, 80), color=(0, 0, 1), fill=(1, 1, 0), width=2)
    page.draw_line((100, 100), (200, 150), dashes="[3 2] 0")
    page.draw_bezier((10, 300), (20, 280), (40, 320), (60, 300))
    rectangle, line, curve = one(document, tmp_path / "a.pdf").paths
    assert rectangle.stroke == (0, 0, 1) and rectangle.fill == (1, 1, 0) and rectangle.width == 2
    assert [segment.kind for segment in rectangle.segments] == ["rect"]
    assert len(rectangle.segments[0].points) == 4
    assert line.dashes == (3, 2) and line.fill is None
    assert line.segments[0].points == pytest.approx(np.array([(100, 100), (200, 150)]))
    assert curve.segments[0].kind == "curve" and len(curve.segments[0].points) == 4
    assert rectangle.order < line.order < curve.order


def test_what_is_clipped_away_is_not_there(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    page.draw_line((10, 10), (20, 20))
    stream = b"q 100 100 50 50 re W n 110 110 10 10 re S 300 300 10 10 re S Q"
    document.update_stream(page.get_contents()[0], stream)
    (path,) = one(document, tmp_path / "a.pdf").paths
    assert path.bbox == pytest.approx((110, 672, 120, 682))
    assert path.clip == pytest.approx((100, 642, 150, 692))


def test_mark_up_of_readers_is_left_out(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    page.insert_text((100, 100), "residual block", fontsize=10)
    page.add_highlight_annot((100, 90, 170, 103))
    page.add_rect_annot((50, 50, 200, 200))
    page.add_freetext_annot((300, 300, 400, 320), "my note")
    page.add_ink_annot([[(10, 10), (90, 90)]])
    page.insert_link(
        {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(10, 10, 50, 50), "uri": "https://example.org"}
    )
    path = draw.saved(document, tmp_path / "a.pdf")
    (read,) = pages_of(path)
    assert read.paths == ()
    assert read.text == "residual block"
    opened = open_document(path)
    assert isinstance(opened, Document)
    with opened:
        shown = opened.render(1, (40, 40, 210, 210), 72)
        assert (shown[:30] == 255).all()


def test_hidden_type_is_left_out(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    page.insert_text((100, 100), "seen")
    page.insert_text((100, 200), "hidden", render_mode=3)
    assert one(document, tmp_path / "a.pdf").text == "seen"


def test_images_and_their_pixels(tmp_path: Path) -> None:
    document = pymupdf.open()
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 40, 20))
    draw.new_page(document).insert_image((100, 100, 300, 200), pixmap=pixmap)
    (picture,) = one(document, tmp_path / "a.pdf").pictures
    assert picture.bbox == pytest.approx((100, 100, 300, 200), abs=0.5)
    assert picture.pixels == (40, 20)


def test_what_lies_within_a_region(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    box = draw.network(page, 100, 100, ["conv", "relu"])
    draw.network(page, 400, 500, ["fc"])
    content = one(document, tmp_path / "a.pdf").within(box)
    assert [word.text for word in content.words] == ["conv", "relu"]
    assert len(content.paths) == 3


def test_a_rendering_keeps_to_the_cap_of_pixels(tmp_path: Path) -> None:
    document = pymupdf.open()
    draw.new_page(document, 4000, 4000)
    opened = open_document(draw.saved(document, tmp_path / "a.pdf"))
    assert isinstance(opened, Document)
    with opened:
        shown = opened.render(1, None, 600)
    assert shown.shape[2] == 3
    assert shown.shape[0] * shown.shape[1] < 31_000_000


def test_rules_in_pieces_are_one(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    for x in range(100, 300, 40):
        page.draw_line((x, 200), (x + 40, 200))
    (rule,) = one(document, tmp_path / "a.pdf").rules
    assert rule[0] == pytest.approx(100) and rule[2] == pytest.approx(300)


def test_the_line_below_a_fraction_is_a_word_of_its_own(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    for x, y, size, text in ((99.6, 107, 4.7, "s1"), (101.3, 111.0, 3.5, "1"), (101.3, 115.4, 3.5, "2")):
        page.insert_text((x, y), text, fontsize=size, fontname="tiro")
    page.insert_text((99.6, 118.6), "16", fontsize=4.7, fontname="tiro")
    assert [word.text for word in one(document, tmp_path / "a.pdf").words] == ["s1", "1", "2", "16"]
