"""Running text in one or two columns, with room kept for exhibits and their captions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pymupdf

from simulate.metrics import text_width

BODY, BOLD = "tiro", "tibo"


@dataclass(slots=True)
class Column:
    """A column of a page: left edge, width, next free y, lower end; all in points."""

    page: int
    left: float
    width: float
    y: float
    bottom: float


@dataclass(slots=True)
class Typesetter:
    """Fills pages from top to bottom, column by column.

    Attributes:
        document: the PDF written to.
        columns: columns a page, 1 or 2.
        size: font size of the running text in points.
    """

    document: pymupdf.Document
    columns: int = 1
    size: float = 10.0
    margin: float = 62.0
    _free: list[Column] = field(default_factory=list)

    def column(self, needed: float) -> Column:
        """The column where a piece of this height goes; a new page where none has room."""
        while True:
            if self._free:
                if self._free[0].bottom - self._free[0].y >= needed:
                    return self._free[0]
                self._free.pop(0)
                continue
            self.new_page()

    def new_page(self) -> None:
        """Begin a page."""
        self.fill(self.document.new_page(), self.margin)

    def fill(self, page: pymupdf.Page, start: float) -> None:
        """Go on below `start` (in points) on this page, the last of the document."""
        gap = 22.0
        width = (page.rect.width - 2 * self.margin - gap * (self.columns - 1)) / self.columns
        self._free = [
            Column(page.number, self.margin + i * (width + gap), width, start, page.rect.height - self.margin)
            for i in range(self.columns)
        ]
        number = str(page.number + 1)
        page.insert_text((page.rect.width / 2 - 3, page.rect.height - 32), number, fontname=BODY, fontsize=9)

    def lines(self, text: str, width: float, size: float, font: str = BODY) -> list[str]:
        """The text broken into lines of at most `width` points."""
        out, line = [], ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and text_width(longer, font, size) > width:
                out.append(line)
                line = word
            else:
                line = longer
        return [*out, line] if line else out

    def paragraph(self, text: str) -> None:
        """Set a paragraph, justified."""
        broken = self.lines(text, self.column(self.size * 1.25).width, self.size)
        for index, line in enumerate(broken):
            column = self.column(self.size * 1.25)
            column.y += self.size * 1.22
            self._line(column, line, justify=index < len(broken) - 1)
        self._free[0].y += self.size * 0.5

    def heading(self, text: str) -> None:
        """Set a section's heading, with room for two lines below it."""
        column = self.column(self.size * 5)
        column.y += self.size * 2.2
        page = self.document[column.page]
        page.insert_text((column.left, column.y), text, fontname=BOLD, fontsize=self.size + 1.5)
        column.y += self.size * 0.5

    def exhibit(
        self,
        height: float,
        draw: Callable[[pymupdf.Page, float, float, float], None],
        caption: str,
        above: bool = False,
    ) -> int:
        """Set an exhibit of this height in points and its caption; returns the page, from 1.

        `draw` is called with page, left, top and the column's width. `above` puts the caption first.
        """
        size = self.size - 1
        width = self._free[0].width if self._free else self.column(1).width
        broken = self.lines(caption, width, size)
        column = self.column(height + len(broken) * size * 1.2 + 30)
        page = self.document[column.page]
        column.y += 10
        if above:
            self._caption(page, column, broken, size)
            column.y += 6
        draw(page, column.left, column.y, column.width)
        column.y += height
        if not above:
            column.y += 6
            self._caption(page, column, broken, size)
        column.y += 12
        return column.page + 1

    def _caption(self, page: pymupdf.Page, column: Column, broken: list[str], size: float) -> None:
        for line in broken:
            column.y += size * 1.2
            page.insert_text((column.left, column.y), line, fontname=BODY, fontsize=size)

    def _line(self, column: Column, line: str, justify: bool) -> None:
        page = self.document[column.page]
        words = line.split()
        spare = column.width - text_width("".join(words), BODY, self.size)
        space = spare / (len(words) - 1) if justify and len(words) > 1 else 0.25 * self.size
        x = column.left
        for word in words:
            page.insert_text((x, column.y), word, fontname=BODY, fontsize=self.size)
            x += text_width(word, BODY, self.size) + space
