"""Figures that tests draw themselves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pymupdf

from extract.document import open_document
from extract.document.page import Page
from extract.figures import read_figure
from extract.model import Exhibit, Refused
from graph import Graph

BLACK = (0, 0, 0)
GREY = (0.5, 0.5, 0.5)


class Figure:
    """A figure under the pen."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "figure.pdf"
        self.document = pymupdf.open()
        self.page = self.document.new_page(width=400, height=400)

    def text(self, x: float, y: float, text: str, size: float = 8) -> None:
        """Text centred on x, its baseline a little below y."""
        width = pymupdf.get_text_length(text, fontsize=size)
        self.page.insert_text((x - width / 2, y + size / 3), text, fontsize=size)

    def box(
        self, x: float, y: float, text: str = "", width: float = 70, height: float = 16, **style: object
    ) -> None:
        """A box around a middle."""
        self.page.draw_rect(
            (x - width / 2, y - height / 2, x + width / 2, y + height / 2), color=BLACK, **style
        )
        if text:
            self.text(x, y, text)

    def line(
        self,
        *points: tuple[float, float],
        head: bool = True,
        color: tuple[float, float, float] = BLACK,
    ) -> None:
        """A line with a filled head at its end."""
        if head:
            (x0, y0), (x, y) = points[-2], points[-1]
            length = ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
            dx, dy = (x - x0) / length, (y - y0) / length
            base = (x - 5 * dx, y - 5 * dy)
            self.page.draw_polyline(
                [
                    (x, y),
                    (base[0] - 2.5 * dy, base[1] + 2.5 * dx),
                    (base[0] + 2.5 * dy, base[1] - 2.5 * dx),
                ],
                color=None,
                fill=color,
                closePath=True,
            )
            points = (*points[:-1], base)
        self.page.draw_polyline(points, color=color)

    def plus(self, x: float, y: float) -> None:
        """A circled plus."""
        self.page.draw_circle((x, y), 6, color=BLACK)
        self.line((x - 6, y), (x + 6, y), head=False)
        self.line((x, y - 6), (x, y + 6), head=False)

    def read(self, caption: str = "") -> tuple[Graph, ...]:
        """The graphs read from it."""
        self.document.save(self.path)
        return read_drawn(self.path, caption)


def opened(folder: Path, pdf: pymupdf.Document) -> Page:
    """The first page of a document, written and opened as a paper is."""
    path = folder / "drawn.pdf"
    pdf.save(path)
    document = open_document(path)
    assert not isinstance(document, Refused)
    with document:
        return document.page(1)


def read_drawn(path: Path, caption: str = "") -> tuple[Graph, ...]:
    """The graphs read from the first page of a file."""
    opened = open_document(path)
    assert not isinstance(opened, Refused)
    with opened as document:
        page = document.page(1)
    exhibit = Exhibit("Figure 1", "figure", 1, (0, 0, 400, 400), caption, (0, 390, 400, 400))
    return read_figure(page, exhibit).graphs


def flows(graphs: Sequence[Graph]) -> set[tuple[str, str]]:
    """Edges by the operations at their ends."""
    return {
        (graph.node(edge.source).op, graph.node(edge.target).op) for graph in graphs for edge in graph.edges
    }


def ops(graphs: Sequence[Graph]) -> list[str]:
    """All operations, sorted."""
    return sorted(node.op for graph in graphs for node in graph.nodes)


def named_flows(graphs: Sequence[Graph]) -> set[tuple[str, str]]:
    """Edges by the labels at their ends."""
    return {
        (graph.node(edge.source).label, graph.node(edge.target).label)
        for graph in graphs
        for edge in graph.edges
    }


def faces(x: float, y: float, width: float, height: float, depth: float) -> list[list[tuple[float, float]]]:
    """Front, top and right side of a box seen from above its right side; x, y is the front's upper left corner."""
    right, back, high = x + width, x + width + depth, y - depth
    return [
        [(x, y), (right, y), (right, y + height), (x, y + height)],
        [(x, y), (x + depth, high), (back, high), (right, y)],
        [(right, y), (back, high), (back, high + height), (right, y + height)],
    ]
