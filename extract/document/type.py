"""The type of a page as lines, spans and characters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extract.document.boxes import overlap, union_all
from extract.document.codes import spelled
from extract.document.key_signs import without_keys
from extract.document.page import Colour, Line, Point, Span
from extract.document.parser import pymupdf
from extract.document.surrogates import whole_characters
from graph import Box

FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE | pymupdf.TEXT_MEDIABOX_CLIP
"""Ligatures are spelled out (no TEXT_PRESERVE_LIGATURES); images are read elsewhere."""

SUPERSCRIPT, ITALIC, BOLD = 1, 2, 16
ASCENT, DESCENT = 0.74, 0.24
"""Heights above and below the baseline that a line is taken to fill, in sizes of its type."""

TALLEST = 6.0
"""Greatest height that a font's boxes have, in sizes of its type; where they are higher, the size says nothing.
Cambria Math's are 5.4."""

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
    font = part["font"].split("+", 1)[-1]
    chars = without_keys(spelled(whole_characters(part["chars"]), size, font), font)
    glyphs = _glyphs(chars, part["origin"], direction, size)
    if not glyphs:
        return None
    printed = next((glyph for glyph in glyphs if not glyph[0].isspace()), glyphs[0])
    order, visible = traces.get(_key(printed[1]), (-1, True))
    if not visible or part.get("alpha", 255) == 0:
        return None
    flags = part["flags"]
    return Span(
        text="".join(glyph[0] for glyph in glyphs),
        bbox=union_all([glyph[2] for glyph in glyphs]),
        font=font,
        size=size,
        colour=_colour(part["color"]),
        bold=bool(flags & BOLD) or "bold" in font.lower(),
        italic=bool(flags & ITALIC),
        superscript=bool(flags & SUPERSCRIPT),
        direction=direction,
        origin=tuple(part["origin"]),
        order=order,
        glyphs=glyphs,
    )


def _glyphs(
    chars: Sequence[Mapping[str, Any]], origin: Point, direction: Point, size: float
) -> tuple[tuple[str, Point, Box], ...]:
    """Characters of one span with their origins, and boxes with the height of Latin type.

    Math fonts state an ascent of several times what they print; their boxes would reach into other lines.
    """
    if not chars:
        return ()
    x0, y0, x1, y1 = chars[0]["bbox"]
    level = abs(direction[0]) > 0.99
    if not 0.5 * size < (y1 - y0 if level else x1 - x0) < TALLEST * size:
        return tuple((char["c"], char["origin"], char["bbox"]) for char in chars)
    if direction[0] > 0.99:
        y0, y1 = origin[1] - ASCENT * size, origin[1] + DESCENT * size
        return tuple((c["c"], c["origin"], (c["bbox"][0], y0, c["bbox"][2], y1)) for c in chars)
    if direction[1] < -0.99:
        x0, x1 = origin[0] - ASCENT * size, origin[0] + DESCENT * size
    elif direction[1] > 0.99:
        x0, x1 = origin[0] - DESCENT * size, origin[0] + ASCENT * size
    else:
        return tuple((char["c"], char["origin"], char["bbox"]) for char in chars)
    return tuple((c["c"], c["origin"], (x0, c["bbox"][1], x1, c["bbox"][3])) for c in chars)


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
