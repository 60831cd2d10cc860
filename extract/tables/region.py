"""Where exactly a table stands: the exhibit's region, mended by rulings and by what its caption took too much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.document.boxes import area, overlap, shared_x, shared_y, touches, union_all
from extract.document.page import Line, Page
from extract.labels import repeat_mark
from extract.model import Exhibit
from extract.tables.rulings import rulings_of
from extract.tables.type import turn_of
from graph import Box

LONG = 30.0
"""Points that a horizontal ruling has at least to count for a table's frame."""
_CAPTION = re.compile(r"^(?:table|tab\.|figure|fig\.)\s*[\dIVXA-Z]", re.I)
NEAR = 14.0
"""Points above the first ruling in which a head may stand."""
ASIDE = 30.0
"""Points beside a table's frame in which a mark may stand that tells how often its rows are repeated."""
LEVEL = 2.0
"""Points by which rulings of tables that begin at one height differ."""
COLUMNS = 1.7
"""Widths of a caption from which on a region reaches over the column of the page that it stands in."""
MOST = 0.7
"""Share of a region's lines that a frame holds which is the table's, though white space or titles are added to it."""
WIDE_GAP = 1.2
"""Gap between pieces of one line, in type sizes, that running text does not have."""


def table_region(page: Page, exhibit: Exhibit) -> Box:
    """The region of the table's type and rulings, without its caption."""
    if turn_of(page, exhibit.bbox) != 0:
        return exhibit.bbox
    frames = _frames(page)
    caption = exhibit.caption_bbox
    end = _caption_end(page, exhibit, frames)
    swallowed = [
        f for f in frames if shared_x(f, caption) > 0 and f[1] >= end - 3 and shared_y(f, caption) > 0
    ]
    if swallowed and end < caption[3] - 2:
        frame = min(swallowed, key=lambda f: f[1])
        return _with_rows(page, frame, end, exhibit.bbox)
    region = _of_column(page, exhibit.bbox, caption)
    if end < caption[3] - 2 and region[1] >= caption[3] - 4:
        region = (min(region[0], caption[0]), end + 0.5, max(region[2], caption[2]), region[3])
    over = [f for f in frames if overlap(f, region) >= 0.6 * min(area(f), area(region)) > 0]
    return _framed(page, region, union_all(over)) if over else region


def _of_column(page: Page, region: Box, caption: Box) -> Box:
    """A region cut to the column of the page that its caption stands in, where all its rulings do, and to what they rule.

    What stands in the other column is running text then.
    """
    if region[2] - region[0] < COLUMNS * (caption[2] - caption[0]):
        return region
    horizontal, vertical = rulings_of(page, region)
    boxes = [(x0, y, x1, y) for y, x0, x1 in horizontal] + [(x, y0, x, y1) for x, y0, y1 in vertical]
    frame = union_all(boxes) if boxes else region
    if len(boxes) < 2 or frame[0] < caption[0] - LEVEL or frame[2] > caption[2] + LEVEL:
        return region
    top = max(region[1], _row_above(page, frame))
    return (min(frame[0], caption[0]), top, max(frame[2], caption[2]), region[3])


def _framed(page: Page, region: Box, frame: Box) -> Box:
    """A region cut to the frame of rulings that holds most of it, with the rows that stand right at the frame."""
    inside = [line for line in page.lines if overlap(line.bbox, region) > 0.5 * area(line.bbox)]
    held = sum(frame[1] - 1 <= (line.bbox[1] + line.bbox[3]) / 2 <= frame[3] + 1 for line in inside)
    if frame[3] - frame[1] < 0.5 * (region[3] - region[1]) and held < MOST * len(inside):
        return region
    x0 = frame[0] if frame[0] > region[0] + 12 else min(frame[0], region[0])
    x1 = frame[2] if frame[2] < region[2] - 12 else max(frame[2], region[2])
    marks = [
        line.bbox for line in page.lines if repeat_mark(line.text) is not None and _beside(line.bbox, frame)
    ]
    x0, x1 = min([x0, *(box[0] for box in marks)]), max([x1, *(box[2] for box in marks)])
    # Only one line may stand above the first ruling: what is further up is not the table's.
    top = min(region[1], frame[1]) if region[1] > frame[1] - NEAR else _row_above(page, frame)
    return (x0, top, x1, max(frame[3], _end_below(inside, frame)))


def _beside(box: Box, frame: Box) -> bool:
    """Whether a text stands right outside a frame, at a height that the frame has."""
    gap = max(frame[0] - box[2], box[0] - frame[2])
    return 0 <= gap < ASIDE and frame[1] <= (box[1] + box[3]) / 2 <= frame[3]


