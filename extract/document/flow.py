"""Which type of a page is running text: what no figure or table reaches across."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extract.document.boxes import area, height, overlap, shared_x, union, union_all, width
from extract.document.captions import body_size
from extract.document.page import Line, Page
from graph import Box

EDGE = 0.055
"""Height of the strips at the top and bottom that hold heads and page numbers, in heights of the page."""

WORD = re.compile(r"[A-Za-z]{2,}")
SUB_CAPTION = re.compile(r"^\s*\(?[a-z]\)")

GUTTER = 2.0
"""Points: how far one column of two may reach over the middle of the page, as its edge is rounded."""

HANGING = 2.0
"""Points that a hyphen or stop may stand out of a paragraph's edge, as fine typesetting has them."""

MIN_PARAGRAPH = 0.55
"""Least width of a paragraph's rows, in widths of a column."""


@dataclass(frozen=True, slots=True)
class Flow:
    """The layout of a paper's running text.

    Attributes:
        size: of the body's type, in points.
        fonts: of the body's type.
        column: width of a column.
        text: left and right edge of the text area.
        columns: 1 or 2.
        heads: lower edges of the running page heads, in points from the top.
    """

    size: float
    fonts: frozenset[str]
    column: float
    text: tuple[float, float]
    columns: int
    heads: tuple[float, ...] = ()


def find_flow(pages: Sequence[Page]) -> Flow:
    """The layout that most of a paper's running text keeps to."""
    size = body_size(pages)
    fonts: Counter[str] = Counter()
    widths: Counter[int] = Counter()
    lefts: Counter[int] = Counter()
    rights: Counter[int] = Counter()
    for page in pages:
        for line in page.lines:
            if line.level and abs(line.size - size) < 0.6 and width(line.bbox) > 12 * size:
                fonts[line.spans[0].font] += 1
                widths[round(width(line.bbox) / 6)] += 1
                lefts[round(line.bbox[0] / 4)] += 1
                rights[round(line.bbox[2] / 4)] += 1
    if not widths:
        extent = pages[0].width if pages else 612.0
        return Flow(size, frozenset(), extent, (0.0, extent), 1)
    column = widths.most_common(1)[0][0] * 6.0
    often = max(lefts.values()) * 0.25
    left = min(place for place, count in lefts.items() if count >= often) * 4.0
    right = max(place for place, count in rights.items() if count >= max(rights.values()) * 0.25) * 4.0
    left, right = _both_columns(left, right, pages)
    total = sum(fonts.values())
    return Flow(
        size=size,
        fonts=frozenset(font for font, count in fonts.items() if count > 0.05 * total),
        column=column,
        text=(left, right),
        columns=2 if column < 0.62 * (right - left) else 1,
        heads=_heads(pages),
    )


def _both_columns(left: float, right: float, pages: Sequence[Page]) -> tuple[float, float]:
    """The edges of the text area, where only one column of two holds enough text to be seen.

    Text that keeps to one half of the page leaves the other half to a second column, as wide and as far from
    the page's edge.
    """
    wide = Counter(page.width for page in pages).most_common(1)[0][0]
    if right <= wide / 2 + GUTTER:
        return left, max(right, wide - left)
    if left >= wide / 2 - GUTTER:
        return min(left, wide - right), right
    return left, right


def _heads(pages: Sequence[Page]) -> tuple[float, ...]:
    """Where lines near the top of pages say the same, page numbers aside, on three pages or more."""
    places: dict[tuple[str, int], dict[int, float]] = defaultdict(dict)
    for page in pages:
        top = min((line.bbox[3] for line in page.lines if line.level), default=0.0)
        for line in page.lines:
            if line.level and line.bbox[3] < min(top + 4, 0.14 * page.height):
                text = re.sub(r"[\dIVXivx\s]+", "", line.text)
                if len(text) > 4:
                    places[text, round(line.bbox[3] / 2)].setdefault(page.number, line.bbox[3])
    return tuple(sorted({round(min(found.values()), 1) for found in places.values() if len(found) >= 3}))


@dataclass(frozen=True, slots=True)
class Barriers:
    """What no exhibit reaches across.

    Attributes:
        strong: places in `page.lines` of paragraphs, page heads and feet.
        weak: of what may be a heading or a short paragraph, or a line of a figure or a note under a table.
    """

    strong: frozenset[int]
    weak: frozenset[int]


def running_text(page: Page, flow: Flow, frames: Sequence[Box], taken: set[int]) -> Barriers:
    """The running text of a page.

    Args:
        frames: regions whose type is not running text (drawn tables and pictures).
        taken: places in `page.lines` that are captions.
    """
    free = [
        index
        for index, line in enumerate(page.lines)
        if line.level
        and index not in taken
        and not any(overlap(line.bbox, frame) > 0.6 * area(line.bbox) for frame in frames)
    ]
    strong: set[int] = set()
    weak: set[int] = set()
    for chain in _chains(page, free):
        long = [index for index in chain if width(page.lines[index].bbox) > MIN_PARAGRAPH * flow.column]
        near = [index for index in chain if abs(page.lines[index].size - flow.size) < 1.6]
        if _is_block(page, chain):
            strong.update(chain)
        elif len(chain) >= 2 and len(long) >= 0.5 * len(chain) and len(near) > 0.7 * len(chain):
            sub_caption = SUB_CAPTION.match(page.lines[chain[0]].text)
            (strong if len(long) >= 3 and not sub_caption else weak).update(chain)
        else:
            weak.update(index for index in chain if _is_single(page.lines[index], flow))
    for index, line in enumerate(page.lines):
        stamp = not line.level and line.bbox[2] < 0.08 * page.width and height(line.bbox) > 100
        edge = line.bbox[3] < EDGE * page.height or line.bbox[1] > (1 - EDGE) * page.height
        head = any(abs(line.bbox[3] - place) < 2 for place in flow.heads)
        if stamp or (line.level and (edge or head)):
            strong.add(index)
    return Barriers(frozenset(strong - taken), frozenset(weak - taken - strong))


