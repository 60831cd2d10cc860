"""Type whose characters a PDF names by halves of code points, as programs that rewrite PDF files leave them."""

from __future__ import annotations

import json
from pathlib import Path

import pymupdf

from extract import Refused, read_paper
from extract.document import open_document
from extract.json_form import to_json

CMAP = """/CIDInit /ProcSet findresource begin begincmap
/CMapName /Halves def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
3 beginbfchar <41> <D835> <42> <DC3F> <43> <0043> endbfchar
endcmap CMapName currentdict /CMap defineresource pop end end"""


def halved(path: Path, text: str) -> Path:
    """A page that prints a text in a font that maps A and B to the two halves of a mathematical L."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=300, height=200)
    page.draw_rect((20, 40, 120, 70))
    page.insert_text((30, 60), text, fontname="helv", fontsize=10)
    page.insert_text((20, 100), "Figure 1: A layer.", fontname="tiro", fontsize=10)
    font = next(entry[0] for entry in page.get_fonts() if "Helvetica" in entry[3])
    stream = pdf.get_new_xref()
    pdf.update_object(stream, "<<>>")
    pdf.update_stream(stream, CMAP.encode())
    pdf.xref_set_key(font, "ToUnicode", f"{stream} 0 R")
    pdf.save(path)
    return path


def test_two_halves_are_one_character(tmp_path: Path) -> None:
    document = open_document(halved(tmp_path / "a.pdf", "CAB"))
    assert not isinstance(document, Refused)
    with document:
        words = [word.text for word in document.page(1).words]
    assert words[0] == "C\N{MATHEMATICAL ITALIC CAPITAL L}"


def test_a_single_half_costs_no_paper(tmp_path: Path) -> None:
    reading = read_paper(halved(tmp_path / "a.pdf", "CBA"))
    assert not isinstance(reading, Refused)
    assert "C\N{REPLACEMENT CHARACTER}" in reading.text[0]
    assert json.dumps(to_json(reading), ensure_ascii=False).encode()
