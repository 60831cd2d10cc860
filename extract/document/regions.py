"""The region of each exhibit: the drawing, images and loose type between its caption and the running text.

A caption may stand under its exhibit or above it. Both sides are proposed for every caption of a page, and
the choice is made for all of them together, so that no two claim the same drawing.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.document.boxes import area, grow, height, overlap, shared_x, shared_y, union_all, width
from extract.document.captions import Caption
from extract.document.flow import Flow, frames_of, merge_near, running_text
from extract.document.page import Page
from graph import Box

Side = Literal["above", "below", "beside"]

REACH = 30.0
"""Points: type farther than this from a figure's drawing is not part of it."""

MAX_JOINT = 6
"""Captions of one page whose sides are chosen together; with more, one after the other."""


@dataclass(frozen=True, slots=True)
class _Element:
    bbox: Box
    what: Literal["drawing", "picture", "text"]


@dataclass(frozen=True, slots=True)
class _Proposal:
    side: Side
    bbox: Box
    score: float


def find_regions(page: Page, captions: Sequence[Caption], flow: Flow) -> list[Box]:
    """The region of each caption's exhibit; where nothing is found, an empty strip at the caption's top."""
    boxes = [caption.bbox for caption in captions]
    frames = frames_of(page, flow, boxes)
    taken = {index for caption in captions for index in caption.lines}
    running = running_text(page, flow, frames) - taken
    barriers = [page.lines[index].bbox for index in running]
    elements = _elements(page, running | taken)
    proposals = [_propose(page, flow, caption, boxes, barriers, elements) for caption in captions]
    chosen = _choose(proposals)
    return [
        pick.bbox if pick is not None else (box[0], box[1], box[2], box[1])
        for pick, box in zip(chosen, boxes, strict=True)
    ]


def _elements(page: Page, other: set[int]) -> list[_Element]:
    """What may belong to an exhibit: images, clusters of paths, and type that is not running text."""
    whole = page.width * page.height
    head, foot = 0.06 * page.height, 0.95 * page.height
    paths = [
        path.bbox
        for path in page.paths
        if area(path.bbox) < 0.75 * whole
        and not (path.bbox[3] < head or path.bbox[1] > foot)
        and (
            path.stroke is not None or (path.fill is not None and min(path.fill) < 0.999) or path.fill is None
        )
    ]
    found = [_Element(box, "drawing") for box in merge_near(paths, 1.5)]
    found += [
        _Element(picture.bbox, "picture")
        for picture in page.pictures
        if area(picture.bbox) < 0.85 * whole and picture.pixels[0] > 1 and picture.pixels[1] > 1
    ]
    found += [_Element(line.bbox, "text") for index, line in enumerate(page.lines) if index not in other]
    return found


def _propose(
    page: Page,
    flow: Flow,
    caption: Caption,
    captions: Sequence[Box],
    barriers: Sequence[Box],
    elements: Sequence[_Element],
) -> list[_Proposal]:
    proposals = []
    others = [box for box in captions if box != caption.bbox]
    for side in ("above", "below"):
        band = _band(page, flow, caption.bbox, side, [*barriers, *others])
        found = _fill(caption, band, elements, side)
        if found is not None:
            proposals.append(found)
    return proposals


def _band(page: Page, flow: Flow, box: Box, side: Side, barriers: Sequence[Box]) -> Box:
    """The free space on one side of a caption, as wide as the layout lets it be."""
    x0, x1 = _span(flow, box)
    x0, x1 = min(x0, box[0]), max(x1, box[2])
    # What stands beside the caption itself (another caption, text around a wrapped figure) narrows the span.
    for bar in barriers:
        if shared_y(bar, box) > 2:
            if bar[0] >= box[2] - 2:
                x1 = min(x1, (bar[0] + box[2]) / 2)
            elif bar[2] <= box[0] + 2:
                x0 = max(x0, (bar[2] + box[0]) / 2)
    inner = (max(x0, box[0] - 1), min(x1, box[2] + 1))
    middle = (inner[0] + 0.25 * (inner[1] - inner[0]), inner[1] - 0.25 * (inner[1] - inner[0]))
    if side == "above":
        limit = max(
            (bar[3] for bar in barriers if bar[3] <= box[1] + 3 and _crosses(bar, middle)), default=0.0
        )
        y0, y1 = limit, box[1]
    else:
        limit = min(
            (bar[1] for bar in barriers if bar[1] >= box[3] - 3 and _crosses(bar, middle)),
            default=page.height,
        )
        y0, y1 = box[3], limit
    for bar in barriers:
        if bar[3] > y0 + 2 and bar[1] < y1 - 2:
            if bar[0] >= middle[1] - 1:
                x1 = min(x1, max(bar[0] - 1, middle[1]))
            elif bar[2] <= middle[0] + 1:
                x0 = max(x0, min(bar[2] + 1, middle[0]))
    return (x0, y0, x1, y1)


def _crosses(bar: Box, span: tuple[float, float]) -> bool:
    return bar[0] < span[1] and bar[2] > span[0]