def _is_block(page: Page, chain: Sequence[int]) -> bool:
    """Whether three rows and more are set to both edges: text of any width, as around a wrapped figure."""
    rows = [page.lines[index] for index in chain if len(WORD.findall(page.lines[index].text)) >= 4]
    if len(rows) < 3 or SUB_CAPTION.match(page.lines[chain[0]].text):
        return False
    flush = min(_flush([row.bbox[edge] for row in rows]) for edge in (0, 2))
    return flush >= max(3, 0.5 * len(chain))


def _flush(edges: Sequence[float]) -> int:
    """How many of the edges of rows lie on one line."""
    return max(sum(-HANGING / 2 <= other - edge <= HANGING for other in edges) for edge in edges)


def _chains(page: Page, free: Sequence[int]) -> list[list[int]]:
    """Lines one under the other, of one size, from one left or right edge."""
    chains: list[list[int]] = []
    for index in sorted(free, key=lambda place: page.lines[place].bbox[1]):
        line = page.lines[index]
        for chain in reversed(chains):
            last = page.lines[chain[-1]]
            gap = line.bbox[3] - last.bbox[3]
            if (
                0.3 * last.size < gap < 1.45 * max(last.size, line.size)
                and abs(line.size - last.size) < 0.5
                and shared_x(line.bbox, last.bbox) > 0.5 * min(width(line.bbox), width(last.bbox))
                and (abs(line.bbox[0] - last.bbox[0]) < 24 or abs(line.bbox[2] - last.bbox[2]) < 3)
            ):
                chain.append(index)
                break
        else:
            chains.append([index])
    return chains


def _is_single(line: Line, flow: Flow) -> bool:
    """Whether a line by itself is running text: a full row of body type, or a heading at a column's edge."""
    text = line.text
    if (
        abs(line.size - flow.size) < 0.8
        and width(line.bbox) > 0.85 * flow.column
        and line.spans[0].font in flow.fonts
    ):
        return text.count(" ") >= 5
    edges = [flow.text[0], flow.text[1] - flow.column]
    heading = line.spans[0].bold or line.size > flow.size + 0.8 or text.isupper()
    at_edge = any(abs(line.bbox[0] - edge) < 4 for edge in edges)
    return heading and at_edge and line.size >= flow.size - 0.3 and len(text) > 3 and text[0].isalnum()


def table_frames(page: Page, barriers: Sequence[Box]) -> list[Box]:
    """Regions between level rules of one width, one under the other: the tables set with rules.

    Args:
        barriers: captions and paragraphs, which no table reaches across.
    """
    frames: list[list[Box]] = []
    for rule in page.rules:
        if not 0.07 * page.height < rule[1] < 0.95 * page.height:
            continue
        for frame in frames:
            last = frame[-1]
            between = (rule[0], last[3], rule[2], rule[1])
            if (
                abs(last[0] - rule[0]) < 3
                and abs(last[2] - rule[2]) < 3
                and not any(overlap(bar, between) > 0.5 * area(bar) for bar in barriers)
            ):
                frame.append(rule)
                break
        else:
            frames.append([rule])
    return [union_all(frame) for frame in frames if len(frame) >= 2 and height(union_all(frame)) > 8]


def justified(page: Page, flow: Flow) -> list[Box]:
    """Paragraphs that can't be anything else: three rows and more from edge to edge of a column."""
    level = [index for index, line in enumerate(page.lines) if line.level]
    found = []
    for chain in _chains(page, level):
        boxes = [page.lines[index].bbox for index in chain]
        full = [
            box
            for box, index in zip(boxes, chain, strict=True)
            if width(box) > 0.9 * flow.column and page.lines[index].text.count(" ") >= 4
        ]
        if len(full) >= 3 and len({round(box[2] / 2) for box in full}) <= 2:
            found.append(union_all(boxes))
    return found


def pictures_of(page: Page) -> list[Box]:
    """Pictures whose type is no running text."""
    limit = 0.7 * page.width * page.height
    return [picture.bbox for picture in page.pictures if 400 < area(picture.bbox) < limit]


def merge_near(boxes: Sequence[Box], gap: float) -> list[Box]:
    """Boxes joined as long as two of them are nearer than `gap`."""
    merged: list[Box] = []
    for box in sorted(boxes):
        joined = box
        changed = True
        while changed:
            changed = False
            for other in merged:
                if (
                    joined[0] <= other[2] + gap
                    and other[0] <= joined[2] + gap
                    and joined[1] <= other[3] + gap
                    and other[1] <= joined[3] + gap
                ):
                    joined = union(joined, other)
                    merged.remove(other)
                    changed = True
                    break
        merged.append(joined)
    return merged