def _end_below(lines: Sequence[Line], frame: Box) -> float:
    """Where the rows end that go on under a frame: those in columns, a line's height apart. Notes are not among them."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.bbox[3]):
        if (line.bbox[1] + line.bbox[3]) / 2 <= frame[3] + 1:
            continue
        if rows and abs(line.bbox[3] - rows[-1][0].bbox[3]) < 3:
            rows[-1].append(line)
        else:
            rows.append([line])
    end = frame[3]
    for row in rows:
        box = union_all([line.bbox for line in row])
        if box[1] - end > row[0].size or len(row) < 2:
            break
        end = box[3]
    return end


def side_by_side(page: Page, region: Box) -> list[Box]:
    """The regions of tables that stand beside each other: where all rulings stop at one gap. One region else."""
    if turn_of(page, region) != 0:
        return [region]
    rulings = [r for r in rulings_of(page, region)[0] if r[2] - r[1] >= LONG]
    groups: list[list[tuple[float, float, float]]] = []
    for ruling in sorted(rulings, key=lambda r: r[1]):
        home = next((g for g in groups if ruling[1] < max(r[2] for r in g) + 1), None)
        if home is None:
            groups.append([ruling])
        else:
            home.append(ruling)
    high = region[3] - region[1]
    tall = [g for g in groups if len(g) >= 2 and _reach(g) >= 0.5 * high]
    # A shorter network stands in the middle beside a longer one, or begins at its height.
    tops = [min(r[0] for r in g) for g in tall]
    short = [
        g
        for g in groups
        if (len(g) >= 4 and 0.25 * high <= _reach(g) < 0.5 * high)
        or (
            len(g) >= 3
            and _reach(g) < 0.5 * high
            and any(abs(min(r[0] for r in g) - y) < LEVEL for y in tops)
        )
    ]
    if not tall or len(tall) + len(short) < max(len(groups), 2):
        return [region]
    ends = [(min(r[1] for r in g), max(r[2] for r in g)) for g in groups]
    cuts = [region[0], *((a[1] + b[0]) / 2 for a, b in pairwise(ends)), region[2]]
    return [(x0, region[1], x1, region[3]) for x0, x1 in pairwise(cuts)]


def _reach(group: Sequence[tuple[float, float, float]]) -> float:
    return max(r[0] for r in group) - min(r[0] for r in group)


def _caption_end(page: Page, exhibit: Exhibit, frames: Sequence[Box]) -> float:
    """The lower end of the caption's own text: before the first line that is set in columns or lies in a frame."""
    caption = exhibit.caption_bbox
    lines = sorted(page.within(caption).lines, key=lambda line: line.bbox[1])
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(line.bbox[3] - rows[-1][0].bbox[3]) < 3:
            rows[-1].append(line)
        else:
            rows.append([line])
    end = caption[1]
    for number, row in enumerate(rows):
        box = union_all([line.bbox for line in row])
        middle = (box[1] + box[3]) / 2
        framed = any(f[1] - 1 <= middle <= f[3] + 1 and shared_x(f, box) > 0 for f in frames)
        if number and (framed or _in_columns(row)):
            return end
        end = box[3]
    return caption[3]


def _in_columns(row: Sequence[Line]) -> bool:
    chars = sorted(c.bbox for line in row for span in line.spans for c in span.chars if not c.text.isspace())
    size = max(line.size for line in row)
    gaps = sum(b[0] - a[2] > WIDE_GAP * size for a, b in pairwise(chars))
    return gaps >= 2


def _frames(page: Page) -> list[Box]:
    """Hulls of rulings that belong together: those that touch, and those of one width with no caption between."""
    horizontal, vertical = rulings_of(page, page.bbox)
    boxes: list[Box] = [(x0, y, x1, y) for y, x0, x1 in horizontal if x1 - x0 >= LONG]
    boxes += [(x, y0, x, y1) for x, y0, y1 in vertical if y1 - y0 >= 5]
    captions = [line.bbox for line in page.lines if _CAPTION.match(line.text)]
    groups: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: b[1]):
        home = [g for g in groups if any(_belong(box, other, captions) for other in g)]
        merged = [box]
        for group in home:
            merged.extend(group)
            groups.remove(group)
        groups.append(merged)
    hulls = [union_all(group) for group in groups if sum(b[3] == b[1] for b in group) >= 2]
    return [hull for hull in hulls if hull[3] - hull[1] > 8]


def _belong(a: Box, b: Box, captions: Sequence[Box]) -> bool:
    if touches(a, b, 3.0):
        return True
    level = a[1] == a[3] and b[1] == b[3]
    if not level or abs(a[0] - b[0]) > 2.5 or abs(a[2] - b[2]) > 2.5:
        return False
    low, high = sorted((a[1], b[1]))
    return not any(low < (c[1] + c[3]) / 2 < high and shared_x(a, c) > 0 for c in captions)


def _row_above(page: Page, frame: Box) -> float:
    tops = [
        line.bbox[1]
        for line in page.lines
        if frame[1] - NEAR <= line.bbox[1] and line.bbox[3] <= frame[1] + 2 and shared_x(line.bbox, frame) > 0
    ]
    return min(tops, default=frame[1])


def _with_rows(page: Page, frame: Box, start: float, region: Box) -> Box:
    """A frame with the rows of type that stand right above its first ruling."""
    above = [
        line.bbox
        for line in page.lines
        if start - 0.5 <= line.bbox[1] and line.bbox[3] <= frame[1] + 2 and shared_x(line.bbox, frame) > 0
    ]
    return union_all([frame, *above])
