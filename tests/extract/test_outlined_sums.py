"""Signs of sums drawn as outlines, and words drawn as one path each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pymupdf
import pytest

from extract.document.page import Path as DrawnPath
from extract.outlines import spelled_out
from extract.outlines.glyphs import GlyphLine
from extract.outlines.recognise import Recognised
from extract.outlines.sums import is_sum
from extract.scene.geometry import height, union
from tests.extract.drawing import opened

SIGMA = [(0, 0), (10, 0), (10, 1.6), (2.6, 1.6), (6.4, 6), (2.6, 10.4), (10, 10.4), (10, 12), (0, 12), (0, 10.4),
         (3.9, 6), (0, 1.6)]  # fmt: skip


def character(letter: str) -> np.ndarray:
    """A letter of plain type, dark on light."""
    page = pymupdf.open().new_page(width=60, height=60)
    page.insert_text((15, 45), letter, fontname="helv", fontsize=34)
    pixels = page.get_pixmap()
    return np.frombuffer(pixels.samples, np.uint8).reshape(pixels.h, pixels.w, 3)


@pytest.mark.parametrize("letter", "MEBCSZ238K")
def test_letters_are_no_sums(letter: str) -> None:
    assert not is_sum(character(letter))


def test_an_outlined_sum_among_labels_is_read(tmp_path: Path) -> None:
    live = pymupdf.open()
    page = live.new_page(width=300, height=200)
    for y, text in ((20, "Attention"), (50, "Dot products"), (80, "Softmax")):
        page.insert_text((20, y), text, fontsize=9)
    drawing = pymupdf.open("svg", page.get_svg_image(text_as_path=True).encode())
    pdf = pymupdf.open("pdf", drawing.convert_to_pdf())
    for x in (150, 200):
        pdf[0].draw_circle((x, 60), 9, color=(0, 0, 0))
        pdf[0].draw_polyline(
            [(x - 3 + 0.6 * a, 56.4 + 0.6 * b) for a, b in SIGMA], color=None, fill=(0, 0, 0), closePath=True
        )
    read = opened(tmp_path, pdf)
    texts = [line.text for line in spelled_out(read, read.bbox).lines]
    assert texts.count("Σ") == 2 and "Dot products" in texts


def test_words_drawn_as_one_path_each_stay_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = pymupdf.open()
    page = live.new_page(width=300, height=200)
    for x in (20, 45, 90):
        page.insert_text((x, 20), "S", fontsize=9)
    drawing = pymupdf.open("svg", page.get_svg_image(text_as_path=True).encode())
    read = opened(tmp_path, pymupdf.open("pdf", drawing.convert_to_pdf()))
    monkeypatch.setattr("extract.outlines.spell.glyph_lines", lambda paths, largest: [_whole(paths)])
    monkeypatch.setattr("extract.outlines.spell.recognise", lambda images: [Recognised("We are all", 0.9)])
    words = spelled_out(read, read.bbox).words
    assert [(word.text, round(word.bbox[0], -1)) for word in words] == [("We", 20), ("are", 50), ("all", 90)]


def _whole(paths: Sequence[DrawnPath]) -> GlyphLine:
    box = union(path.bbox for path in paths)
    return GlyphLine(tuple(range(len(paths))), box, (1.0, 0.0), height(box))
