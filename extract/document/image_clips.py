"""What is shown of each image: programs place a photograph whole and cut it to its frame with a clip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from extract.document.boxes import intersect, union_all
from extract.document.parser import pymupdf
from graph import Box

MAX_CONTENT = 2_000_000
"""Bytes of drawing operators of a page up to which its clips are looked for: the parser's trace is ten times as long."""

TAG = re.compile(
    r"<(?P<name>clip_path|clip_stroke_path|clip_text|clip_stroke_text|clip_image_mask|begin_mask|end_mask|pop_clip"
    r"|fill_image)\b(?P<values>[^>]*)>(?P<points>(?:\s*<(?:moveto|lineto|curveto|closepath|rect)\b[^>]*>)*)"
)
POINT = re.compile(r'\b(x[123]?)="([-.\de]+)" (y[123]?)="([-.\de]+)"')
TRANSFORM = re.compile(r'transform="([^"]*)"')


def shown_parts(page: Any, boxes: Sequence[Box]) -> list[Box]:
    """Of each image the part that its clip leaves; the whole where that can't be told.

    Args:
        page: PyMuPDF's page.
        boxes: where its images are placed, in painting order.
    """
    if not boxes or len(page.read_contents() or b"") > MAX_CONTENT:
        return list(boxes)
    try:
        placed = list(_images(_trace(page), tuple(page.rect)))
    except MemoryError:
        raise
    except Exception:
        # The parser's errors have no common kind; images are then shown whole.
        return list(boxes)
    found = []
    for box in boxes:
        same = next((i for i, (place, _) in enumerate(placed) if _alike(place, box)), None)
        part = intersect(box, placed.pop(same)[1]) if same is not None else box
        found.append(part if part[2] - part[0] > 0.5 and part[3] - part[1] > 0.5 else box)
    return found


def _trace(page: Any) -> str:
    """Everything that a page paints, as the parser's trace."""
    mupdf = pymupdf.mupdf
    buffer = mupdf.FzBuffer(1 << 16)
    # The device holds its output by a bare pointer: that must live as long.
    output = mupdf.FzOutput(buffer)
    device = mupdf.fz_new_trace_device(output)
    mupdf.fz_run_page(page.this, device, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    output.fz_close_output()
    return str(buffer.fz_buffer_extract().decode("utf-8", "replace"))


def _images(trace: str, whole: Box) -> Iterator[tuple[Box, Box]]:
    """Where each image is placed, and the box of its clip."""
    clips = [whole]
    for tag in TAG.finditer(trace):
        name, values = tag["name"], tag["values"]
        if name == "pop_clip":
            if len(clips) > 1:
                clips.pop()
        elif name == "fill_image":
            yield _placed([(0, 0), (1, 0), (0, 1), (1, 1)], values), clips[-1]
        elif name == "clip_path" and (points := _points(tag["points"])):
            clips.append(intersect(clips[-1], _placed(points, values)))
        elif name != "end_mask":
            # What is painted into a mask, and what the mask then covers, stand between one tag and one `pop_clip`.
            clips.append(clips[-1])


def _points(text: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for _, x, _, y in POINT.findall(text)]


def _placed(points: Sequence[tuple[float, float]], values: str) -> Box:
    """The box of points under a tag's transform."""
    found = TRANSFORM.search(values)
    a, b, c, d, e, f = (float(value) for value in found[1].split()) if found else (1, 0, 0, 1, 0, 0)
    return union_all([(x * a + y * c + e, x * b + y * d + f) * 2 for x, y in points])


def _alike(one: Box, two: Box) -> bool:
    return all(abs(a - b) < 0.5 for a, b in zip(one, two, strict=True))
