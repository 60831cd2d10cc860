"""What an image was found to hold as a page: its areas and lines as paths, its words as lines of type."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.document.page import Line, Page, Path, Segment, Span, inside
from extract.pixels.areas import Area
from extract.pixels.model import Image, Ring
from extract.pixels.strokes import Stroke
from extract.pixels.traced import traced
from extract.pixels.words import Words
from graph import Box

FONT = "pictured"


def traced_page(image: Image, page: Page, region: Box, dpi: float) -> Page:
    """A page that holds what an image shows, where the image stands.

    Args:
        image: the region as it is shown, height × width × 3 bytes.
        page: that the region is of.
        region: x0, y0, x1, y1 in points.
        dpi: pixels an inch.
    """
    scale = 72.0 / dpi
    lines = [line for line in page.lines if inside(line.bbox, region, 0.5)]
    live = [_in_pixels(span.bbox, region, scale) for line in lines for span in line.spans]
    found = traced(image, dpi, live)
    paths: list[Path] = []
    for area in found.areas:
        paths.append(_area_path(area, region, scale, len(paths)))
    for head in found.heads:
        as_area = Area("polygon", head.ring, head.colour, None, 0.0, 0.0)
        paths.append(_area_path(as_area, region, scale, len(paths)))
    for stroke in found.strokes:
        paths.append(_stroke_path(stroke, region, scale, len(paths)))
    block = max((line.block for line in page.lines), default=0) + 1
    lines += [_line(words, region, scale, block + i) for i, words in enumerate(found.words)]
    return Page(page.number, page.width, page.height, tuple(lines), tuple(paths), ())


def _in_pixels(box: Box, region: Box, scale: float) -> Box:
    x0, y0, x1, y1 = (float((v - region[i % 2]) / scale) for i, v in enumerate(box))
    return x0, y0, x1, y1


def _placed(points: Ring, region: Box, scale: float) -> list[tuple[float, float]]:
    return [(region[0] + float(x) * scale, region[1] + float(y) * scale) for x, y in points]


def _colour(colour: tuple[float, ...]) -> tuple[float, float, float]:
    r, g, b = (min(max(float(c) / 255.0, 0.0), 1.0) for c in colour)
    return r, g, b


def _area_path(area: Area, region: Box, scale: float, order: int) -> Path:
    ring = _placed(area.ring, region, scale)
    if area.form == "rectangle":
        segments: tuple[Segment, ...] = (Segment("rect", tuple(ring)),)
    elif area.form == "ellipse":
        segments = _ellipse(ring)
    else:
        ends = [*ring[1:], ring[0]]
        segments = tuple(Segment("line", (a, b)) for a, b in zip(ring, ends, strict=True))
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return Path(
        segments=segments,
        bbox=(min(xs), min(ys), max(xs), max(ys)),
        stroke=_colour(area.rim) if area.rim is not None else None,
        fill=_colour(area.fill),
        width=area.thickness * scale,
        dashes=(),
        stroke_opacity=1.0,
        fill_opacity=1.0,
        closed=True,
        even_odd=False,
        clip=None,
        order=order,
        layer="",
    )


def _ellipse(ring: Sequence[tuple[float, float]]) -> tuple[Segment, ...]:
    (x0, y0), (x1, y1) = ring[0], ring[2]
    mx, my, k = (x0 + x1) / 2, (y0 + y1) / 2, 0.2761423749
    kx, ky = (x1 - x0) * k, (y1 - y0) * k
    return (
        Segment("curve", ((x0, my), (x0, my - ky), (mx - kx, y0), (mx, y0))),
        Segment("curve", ((mx, y0), (mx + kx, y0), (x1, my - ky), (x1, my))),
        Segment("curve", ((x1, my), (x1, my + ky), (mx + kx, y1), (mx, y1))),
        Segment("curve", ((mx, y1), (mx - kx, y1), (x0, my + ky), (x0, my))),
    )


def _stroke_path(stroke: Stroke, region: Box, scale: float, order: int) -> Path:
    points = _placed(stroke.points, region, scale)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Path(
        segments=tuple(Segment("line", (a, b)) for a, b in pairwise(points)),
        bbox=(min(xs), min(ys), max(xs), max(ys)),
        stroke=_colour(stroke.colour),
        fill=None,
        width=stroke.thickness * scale,
        dashes=(),
        stroke_opacity=1.0,
        fill_opacity=0.0,
        closed=False,
        even_odd=False,
        clip=None,
        order=order,
        layer="",
    )


def _line(words: Words, region: Box, scale: float, block: int) -> Line:
    (x0, y0), (x1, y1) = _placed(np.array([words.bbox[:2], words.bbox[2:]]), region, scale)
    tall, wide = y1 - y0, x1 - x0
    upright = tall > 1.8 * wide and len(words.text) > 2
    direction = (0.0, -1.0) if upright else (1.0, 0.0)
    letters = words.text
    box = (x0, y0, x1, y1)
    if upright:
        step = tall / max(len(letters), 1)
        cells = [(x0, y1 - (i + 1) * step, x1, y1 - i * step) for i in range(len(letters))]
    else:
        # The detector's boxes stand about a sixth of their height away from the letters.
        pad = 0.12 * tall
        box = (x0 + pad, y0 + pad, x1 - pad, y1 - pad)
        step = (box[2] - box[0]) / max(len(letters), 1)
        cells = [(box[0] + i * step, box[1], box[0] + (i + 1) * step, box[3]) for i in range(len(letters))]
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
