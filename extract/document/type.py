"""The type of a page as lines, spans and characters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.document.boxes import overlap, union_all
from extract.document.page import Char, Colour, Line, Point, Span
from extract.document.parser import pymupdf
from graph import Box

FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE | pymupdf.TEXT_MEDIABOX_CLIP
"""Ligatures are spelled out (no TEXT_PRESERVE_LIGATURES); images are read elsewhere."""

SUPERSCRIPT, ITALIC, BOLD = 1, 2, 16
ASCENT, DESCENT = 0.74, 0.24
"""Heights above and below the baseline that a line is taken to fill, in sizes of its type."""

INVISIBLE = 3
"""Text render mode of hidden type, as under a scanned page."""


def read_lines(page: Any) -> tuple[Line, ...]:
    """Every visible line of type, in the order of the PDF's text blocks.

    Args:
        page: a PyMuPDF page.
    """
    whole: Box = tuple(page.rect)
    traces = _traces(page)
    lines: list[Line] = []
    for number, block in enumerate(page.get_text("rawdict", flags=FLAGS)["blocks"]):
        for raw in block.get("lines", ()):
            spans = tuple(
                span for part in raw["spans"] if (span := _span(part, raw["dir"], traces)) is not None
            )
            if not any(span.text.strip() for span in spans):
                continue
            box = union_all([span.bbox for span in spans if span.text.strip()])
            if overlap(box, whole) > 0:
                lines.append(Line(spans, box, tuple(raw["dir"]), number))
    return tuple(lines)


def _span(
    part: Mapping[str, Any], direction: Point, traces: Mapping[tuple[int, int], tuple[int, bool]]
) -> Span | None:
    size = float(part["size"])
    chars = tuple(
        Char(char["c"], tuple(char["origin"]), _char_box(char["bbox"], char["origin"], direction, size))
        for char in part["chars"]
    )
    if not chars:
        return None
    printed = next((char for char in chars if not char.text.isspace()), chars[0])
    order, visible = traces.get(_key(printed.origin), (-1, True))
    if not visible or part.get("alpha", 255) == 0:
        return None
    flags = part["flags"]
    font = part["font"].split("+", 1)[-1]
    return Span(
        text="".join(char.text for char in chars),
        bbox=union_all([char.bbox for char in chars]),
        font=font,
        size=size,
        colour=_colour(part["color"]),
        bold=bool(flags & BOLD) or "bold" in font.lower(),
        italic=bool(flags & ITALIC),
        superscript=bool(flags & SUPERSCRIPT),
        direction=direction,
        origin=tuple(part["origin"]),
        order=order,
        chars=chars,
    )


def _char_box(box: Box, origin: Point, direction: Point, size: float) -> Box:
    """A character's box with the height of Latin type.

    Math fonts state an ascent of several times what they print; their boxes would reach into other lines.
    """
    x0, y0, x1, y1 = box
    across = y1 - y0 if abs(direction[0]) > 0.99 else x1 - x0
    if not 0.5 * size < across < 4.0 * size:
        return (x0, y0, x1, y1)
    if direction[0] > 0.99:
        return (x0, origin[1] - ASCENT * size, x1, origin[1] + DESCENT * size)
    if direction[1] < -0.99:
        return (origin[0] - ASCENT * size, y0, origin[0] + DESCENT * size, y1)
    if direction[1] > 0.99:
        return (origin[0] - DESCENT * size, y0, origin[0] + ASCENT * size, y1)
    return (x0, y0, x1, y1)


def _traces(page: Any) -> dict[tuple[int, int], tuple[int, bool]]:
    """Painting order and visibility of type, by the place of each character's origin."""
    found: dict[tuple[int, int], tuple[int, bool]] = {}
    for trace in page.get_texttrace():
        seen = trace["type"] != INVISIBLE and trace.get("opacity", 1.0) > 0.01
        for char in trace["chars"]:
            key = _key(char[2])
            # Where type is painted twice in one place, the visible painting counts.
            if seen or key not in found:
                found[key] = (trace["seqno"], seen)
    return found


def _key(origin: tuple[float, float]) -> tuple[int, int]:
    return (round(origin[0] * 10), round(origin[1] * 10))


def _colour(value: int) -> Colour:
    return ((value >> 16 & 255) / 255.0, (value >> 8 & 255) / 255.0, (value & 255) / 255.0)