def _span(flow: Flow, box: Box) -> tuple[float, float]:
    """The column that a caption stands in, or the whole text area."""
    left, right = flow.text
    if flow.columns == 1:
        return left - 40, right + 40
    gutter = (left + right) / 2
    if box[0] < gutter - 12 and box[2] > gutter + 12:
        return left - 20, right + 20
    return (left - 20, gutter) if (box[0] + box[2]) / 2 < gutter else (gutter, right + 20)


def _fill(caption: Caption, band: Box, elements: Sequence[_Element], side: Side) -> _Proposal | None:
    """What of a band belongs to the exhibit."""
    if height(band) < 6:
        return None
    inside = [element for element in elements if _in(element.bbox, band)]
    graphics = [element for element in inside if element.what != "text"]
    texts = [element for element in inside if element.what == "text"]
    if caption.kind == "table" or not graphics:
        kept = _contiguous(caption.bbox, inside, side, 26.0 if caption.kind == "table" else 40.0)
    else:
        kept = _contiguous(caption.bbox, graphics, side, 120.0)
        if kept:
            kept = [*kept, *_attached(union_all([e.bbox for e in kept]), texts)]
    if not kept:
        return None
    box = union_all([element.bbox for element in kept])
    gap = max(0.0, caption.bbox[1] - box[3] if side == "above" else box[1] - caption.bbox[3])
    return _Proposal(side, _cut(box, band), _worth(caption, kept, gap, side))


def _in(box: Box, band: Box) -> bool:
    """Whether a box lies in a band: its middle, and most of its height."""
    middle = (box[0] + box[2]) / 2
    if not band[0] <= middle <= band[2]:
        return False
    tall = max(height(box), 0.1)
    return shared_y((box[0], box[1], box[2], box[1] + tall), band) >= 0.7 * tall


def _contiguous(start: Box, elements: Sequence[_Element], side: Side, gap: float) -> list[_Element]:
    """Elements reached from the caption without a jump of more than `gap` along y."""
    kept: list[_Element] = []
    edge = start[1] if side == "above" else start[3]
    ordered = sorted(elements, key=lambda e: -e.bbox[3] if side == "above" else e.bbox[1])
    for element in ordered:
        distance = edge - element.bbox[3] if side == "above" else element.bbox[1] - edge
        if distance > gap:
            break
        kept.append(element)
        edge = min(edge, element.bbox[1]) if side == "above" else max(edge, element.bbox[3])
    return kept


def _attached(box: Box, texts: Sequence[_Element]) -> list[_Element]:
    """Type at or in a drawing, in rounds: what is near what was near."""
    kept: list[_Element] = []
    rest = list(texts)
    for _ in range(3):
        near = [text for text in rest if overlap(grow(text.bbox, 0.1), grow(box, REACH / 2)) > 0]
        if not near:
            break
        kept += near
        rest = [text for text in rest if text not in near]
        box = union_all([box, *(text.bbox for text in near)])
    return kept


def _cut(box: Box, band: Box) -> Box:
    return (box[0], max(box[1], band[1]), box[2], min(box[3], band[3]))


def _worth(caption: Caption, kept: Sequence[_Element], gap: float, side: Side) -> float:
    """How well a region fits a caption: much of what such an exhibit is made of, near the caption."""
    box = union_all([element.bbox for element in kept])
    drawn = sum(area(element.bbox) for element in kept if element.what != "text")
    rules = sum(height(element.bbox) < 2 and width(element.bbox) > 40 for element in kept)
    texts = sum(element.what == "text" for element in kept)
    if caption.kind == "figure":
        score = min(drawn / 4000.0, 3.0) + min(texts, 10) * 0.05 + (0.8 if side == "above" else 0.0)
    else:
        score = min(texts, 20) * 0.1 + min(rules, 3) * 0.6 + min(height(box) / 100.0, 1.0)
    aligned = shared_x(box, caption.bbox) / max(1.0, min(width(box), width(caption.bbox)))
    return score - min(gap, 120.0) / 30.0 + 0.5 * max(aligned, 0.0)


def _choose(proposals: Sequence[Sequence[_Proposal]]) -> list[_Proposal | None]:
    """The sides that are worth most together."""
    chosen: list[_Proposal | None] = []
    for start in range(0, len(proposals), MAX_JOINT):
        options = [[*choices, None] for choices in proposals[start : start + MAX_JOINT]]
        best = max(itertools.product(*options), key=lambda picks: _total(picks, chosen))
        chosen += best
    return chosen


def _total(picks: Sequence[_Proposal | None], fixed: Sequence[_Proposal | None]) -> float:
    total = sum(pick.score if pick is not None else -1.0 for pick in picks)
    placed = [pick for pick in (*fixed, *picks) if pick is not None]
    for one, two in itertools.combinations(placed, 2):
        shared = overlap(one.bbox, two.bbox)
        if shared > 0:
            total -= 6.0 * shared / max(1.0, min(area(one.bbox), area(two.bbox)))
    return total
