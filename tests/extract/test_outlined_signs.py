"""Signs, indices and thin letters among outlined type: what stands alone or off the line, or looks like an arrow."""

from pathlib import Path

import pymupdf
import pytest

from extract.document import Document, open_document
from extract.document.page import Page
from extract.outlines import spelled_out

Piece = tuple[str, float, float, float, str, int]
"""Text, x, y, size, font and turn in degrees."""


def outlined(tmp_path: Path, *pieces: Piece) -> Page:
    """A page whose pieces of text are drawn as outlines, with enough of them to be type."""
    live = pymupdf.open()
    page = live.new_page(width=300, height=200)
    for text, x, y, size, font, turn in (*pieces, ("Global feature", 180.0, 190.0, 8.0, "helv", 0)):
        page.insert_text((x, y), text, fontname=font, fontsize=size, rotate=turn)
    drawing = pymupdf.open("svg", page.get_svg_image(text_as_path=True).encode())
    path = tmp_path / "outlined.pdf"
    path.write_bytes(drawing.convert_to_pdf())
    document = open_document(path)
    assert isinstance(document, Document)
    with document:
        return document.page(1)


def texts(page: Page) -> list[str]:
    return [line.text for line in spelled_out(page, page.bbox).lines if line.text != "Global feature"]


@pytest.mark.parametrize(
    ("sign", "font", "meant"),
    [("+", "helv", "+"), ("+", "tiro", "+"), ("=", "helv", "="), ("\xb4", "symb", "×")],
)
def test_a_sign_that_stands_alone_is_told_by_its_outline(
    tmp_path: Path, sign: str, font: str, meant: str
) -> None:
    assert texts(outlined(tmp_path, (sign, 40.0, 60.0, 9.0, font, 0))) == [meant]


@pytest.mark.parametrize("letter", ["x", "X"])
def test_a_letter_is_no_times_sign(tmp_path: Path, letter: str) -> None:
    assert texts(outlined(tmp_path, (letter, 40.0, 60.0, 9.0, "helv", 0)))[0] in "xX"


@pytest.mark.parametrize(("rise", "index"), [(4.3, "1"), (-2.0, "1"), (-2.0, "2")])
def test_an_index_stays_with_its_letter(tmp_path: Path, rise: float, index: str) -> None:
    page = outlined(tmp_path, ("a", 40.0, 60.0, 10.0, "tiit", 0), (index, 45.4, 60.0 - rise, 7.0, "tiro", 0))
    assert texts(page) == [f"a{index}"]


def test_lines_set_close_stay_apart(tmp_path: Path) -> None:
    page = outlined(
        tmp_path, ("deep copy", 40.0, 60.0, 9.0, "helv", 0), ("filter", 76.0, 70.0, 9.0, "helv", 0)
    )
    assert sorted(texts(page)) == ["deep copy", "filter"]


@pytest.mark.parametrize("font", ["helv", "tiro", "hebo"])
def test_a_z_is_no_thick_arrow(tmp_path: Path, font: str) -> None:
    assert texts(outlined(tmp_path, ("quantized size", 40.0, 60.0, 7.0, font, 0))) == ["quantized size"]


@pytest.mark.parametrize("word", ["clip", "domain", "input", "localization"])
@pytest.mark.parametrize("turn", [0, 90])
def test_the_dot_of_an_i_is_no_head_of_its_stem(tmp_path: Path, word: str, turn: int) -> None:
    assert texts(outlined(tmp_path, (word, 60.0, 120.0, 6.3, "helv", turn))) == [word]


def test_a_label_with_an_arrow_in_it_is_read(tmp_path: Path) -> None:
    page = outlined(
        tmp_path, ("conv 5x5/2", 40.0, 60.0, 9.0, "helv", 0), ("\xaf", 86.0, 60.0, 9.0, "symb", 0)
    )
    assert texts(page)[0].startswith("conv 5x5/2")


@pytest.mark.parametrize(("sign", "meant"), [("q", "θ"), ("f", "φ")])
def test_letters_with_two_counters_are_not_read_as_digits_with_one(
    tmp_path: Path, sign: str, meant: str
) -> None:
    assert texts(outlined(tmp_path, (sign, 40.0, 60.0, 9.0, "symb", 0))) == [meant]


@pytest.mark.parametrize("text", ["e 40", "10 40", "conv 0"])
def test_digits_and_letters_with_one_counter_stay(tmp_path: Path, text: str) -> None:
    assert texts(outlined(tmp_path, (text, 40.0, 60.0, 9.0, "helv", 0)))[0].replace(" ", "") == text.replace(
        " ", ""
    )
