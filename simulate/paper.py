"""A whole simulated paper: title, authors, abstract, sections with exhibits; and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pymupdf

from graph.guide_form import graph_to_guide
from simulate.exhibits import Drawing, Plot, Table
from simulate.metrics import text_width
from simulate.typeset import BODY, BOLD, Typesetter

Piece = str | Drawing | Table | Plot


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what follows: paragraphs and exhibits."""

    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to be drawn. `slug` names its files; `number` is its arXiv-like id."""

    slug: str
    number: str
    title: str
    authors: tuple[str, ...]
    submitted: str
    categories: tuple[str, ...]
    abstract: str
    sections: tuple[Section, ...]
    columns: int = 1

    def exhibits(self) -> list[Drawing | Table | Plot]:
        """All exhibits in order."""
        return [piece for section in self.sections for piece in section.pieces if not isinstance(piece, str)]


def label_of(caption: str) -> str:
    """ "Figure 2" of "Figure 2: The network."."""
    return " ".join(caption.split()[:2]).rstrip(".:")


def write_paper(paper: Paper) -> tuple[bytes, dict[str, Any]]:
    """The paper as PDF and its annotation in the guide's form."""
    document = pymupdf.open()
    setter = Typesetter(document, columns=paper.columns)
    _first_page(setter, paper)
    items, others = [], []
    for section in paper.sections:
        setter.heading(section.heading)
        for piece in section.pieces:
            if isinstance(piece, str):
                setter.paragraph(piece)
                continue
            page = piece.put(setter)
            kind = "table" if isinstance(piece, Table) else "figure"
            entry: dict[str, Any] = {"label": label_of(piece.caption), "page": page, "kind": kind}
            if not piece.graphs:
                others.append(entry)
                continue
            if isinstance(piece, Table):
                look = {"figure_type": "table-row-major", "source": "text"}
            else:
                raster = isinstance(piece, Drawing) and piece.raster
                look = {"figure_type": "2d-box", "source": "raster" if raster else "vector"}
            items.append(
                {**entry, **look, "graphs": [_plain(graph_to_guide(graph)) for graph in piece.graphs]}
            )
    # Fixed dates and no random id: the same paper is the same file, byte for byte.
    document.set_metadata(
        {
            "title": paper.title,
            "author": ", ".join(paper.authors),
            "creationDate": "D:20260101000000Z",
            "modDate": "D:20260101000000Z",
        }
    )
    document.subset_fonts()
    data = document.tobytes(garbage=4, deflate=True, deflate_images=True, no_new_id=True)
    annotation = {
        "paper": paper.slug,
        "arxiv_id": paper.number,
        "title": paper.title,
        "items": items,
        "others": others,
    }
    return data, annotation


def _plain(graph: dict[str, Any]) -> dict[str, Any]:
    for node in graph["nodes"]:
        node.pop("confidence", None)
    return graph


def _first_page(setter: Typesetter, paper: Paper) -> None:
    page = setter.document.new_page()
    width, y = page.rect.width, 84.0
    for line in setter.lines(paper.title, width - 160, 16, BOLD):
        wide = text_width(line, BOLD, 16)
        page.insert_text(((width - wide) / 2, y), line, fontname=BOLD, fontsize=16)
        y += 20
    names = ", ".join(paper.authors)
    wide = text_width(names, BODY, 11)
    page.insert_text(((width - wide) / 2, y + 8), names, fontname=BODY, fontsize=11)
    y += 40
    page.insert_text((width / 2 - 22, y), "Abstract", fontname=BOLD, fontsize=10.5)
    y += 6
    for line in setter.lines(paper.abstract, width - 200, 9):
        y += 11.5
        page.insert_text((100, y), line, fontname=BODY, fontsize=9)
    setter.fill(page, y + 14)
