"""Figures that the tests draw, turned into pictures of themselves."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from extract.document import open_document
from extract.model import Exhibit, Refused
from extract.pixels import read_picture
from graph import Graph
from tests.extract.drawing import Figure

REGION = (0.0, 0.0, 400.0, 400.0)


def as_picture(figure: Figure, folder: Path, dpi: int = 200, quality: int | None = None) -> Path:
    """A PDF whose only content is an image of a figure; compressed with loss where a quality is given."""
    pixels = figure.page.get_pixmap(dpi=dpi)
    image = pixels.tobytes("jpeg", jpg_quality=quality) if quality else pixels.tobytes("png")
    pdf = pymupdf.open()
    pdf.new_page(width=400, height=400).insert_image(REGION, stream=image)
    path = folder / "picture.pdf"
    pdf.save(path)
    return path


def read_pictured(
    figure: Figure, folder: Path, dpi: int = 200, quality: int | None = None
) -> tuple[Graph, ...] | None:
    """The graphs read from an image of a figure; None where it is taken for no drawing."""
    return read_file(as_picture(figure, folder, dpi, quality))


def read_file(path: Path) -> tuple[Graph, ...] | None:
    """The graphs read from the image on a file's only page."""
    opened = open_document(path)
    assert not isinstance(opened, Refused)
    with opened as document:
        exhibit = Exhibit("Figure 1", "figure", 1, REGION, "", (0, 390, 400, 400))
        found = read_picture(document, document.page(1), exhibit)
    return found.graphs if found is not None else None
