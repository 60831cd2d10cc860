"""The exhibits of a simulated paper: drawn networks, layer tables, result tables, result plots."""

from __future__ import annotations

from dataclasses import dataclass

import pymupdf

from graph import Graph
from simulate.figure import draw_figure, figure_size
from simulate.metrics import text_width
from simulate.style import BLACK, Colour, Style
from simulate.typeset import BODY, BOLD, Typesetter


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure that shows networks side by side; `raster` dots per inch turn it into an embedded picture."""

    caption: str
    graphs: tuple[Graph, ...]
    style: Style
    raster: int = 0

    def put(self, setter: Typesetter) -> int:
        """Set it; returns the page, from 1."""
        sizes = [figure_size(graph, self.style) for graph in self.graphs]
        height = max(h for _, h in sizes)
        total = sum(w for w, _ in sizes) + 40 * (len(sizes) - 1)

        def draw(page: pymupdf.Page, left: float, top: float, width: float) -> None:
            if total > width:
                raise ValueError(
                    f"a drawing of {total:.0f} points does not fit into {width:.0f}: {self.caption}"
                )
            target, x, y = page, left + (width - total) / 2, top
            if self.raster:
                target, x, y = pymupdf.open().new_page(width=total + 4, height=height + 4), 2.0, 2.0
            for graph, (w, h) in zip(self.graphs, sizes, strict=True):
                draw_figure(target, graph, self.style, x, y + (height - h) / 2)
                x += w + 40
            if self.raster:
                x0 = left + (width - total) / 2
                page.insert_image(
                    (x0, top, x0 + total + 4, top + height + 4),
                    pixmap=target.get_pixmap(dpi=self.raster),
                )

        return setter.exhibit(height + (4 if self.raster else 0), draw, self.caption)


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; `graphs` are the networks that its rows give, none for a table of results."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    graphs: tuple[Graph, ...] = ()
    size: float = 8.5

    def put(self, setter: Typesetter) -> int:
        """Set it with the caption above; returns the page, from 1."""
        cells = (self.header, *self.rows)
        widths = [
            max(text_width(row[i], BODY, self.size) for row in cells) + 14 for i in range(len(self.header))
        ]
        step = self.size * 1.45
        height = step * len(cells) + 6

        def draw(page: pymupdf.Page, left: float, top: float, width: float) -> None:
            x0 = left + (width - sum(widths)) / 2
            for y, weight in ((top, 0.9), (top + step + 2, 0.5), (top + height, 0.9)):
                page.draw_line((x0, y), (x0 + sum(widths), y), BLACK, width=weight)
            for index, row in enumerate(cells):
                x, y = x0 + 7, top + step * (index + 1) - 3 + (2 if index else 0)
                for text, wide in zip(row, widths, strict=True):
                    font = BODY if index else BOLD
                    page.insert_text((x, y), text, fontname=font, fontsize=self.size)
                    x += wide

        return setter.exhibit(height, draw, self.caption, above=True)


@dataclass(frozen=True, slots=True)
class Plot:
    """A line plot of results over epochs: a figure that shows no network."""

    caption: str
    axis: tuple[str, str]
    series: tuple[tuple[str, Colour, tuple[float, ...]], ...]
    graphs: tuple[Graph, ...] = ()

    def put(self, setter: Typesetter) -> int:
        """Set it; returns the page, from 1."""
        height = 120.0

        def draw(page: pymupdf.Page, left: float, top: float, width: float) -> None:
            wide = min(width - 40, 220.0)
            x0, y0 = left + (width - wide) / 2 + 10, top + 6
            box = (x0, y0, x0 + wide, top + height - 22)
            page.draw_rect(box, BLACK, width=0.6)
            low = min(min(values) for _, _, values in self.series)
            high = max(max(values) for _, _, values in self.series)
            for tick in range(5):
                y = box[3] - (box[3] - box[1]) * tick / 4
                page.draw_line((x0 - 3, y), (x0, y), BLACK, width=0.5)
                text = f"{low + (high - low) * tick / 4:.0f}"
                page.insert_text((x0 - 16, y + 2), text, fontname="helv", fontsize=6)
            for order, (name, colour, values) in enumerate(self.series):
                points = [
                    (x0 + wide * i / (len(values) - 1), box[3] - (box[3] - box[1]) * (v - low) / (high - low))
                    for i, v in enumerate(values)
                ]
                page.draw_polyline(points, colour, width=1.0)
                y = y0 + 10 + 9 * order
                page.draw_line((box[2] - 70, y - 2), (box[2] - 58, y - 2), colour, width=1.0)
                page.insert_text((box[2] - 54, y), name, fontname="helv", fontsize=6.5)
            page.insert_text((x0 + wide / 2 - 14, box[3] + 14), self.axis[0], fontname="helv", fontsize=7)
            page.insert_text(
                (x0 - 22, (y0 + box[3]) / 2 + 20), self.axis[1], fontname="helv", fontsize=7, rotate=90
            )

        return setter.exhibit(height, draw, self.caption)
