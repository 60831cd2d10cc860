"""Lines of outlined type have the size and the boxes that live type has, whatever letters they are made of."""

from pathlib import Path

import pymupdf
import pytest

from extract.document import Document, Page, open_document
from extract.outlines import spelled_out
from extract.scene.build import build_scene

Piece = tuple[str, float, float, float, int]
"""Text, x, y, size and turn in degrees."""


def outlined(tmp_path: Path, *pieces: Piece, rules: tuple[tuple[float, float, float], ...] = ()) -> Page:
    """A page whose pieces of text are drawn as outlines, with level rules (from x, to x, y)."""
    live = pymupdf.open()
    page = live.new_page(width=300, height=200)
    for text, x, y, size, turn in pieces:
        page.insert_text((x, y), text, fontname="helv", fontsize=size, rotate=turn)
    for x0, x1, y in rules:
        page.draw_line((x0, y), (x1, y))
    drawing = pymupdf.open("svg", page.get_svg_image(text_as_path=True).encode())
    path = tmp_path / "outlined.pdf"
    path.write_bytes(drawing.convert_to_pdf())
    document = open_document(path)
    assert isinstance(document, Document)
    with document:
        return document.page(1)


@pytest.mark.parametrize("text", ["Source", "summary", "conv 3x3", "MP (2,4)", "pooling", "Hidden"])
def test_the_size_of_type_is_the_same_for_all_letters(tmp_path: Path, text: str) -> None:
    page = outlined(tmp_path, (text, 40.0, 60.0, 10.0, 0))
    (line,) = spelled_out(page, page.bbox).lines
    assert line.spans[0].size == pytest.approx(10.0, rel=0.13)


@pytest.mark.parametrize("lines", [("Source", "Text"), ("neuron", "sums"), ("conv 3x3", "MP (2,4)")])
def test_two_lines_of_a_label_are_one(tmp_path: Path, lines: tuple[str, str]) -> None:
    page = outlined(tmp_path, (lines[0], 40.0, 60.0, 10.0, 0), (lines[1], 40.0, 72.0, 10.0, 0))
    blocks = build_scene(spelled_out(page, page.bbox), page.bbox).blocks
    assert [block.text for block in blocks] == [" ".join(lines)]


def test_the_rule_between_two_cells_is_no_bar_of_a_fraction(tmp_path: Path) -> None:
    page = outlined(
        tmp_path, ("input:", 46.0, 60.0, 5.0, 0), ("output:", 45.0, 66.6, 5.0, 0), rules=((40.0, 64.0, 62.4),)
    )
    assert [line.text for line in spelled_out(page, page.bbox).lines] == ["input:", "output:"]


@pytest.mark.parametrize(("word", "turn"), [("Concat", 90), ("ReLU", 90), ("Pooling", 90), ("pqpn", 0)])
def test_letters_of_different_heights_are_no_indices(tmp_path: Path, word: str, turn: int) -> None:
    page = outlined(tmp_path, (word, 60.0, 120.0, 8.0, turn))
    (read,) = spelled_out(page, page.bbox).words
    assert (read.text, read.scripts) == (word, "")
