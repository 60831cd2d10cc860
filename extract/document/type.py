"""The type of a page as lines, spans and characters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pymupdf

from extract.document.boxes import overlap
from extract.document.page import Char, Colour, Line, Span
from graph import Box

FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE | pymupdf.TEXT_MEDIABOX_CLIP
"""Ligatures are spelled out (no TEXT_PRESERVE_LIGATURES); images are read elsewhere."""

SUPERSCRIPT, ITALIC, BOLD = 1, 2, 16
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
            if not any(span.text.strip() for span in spans) or overlap(raw["bbox"], whole) <= 0:
                continue
            lines.append(Line(spans, tuple(raw["bbox"]), tuple(raw["dir"]), number))
    return tuple(lines)


def _span(
    part: Mapping[str, Any],
    direction: tuple[float, float],
    traces: Mapping[tuple[int, int], tuple[int, bool]],
) -> Span | None:
    chars = tuple(Char(char["c"], tuple(char["origin"]), tuple(char["bbox"])) for char in part["chars"])
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
        bbox=tuple(part["bbox"]),
        font=font,
        size=float(part["size"]),
        colour=_colour(part["color"]),
        bold=bool(flags & BOLD) or "bold" in font.lower(),
        italic=bool(flags & ITALIC),
        superscript=bool(flags & SUPERSCRIPT),
        direction=direction,
        origin=tuple(part["origin"]),
        order=order,
        chars=chars,
    )


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
