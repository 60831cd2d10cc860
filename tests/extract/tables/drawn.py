"""Tables drawn for the tests, in the forms that papers print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pymupdf

from extract.document import find_exhibits, open_document
from extract.document.boxes import grow, union_all
from extract.model import Exhibit
from extract.tables import TableReading, read_table

SIZE = 9.0
LEADING = 11.0
PAD = 6.0


@dataclass(frozen=True)
class Bracket:
    """Lines in a tall bracket, with the mark beside it."""

    lines: tuple[str, ...]
    times: str = ""


@dataclass(frozen=True)
class Over:
    """A cell over several columns."""

    text: str
    columns: int


@dataclass(frozen=True)
class Fractions:
    """A line of texts and of fractions, as pairs of a numerator and a denominator."""

    parts: tuple[str | tuple[str, str], ...]


Entry = str | Bracket | Over | Fractions | None


@dataclass
class Table:
    """A table to be drawn.

    Attributes:
        caption: with its label.
        rows: cells from left to right; None below an `Over` or where nothing is printed; lines parted by newline.
        header: how many rows are the head.
        ruled: "grid" for every cell, "rows" for a ruling under each row and between columns, "book" for three
            rulings, "columns" for those and one between columns, "none" for none at all.
        caption_below: whether the caption stands below.
        centred: whether cells are centred.
        rules_after: rows with a ruling below them besides.
        beside: a second table at the right, under the same caption.
        note: a line right under the last ruling.
        open_heads: whether the rulings between columns begin below the head.
        gap: points between the texts of neighbouring columns.
        low: whether cells of fewer lines than others stand beside their last line.
        part_ruled: rulings below a part of a row: the row, its first column, and the first that is not under it.
    """

    caption: str
    rows: Sequence[Sequence[Entry]]
    header: int = 1
    ruled: str = "book"
    caption_below: bool = False
    centred: bool = True
    rules_after: Sequence[int] = field(default_factory=tuple)
    beside: Table | None = None
    note: str = ""
    part_ruled: Sequence[tuple[int, int, int]] = ()
    open_heads: bool = False
    low: bool = False
    gap: float = 2 * PAD


def _lines(entry: Entry) -> list[str]:
    if isinstance(entry, Bracket):
        return list(entry.lines)
    if isinstance(entry, Fractions):
        return ["".join("00" if isinstance(part, tuple) else part for part in entry.parts)]
    text = entry.text if isinstance(entry, Over) else entry or ""
    return text.split("\n") if text else []


LATIN, WIDE = pymupdf.Font("helv"), pymupdf.Font("cjk")


def _font(text: str) -> pymupdf.Font:
    return LATIN if all(LATIN.has_glyph(ord(char)) for char in text) else WIDE


def _width(text: str) -> float:
    return float(_font(text).text_length(text, SIZE))


def _write(page: pymupdf.Page, place: tuple[float, float], text: str, size: float = SIZE) -> None:
    if text:
        writer = pymupdf.TextWriter(page.rect)
        writer.append(place, text, font=_font(text), fontsize=size)
        writer.write_text(page)


def _write_fractions(page: pymupdf.Page, place: tuple[float, float], entry: Fractions) -> None:
    """Terms of two thirds of the size, over and under a bar at a quarter of it over the baseline, as TeX sets them."""
    x, base = place
    bar, small = base - 0.25 * SIZE, 0.67 * SIZE
    for part in entry.parts:
        if isinstance(part, str):
            _write(page, (x, base), part)
            x += _width(part)
            continue
        wide = max(_width(term) for term in part) * small / SIZE
        page.draw_line((x, bar), (x + wide, bar), width=0.4)
        for term, y in zip(part, (bar - 1.2, bar + 0.85 * small), strict=True):
            _write(page, (x + (wide - _width(term) * small / SIZE) / 2, y), term, small)
        x += wide + 1


def _entry_width(entry: Entry) -> float:
    widest = max((_width(line) for line in _lines(entry)), default=0.0)
    return widest + 10 + _width(entry.times) + 6 if isinstance(entry, Bracket) else widest


def _edges(table: Table, left: float) -> list[float]:
    columns = max(sum(e.columns if isinstance(e, Over) else 1 for e in row) for row in table.rows)
    widths = [24.0] * columns
    for row in table.rows:
        at = 0
        for entry in row:
            if isinstance(entry, Over):
                at += entry.columns
                continue
            widths[at] = max(widths[at], _entry_width(entry))
            at += 1
    edges = [left]
    for width in widths:
        edges.append(edges[-1] + width + table.gap)
    return edges


def draw(table: Table, left: float = 90.0, top: float = 120.0) -> bytes:
    """A PDF of one page with the table and a paragraph above and below it."""
    edges = _edges(table, left)
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    prose = (
        "This line of running text stands for the paragraph that goes on around the table in its column here."
    )
    page.insert_text((left - 10, top - 60), prose, fontname="helv", fontsize=10)
    y = top
    if not table.caption_below:
        _write(page, (left, y - 10), table.caption)
    bottom = _rows(page, table, edges, y)
    if table.beside is not None:
        bottom = max(bottom, _rows(page, table.beside, _edges(table.beside, edges[-1] + 40), y))
    _write(page, (left, bottom + LEADING), table.note)
    if table.caption_below:
        _write(page, (left, bottom + 14), table.caption)
    page.insert_text((left - 10, bottom + 60), prose, fontname="helv", fontsize=10)
    return bytes(document.tobytes())


def _rows(page: pymupdf.Page, table: Table, edges: list[float], y: float) -> float:
    start = y
    spans: list[tuple[float, float, set[float]]] = []
    for number, row in enumerate(table.rows):
        height = max((len(_lines(entry)) for entry in row), default=1) * LEADING + 3
        at = 0
        crossed: set[float] = set()
        for entry in row:
            reach = entry.columns if isinstance(entry, Over) else 1
            down = y + height - LEADING * len(_lines(entry)) - 3 if table.low else y
            _entry(page, entry, edges[at], edges[at + reach], down, y + height - down, table.centred)
            crossed |= set(edges[at + 1 : at + reach])
            at += reach
        spans.append((y, y + height, crossed))
        for _, first, end in (part for part in table.part_ruled if part[0] == number):
            page.draw_line((edges[first] + 2, y + height), (edges[end] - 2, y + height), width=0.5)
        ruled = table.ruled in ("grid", "rows") or number in (table.header - 1, *table.rules_after)
        if ruled and table.ruled != "none":
            page.draw_line((edges[0], y + height), (edges[-1], y + height), width=0.5)
        y += height
    if table.ruled != "none":
        page.draw_line((edges[0], start), (edges[-1], start), width=0.8)
        page.draw_line((edges[0], y), (edges[-1], y), width=0.8)
    inner = edges[1:-1] if table.ruled in ("rows", "columns", "grid") else []
    for x in [*inner, *((edges[0], edges[-1]) if table.ruled == "grid" else ())]:
        for upper, lower, crossed in spans[table.header if table.open_heads else 0 :]:
            if x not in crossed:
                page.draw_line((x, upper), (x, lower), width=0.5)
    return y


def _entry(
    page: pymupdf.Page, entry: Entry, x0: float, x1: float, y: float, height: float, centred: bool
) -> None:
    lines = _lines(entry)
    if not lines:
        return
    used = len(lines) * LEADING
    base = y + (height - used) / 2 + LEADING - 2.5
    width = _entry_width(entry)
    x = x0 + (x1 - x0 - width) / 2 if centred or isinstance(entry, (Bracket, Over)) else x0 + PAD
    if isinstance(entry, Fractions):
        _write_fractions(page, (x, base), entry)
        return
    for number, line in enumerate(lines):
        indent = 5.0 if isinstance(entry, Bracket) else (width - _width(line)) / 2 if centred else 0.0
        _write(page, (x + indent, base + number * LEADING), line)
    if isinstance(entry, Bracket):
        inner = max(_width(line) for line in lines)
        top, bottom = y + (height - used) / 2 + 0.5, y + (height + used) / 2 - 0.5
        for side, inward in ((x, 3.0), (x + inner + 10, -3.0)):
            page.draw_polyline(
                [(side + inward, top), (side, top), (side, bottom), (side + inward, bottom)], width=0.6
            )
        middle = y + height / 2 + 3
        _write(page, (x + inner + 14, middle), entry.times)


def read(table: Table, folder: Path) -> TableReading:
    """Draws a table, finds it on its page and reads it."""
    path = folder / "table.pdf"
    path.write_bytes(draw(table))
    with open_document(path) as document:
        pages = list(document)
        found = [exhibit for exhibit in find_exhibits(pages) if exhibit.kind == "table"]
    assert len(found) == 1, "the table's caption was not found"
    return read_table(pages[found[0].page - 1], found[0])


def read_turned(table: Table, folder: Path, degrees: int) -> TableReading:
    """Draws a table on a page that is turned, and reads it from the region of its type."""
    turned = pymupdf.open()
    page = turned.new_page(width=792, height=612)
    page.show_pdf_page(page.rect, pymupdf.open(stream=draw(table)), 0, rotate=degrees)
    path = folder / "turned.pdf"
    path.write_bytes(turned.tobytes())
    texts = {line for row in table.rows for entry in row for line in _lines(entry)}
    with open_document(path) as document:
        (leaf,) = document
    region = union_all([line.bbox for line in leaf.lines if line.text in texts])
    return read_table(leaf, Exhibit("Table 1", "table", 1, grow(region, 3), table.caption, (0, 0, 1, 1)))
