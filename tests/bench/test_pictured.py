"""A page whose drawing is an image shows the same, without its paths and type."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pymupdf

from bench.pictured import as_picture
from extract.document import find_exhibits, open_document
from extract.model import Refused
from tests.extract.document.drawn_pages import caption, network, paragraph


def test_a_drawing_becomes_an_image_of_itself(tmp_path: Path) -> None:
    document = pymupdf.open()
    for _ in range(2):
        page = document.new_page(width=612, height=792)
        paragraph(page, 90, 80, 520, 6)
    paragraph(page, 90, 420, 520, 6)
    network(page, 250, 230, ["Input", "Conv", "Output"])
    caption(page, 190, 352, "Figure 1: The architecture of our network.")
    path = tmp_path / "paper.pdf"
    document.save(path)
    opened = open_document(path)
    assert not isinstance(opened, Refused)
    with opened:
        (exhibit,) = find_exhibits(tuple(opened))
    pictured = pymupdf.open(stream=as_picture(path, exhibit, 150))
    assert pictured.page_count == 1
    words = pictured[0].get_text()
    assert "Conv" not in words and "Figure 1" in words
    assert not pictured[0].get_drawings() and len(pictured[0].get_images()) == 1
    drawn, shown = (
        np.frombuffer(each.get_pixmap(dpi=72).samples, np.uint8).astype(int) for each in (page, pictured[0])
    )
    assert np.abs(drawn - shown).mean() < 1.0
