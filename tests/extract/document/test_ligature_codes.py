"""Type in bitmap fonts whose ligatures a PDF gives as bare codes."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extract import Refused
from extract.document import open_document
from extract.document.codes import spelled

FONT = (
    "<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[0.1 0 0 0.1 0 0]/FirstChar 0/LastChar 127"
    "/CharProcs<<{procs}>>/Encoding<</Type/Encoding/Differences[0 {names}]>>/Widths[{widths}]>>"
)


def words(path: Path, codes: bytes) -> str:
    """What is read of a page that prints codes in a font of pictures that have no names but their codes."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=200)
    page.insert_text((30, 60), "x", fontname="helv", fontsize=10)
    picture, font = pdf.get_new_xref(), pdf.get_new_xref()
    pdf.update_object(picture, "<<>>")
    pdf.update_stream(picture, b"6 0 0 0 5 7 d1 0 0 5 7 re f")
    names = [f"a{code}" for code in range(128)]
    pdf.update_object(
        font,
        FONT.format(
            procs=" ".join(f"/{name} {picture} 0 R" for name in names),
            names=" ".join(f"/{name}" for name in names),
            widths=" ".join(["6"] * 128),
        ),
    )
    pdf.xref_set_key(page.xref, "Resources/Font", f"<</F1 {font} 0 R>>")
    content = f"BT /F1 10 Tf 30 100 Td <{codes.hex()}> Tj ET".encode()
    pdf.update_stream(page.get_contents()[0], content)
    pdf.save(path)
    document = open_document(path)
    assert not isinstance(document, Refused)
    with document:
        (leaf,) = document
        return " ".join(line.text for line in leaf.lines)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [(b"Shu\x1fe", "Shuffle"), (b"\x1dow", "flow"), (b"classi\x1ccation", "classification")],
)
def test_codes_of_ligatures_are_the_letters_they_print(codes: bytes, expected: str, tmp_path: Path) -> None:
    assert words(tmp_path / "a.pdf", codes) == expected


def test_a_code_without_letters_beside_it_is_no_ligature(tmp_path: Path) -> None:
    assert "ff" not in words(tmp_path / "a.pdf", b"1\x1b2")


def test_the_code_of_a_dash_is_one_where_it_is_as_wide_as_such_a_dash() -> None:
    for code, width, expected in (
        ("\x16", 10.0, "—"),
        ("\x16", 5.3, "\x16"),
        ("\x15", 5.3, "–"),
        ("\x15", 8.0, "\x15"),
    ):
        (char,) = spelled([{"c": code, "bbox": (20.0, 0.0, 20.0 + width, 10.0)}], 10.0)
        assert char["c"] == expected


def test_the_codes_of_a_font_of_brackets_are_left() -> None:
    (char,) = spelled([{"c": "\x15", "bbox": (20.0, 0.0, 25.3, 10.0)}], 10.0, "CMEX10")
    assert char["c"] == "\x15"
