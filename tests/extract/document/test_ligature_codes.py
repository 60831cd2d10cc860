"""Type in bitmap fonts whose ligatures a PDF gives as bare codes."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extract import Refused
from extract.document import open_document

CMAP = """/CIDInit /ProcSet findresource begin begincmap
/CMapName /Codes def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfrange <20> <41> <0020> <43> <7A> <0043> endbfrange
1 beginbfchar <42> <{code}> endbfchar
endcmap CMapName currentdict /CMap defineresource pop end end"""


def words(path: Path, text: str, code: str) -> str:
    """What is read of a text in a font that maps B to a code."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=200)
    page.insert_text((30, 60), text, fontname="helv", fontsize=10)
    font = next(entry[0] for entry in page.get_fonts() if "Helvetica" in entry[3])
    stream = pdf.get_new_xref()
    pdf.update_object(stream, "<<>>")
    pdf.update_stream(stream, CMAP.format(code=code).encode())
    pdf.xref_set_key(font, "ToUnicode", f"{stream} 0 R")
    pdf.save(path)
    document = open_document(path)
    assert not isinstance(document, Refused)
    with document:
        (leaf,) = document
        return " ".join(line.text for line in leaf.lines)


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [("ShuBe", "001F", "Shuffle"), ("Bow", "001D", "flow"), ("soBmax", "001C", "sofimax")],
)
def test_codes_of_ligatures_are_the_letters_they_print(
    text: str, code: str, expected: str, tmp_path: Path
) -> None:
    assert words(tmp_path / "a.pdf", text, code) == expected


def test_a_code_without_letters_beside_it_is_no_ligature(tmp_path: Path) -> None:
    assert "ff" not in words(tmp_path / "a.pdf", "1 B 2", "001B")
