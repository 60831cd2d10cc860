"""Feature maps drawn flat, with sizes beside them and a legend of arrows, drawn by us and read."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from extract.document import open_document
from extract.document.opening import Document
from extract.figures.read import read_figure
from extract.model import Exhibit
from graph import Graph

BLUE, WHITE, RIM = (0.45, 0.62, 0.81), (1.0, 1.0, 1.0), (0.2, 0.4, 0.64)
NAVY, MAROON, GREEN, GREY = (0.0, 0.0, 0.5), (0.5, 0.0, 0.0), (0.0, 0.5, 0.0), (0.7, 0.7, 0.7)


class Drawing:
    """A contracting and an expanding row of maps under the pen."""

    def __init__(self) -> None:
        self.pdf = pymupdf.open()
        self.page = self.pdf.new_page(width=420, height=260)

    def sheet(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        channels: str,
        extents: str,
        fill: object = BLUE,
    ) -> None:
        self.page.draw_rect((x, y, x + width, y + height), color=RIM, fill=fill, width=0.4)
        if channels:
            self.page.insert_text((x + width / 2 - 1.6 * len(channels), y - 2), channels, fontsize=6)
        if extents:
            self.page.insert_text((x - 1.5, y + height - 2), extents, fontsize=6, rotate=90)

    def arrow(
        self, start: tuple[float, float], end: tuple[float, float], color: tuple[float, float, float]
    ) -> None:
        length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
        dx, dy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        base = (end[0] - 4 * dx, end[1] - 4 * dy)
        self.page.draw_line(start, base, color=color, width=1.5)
        wings = [(base[0] - 2.5 * s * dy, base[1] + 2.5 * s * dx) for s in (1, -1)]
        self.page.draw_polyline([end, *wings], color=None, fill=color, closePath=True)

    def legend(self) -> None:
        for row, (color, name) in enumerate(
            (
                (NAVY, "conv 3x3, ReLU"),
                (GREY, "copy and crop"),
                (MAROON, "max pool 2x2"),
                (GREEN, "up-conv 2x2"),
            )
        ):
            y = 190 + 12 * row
            self.arrow((300, y), (312, y), color)
            self.page.insert_text((315, y + 2.5), name, fontsize=8)

    def read(self, tmp_path: Path) -> tuple[Graph, ...]:
        path = tmp_path / "drawn.pdf"
        self.pdf.save(path)
        document = open_document(path)
        assert isinstance(document, Document)
        with document:
            page = document.page(1)
        return read_figure(page, Exhibit("Figure 1", "figure", 1, page.bbox, "", (0, 0, 0, 0))).graphs


def drawn() -> Drawing:
    drawing = Drawing()
    drawing.sheet(40, 30, 0.3, 90, "1", "64 x 64")
    drawing.sheet(56, 30, 4, 90, "16", "62 x 62")
    drawing.arrow((42, 75), (55, 75), NAVY)
    drawing.sheet(56, 150, 4, 40, "", "31²")
    drawing.arrow((58, 122), (58, 147), MAROON)
    drawing.sheet(80, 150, 10, 40, "32", "29²")
    drawing.arrow((61, 170), (79, 170), NAVY)
    drawing.sheet(206, 30, 4, 80, "", "58 x 58", WHITE)
    drawing.sheet(210, 30, 4, 80, "", "")
    drawing.page.insert_text((207, 28), "32", fontsize=6)
    drawing.arrow((78, 75), (188, 75), GREY)
    drawing.page.draw_line((85, 148), (85, 135), color=GREEN, width=1.5)
    drawing.page.draw_line((85, 135), (212, 135), color=GREEN, width=1.5)
    drawing.arrow((212, 135), (212, 112), GREEN)
    drawing.sheet(232, 30, 4, 80, "16", "56 x 56")
    drawing.arrow((216, 75), (231, 75), NAVY)
    drawing.legend()
    return drawing


def test_sizes_and_coloured_arrows_give_maps_and_the_operations_between_them(tmp_path: Path) -> None:
    (graph,) = drawn().read(tmp_path)
    maps = [node for node in graph.nodes if node.op in ("input", "feature_map", "output")]
    assert sorted((node.op, node.output_shape) for node in maps) == [
        ("feature_map", (29, 29, 32)),
        ("feature_map", (31, 31)),
        ("feature_map", (58, 58, 32)),
        ("feature_map", (62, 62, 16)),
        ("input", (64, 64, 1)),
        ("output", (56, 56, 16)),
    ]
    assert sum(node.op == "conv2d" for node in graph.nodes) == 3
    assert sum(node.op == "relu" for node in graph.nodes) == 3


def test_an_arrow_that_stops_short_leads_to_the_map_that_it_points_at(tmp_path: Path) -> None:
    (graph,) = drawn().read(tmp_path)
    (crop,) = (node for node in graph.nodes if node.op == "crop")
    by_id = {node.id: node for node in graph.nodes}
    (before,) = (by_id[e.source] for e in graph.edges if e.target == crop.id)
    (after,) = (by_id[e.target] for e in graph.edges if e.source == crop.id)
    assert (before.output_shape, after.output_shape) == ((62, 62, 16), (58, 58, 32))


def test_numbers_over_boxes_without_extents_are_no_sizes(tmp_path: Path) -> None:
    drawing = Drawing()
    for i, name in enumerate(("16", "32", "64")):
        drawing.sheet(40 + 60 * i, 60, 30, 30, name, "")
    graphs = drawing.read(tmp_path)
    assert all(node.output_shape is None for graph in graphs for node in graph.nodes)
