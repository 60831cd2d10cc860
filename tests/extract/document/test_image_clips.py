"""Images that a program places whole and cuts to a frame."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pymupdf

from extract.document import Document, open_document
from tests.extract.document import drawn_pages as draw
from tests.extract.document.test_captioned_exhibits import near


def test_an_image_is_as_large_as_its_clip_shows_it(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = draw.new_page(document)
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, 40, 20, np.full((20, 40, 3), 90, np.uint8).tobytes(), False)
    page.insert_image((100, 100, 300, 200), pixmap=pixmap, keep_proportion=False)
    page.insert_image((320, 100, 520, 200), pixmap=pixmap, keep_proportion=False)
    (xref, *_), *_ = page.get_contents(), None
    stream = document.xref_stream(xref)
    # The first image is cut to its left half: y counts from the page's bottom.
    document.update_stream(xref, b"q 100 592 100 100 re W n " + stream + b" Q")
    path = draw.saved(document, tmp_path / "a.pdf")
    opened = open_document(path)
    assert isinstance(opened, Document)
    with opened:
        first, second = opened.page(1).pictures
    assert near(first.bbox, (100, 100, 200, 200), 1)
    assert near(second.bbox, (320, 100, 520, 200), 1)
