"""What an image was found to hold as a page: its areas and lines as paths, its words as lines of type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from extract.document.page import Line, Page, Path, Picture, Point, Segment, Span, inside
from extract.labels.misread import mended
from extract.outlines.spread import spread
from extract.pixels.areas import Area
from extract.pixels.heads import Head
from extract.pixels.model import Image, Ring
from extract.pixels.strokes import Stroke
from extract.pixels.traced import traced
from extract.pixels.words import Words
from extract.scene.geometry import bounds
from graph import Box

FONT = "pictured"

DASHES = (3.0, 3.0)
"""Dashes and gaps of rims and lines that are dashed, in points; how long they are does not matter."""


def traced_page(image: Image, page: Page, region: Box, dpi: float) -> Page:
    """A page that holds what an image shows, where the image stands.

    Args:
        image: the region as it is shown, height × width × 3 bytes.
        page: that the region is of.
        region: x0, y0, x1, y1 in points.
        dpi: pixels an inch.
    """
    scale = 72.0 / dpi
    # The order of painting of type over an image says nothing of shapes that the image shows.
    lines = [
        replace(line, spans=tuple(replace(span, order=-1) for span in line.spans))
        for line in page.lines
        if inside(line.bbox, region, 0.5)
    ]
    live = [_in_pixels(span.bbox, region, scale) for line in lines for span in line.spans]
    found = traced(image, dpi, live)
    drawn = [
        *(_area_path(area, region, scale) for area in found.areas),
        *(_head_path(head, region, scale) for head in found.heads),
        *(_stroke_path(stroke, region, scale) for stroke in found.strokes),
    ]
    paths = tuple(replace(path, order=order) for order, path in enumerate(drawn))
    block = max((line.block for line in page.lines), default=0) + 1
    lines += [_line(words, region, scale, block + i) for i, words in enumerate(found.words)]
    pictures = tuple(_picture(photo, region, scale) for photo in found.photos)
    return Page(page.number, page.width, page.height, tuple(lines), paths, pictures)


def _picture(photo: Box, region: Box, scale: float) -> Picture:
    x0, y0, x1, y1 = (region[i % 2] + v * scale for i, v in enumerate(photo))
    pixels = round(photo[2] - photo[0]), round(photo[3] - photo[1])
    return Picture((x0, y0, x1, y1), pixels, has_mask=False, shown=b"")


def _in_pixels(box: Box, region: Box, scale: float) -> Box:
    x0, y0, x1, y1 = (float((v - region[i % 2]) / scale) for i, v in enumerate(box))
    return x0, y0, x1, y1


def _placed(points: Ring, region: Box, scale: float) -> list[Point]:
    return [(region[0] + float(x) * scale, region[1] + float(y) * scale) for x, y in points]


def _colour(colour: tuple[float, ...]) -> tuple[float, float, float]:
    r, g, b = (min(max(float(c) / 255.0, 0.0), 1.0) for c in colour)
    return r, g, b


def _area_path(area: Area, region: Box, scale: float) -> Path:
    ring = _placed(area.ring, region, scale)
    if area.form == "rectangle":
        segments: tuple[Segment, ...] = (Segment("rect", tuple(ring)),)
    elif area.form == "ellipse":
        segments = _ellipse(ring)
    else:
        segments = _lines([*ring, ring[0]])
    path = _path(ring, segments, area.thickness * scale, stroke=area.rim, fill=area.fill)
    return replace(path, closed=True, dashes=DASHES if area.dashed else ())


def _head_path(head: Head, region: Box, scale: float) -> Path:
    ring = _placed(head.ring, region, scale)
    return _path(ring, _lines([*ring, ring[0]]), 0.0, fill=head.colour)


def _stroke_path(stroke: Stroke, region: Box, scale: float) -> Path:
    points = _placed(stroke.points, region, scale)
    path = _path(points, _lines(points), stroke.thickness * scale, stroke=stroke.colour)
    return replace(path, dashes=DASHES if stroke.dashed else ())


def _lines(points: Sequence[Point]) -> tuple[Segment, ...]:
    return tuple(Segment("line", (a, b)) for a, b in pairwise(points))


def _path(
    points: Sequence[Point],
    segments: tuple[Segment, ...],
    thickness: float,
    *,
    stroke: tuple[float, ...] | None = None,
    fill: tuple[float, ...] | None = None,
) -> Path:
    """A path, closed where it is filled; its place in the painting order is still to be told."""
    return Path(
        segments=segments,
        bbox=bounds(points),
        stroke=_colour(stroke) if stroke is not None else None,
        fill=_colour(fill) if fill is not None else None,
        width=thickness,
        dashes=(),
        stroke_opacity=1.0,
        fill_opacity=1.0 if fill is not None else 0.0,
        closed=fill is not None,
        even_odd=False,
        clip=None,
        order=-1,
        layer="",
    )


def _ellipse(ring: Sequence[Point]) -> tuple[Segment, ...]:
    (x0, y0), (x1, y1) = ring[0], ring[2]
    mx, my, k = (x0 + x1) / 2, (y0 + y1) / 2, 0.2761423749
    kx, ky = (x1 - x0) * k, (y1 - y0) * k
    return (
        Segment("curve", ((x0, my), (x0, my - ky), (mx - kx, y0), (mx, y0))),
        Segment("curve", ((mx, y0), (mx + kx, y0), (x1, my - ky), (x1, my))),
        Segment("curve", ((x1, my), (x1, my + ky), (mx + kx, y1), (mx, y1))),
        Segment("curve", ((mx, y1), (mx - kx, y1), (x0, my + ky), (x0, my))),
    )


def _line(words: Words, region: Box, scale: float, block: int) -> Line:
    (x0, y0), (x1, y1) = _placed(np.array([words.bbox[:2], words.bbox[2:]]), region, scale)
    tall, wide = y1 - y0, x1 - x0
    upright = words.turned != 0
    direction = (0.0, float(words.turned)) if upright else (1.0, 0.0)
    letters = mended(words.text)
    # The detector's boxes stand about a sixth of their height away from the letters of a level line.
    pad = 0.0 if upright else 0.12 * tall
    box = (x0 + pad, y0 + pad, x1 - pad, y1 - pad)
    cells = spread(box, direction, wide if upright else tall, len(letters))
    span = Span(
        text=letters,
        bbox=box,
        font=FONT,
        size=max((wide if upright else tall) * 0.8, 1.0),
        colour=(0.0, 0.0, 0.0),
        bold=False,
        italic=False,
        superscript=False,
        direction=direction,
        origin=(box[0], box[3]),
        order=-1,
        glyphs=tuple((c, (cell[0], cell[3]), cell) for c, cell in zip(letters, cells, strict=True)),
    )
    return Line(spans=(span,), bbox=box, direction=direction, block=block)
