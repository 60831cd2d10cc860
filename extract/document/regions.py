"""The region of each exhibit: the drawing, images and loose type between its caption and the running text.

A caption may stand under its exhibit or above it. Several regions are proposed for every caption of a page,
on both sides and of several extents, and the choice is made for all of them together, so that no two claim the
same drawing.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from extract.document.beside import drawings_beside, hanging_beside
from extract.document.boxes import area, grow, height, overlap, shared_x, shared_y, union_all, width
from extract.document.captions import Caption
from extract.document.elements import Element, Side, elements_of
from extract.document.flow import Flow, justified, pictures_of, running_text, table_frames
from extract.document.page import Page
from graph import Box

REACH = 15.0
"""Points: type farther than this from a figure's drawing is not part of it."""

NEXT = 20.0
"""Points between a table's caption and the rule at its top or bottom."""

BESIDE = 40.0
"""Points: how far from a drawing the names of its parts stand that are set in a column beside it."""

JUMPS = (120.0, 30.0, 12.0)
"""Points: white space that a region may hold, from the most to the least."""

ACROSS = 1.5
"""What a region loses by reaching across a line that may be running text."""

ASIDE = 1.0
"""What a region beside its caption loses against one over it."""

MARGIN = 40.0
"""Points: what stands this near to the edge of the text area (a page's number) narrows no exhibit."""

MIDDLE, WIDE = 0.5, 0.95
"""Shares of a caption's width over which type ends its exhibit."""

BEAM = 60
"""Choices for a page that are followed at once."""


@dataclass(frozen=True, slots=True)
class _Proposal:
    bbox: Box
    score: float


def find_regions(page: Page, captions: Sequence[Caption], flow: Flow) -> list[Box]:
    """The region of each caption's exhibit; where nothing is found, an empty strip at the caption's top."""
    if not captions:
        return []
    boxes = [caption.bbox for caption in captions]
    taken = {index for caption in captions for index in caption.lines}
    frames = table_frames(page, [*boxes, *justified(page, flow)])
    barriers = running_text(page, flow, [*frames, *pictures_of(page)], taken)
    strong = [page.lines[index].bbox for index in barriers.strong]
    weak = [page.lines[index].bbox for index in barriers.weak]
    sure = elements_of(page, barriers.strong | barriers.weak, taken)
    tables = [grow(frame, 2) for frame in frames if any(_is_table_of(caption, frame) for caption in captions)]
    more = [*sure, *(Element(box, "text") for box in weak)]
    proposals = []
    for caption in captions:
        others = [box for box in boxes if box != caption.bbox]
        found = _propose(page, flow, caption, [*strong, *weak, *others], sure, 0.0)
        found += _propose(page, flow, caption, [*strong, *others], more, ACROSS)
        if caption.kind == "figure" and tables:
            found += _propose(page, flow, caption, [*strong, *weak, *others, *tables], sure, 0.0)
        proposals.append(found)
    return [
        pick.bbox if pick is not None else (box[0], box[1], box[2], box[1])
        for pick, box in zip(_choose(proposals), boxes, strict=True)
    ]


def _is_table_of(caption: Caption, frame: Box) -> bool:
    """Whether a frame of rules stands next to a table's caption: no figure reaches into it."""
    away = max(frame[1] - caption.bbox[3], caption.bbox[1] - frame[3])
    return caption.kind == "table" and -3 < away < NEXT and shared_x(frame, caption.bbox) > 0


def _propose(
    page: Page,
    flow: Flow,
    caption: Caption,
    barriers: Sequence[Box],
    elements: Sequence[Element],
    loss: float,
) -> list[_Proposal]:
    proposals: list[_Proposal] = []
    sides: tuple[Side, ...] = ("above", "below")
    left, right = flow.text[0] - 20, flow.text[1] + 20
    column = _column(flow, caption.bbox)
    running, barriers = barriers, [*barriers, *hanging_beside(caption.bbox, elements)]
    # A short caption at the left edge may stand under a figure over both columns.
    whole = (left, right)
    spans = [(column, 0.0)]
    if column != whole:
        # Where neither text nor another caption stands beside it, nothing says that it ends with its column.
        cut = 0.4 if caption.kind == "figure" and _reaches(page, caption, whole, barriers) else 0.0
        spans = [(column, cut), (whole, 0.4 - cut)]
    shares = (MIDDLE, WIDE) if caption.kind == "figure" else (MIDDLE,)
    for share, side, (span, cost), (place, jump) in itertools.product(shares, sides, spans, enumerate(JUMPS)):
        band = _band(page, caption.bbox, span, side, barriers, share)
        for found in _fill(page, caption, band, elements, side, jump):
            if all(found.bbox != other.bbox for other in proposals):
                proposals.append(_Proposal(found.bbox, found.score - loss - cost - 0.2 * place))
    if caption.kind == "figure":
        for drawn in drawings_beside(caption.bbox, (left, right), running, elements):
            box = union_all([element.bbox for element in drawn])
            proposals.append(_Proposal(box, _worth(caption, drawn, 0.0, "below") - loss - ASIDE))
    return proposals


def _reaches(page: Page, caption: Caption, whole: tuple[float, float], barriers: Sequence[Box]) -> bool:
    """Whether the free space above a caption goes over the whole text area."""
    band = _band(page, caption.bbox, whole, "above", barriers)
    return height(band) > 0 and band[0] <= whole[0] + MARGIN and band[2] >= whole[1] - MARGIN


def _band(
    page: Page,
    box: Box,
    span: tuple[float, float],
    side: Side,
    barriers: Sequence[Box],
    share: float = MIDDLE,
) -> Box:
    """The free space on one side of a caption, as wide as the layout lets it be.

    What stands over the middle share of the caption ends the space; what stands farther aside narrows it.
    """
    x0, x1 = min(span[0], box[0]), max(span[1], box[2])
    # What stands beside the caption itself (another caption, text around a wrapped figure) narrows the span.
    for bar in barriers:
        if shared_y(bar, box) > 2:
            if bar[0] >= box[2] - 2:
                x1 = min(x1, (bar[0] + box[2]) / 2)
            elif bar[2] <= box[0] + 2:
                x0 = max(x0, (bar[2] + box[0]) / 2)
    aside = (0.5 - 0.5 * share) * (box[2] - box[0])
    middle = (box[0] + aside, box[2] - aside)
    over = [bar for bar in barriers if bar[0] < middle[1] and bar[2] > middle[0]]
    if side == "above":
        y0, y1 = max((bar[3] for bar in over if bar[3] <= box[1] + 3), default=0.0), box[1]
    else:
        y0, y1 = box[3], min((bar[1] for bar in over if bar[1] >= box[3] - 3), default=page.height)
    for bar in barriers:
        if bar[3] > y0 + 2 and bar[1] < y1 - 2:
            if bar[0] >= middle[1] - 1:
                x1 = min(x1, max(bar[0] - 1, middle[1]))
            elif bar[2] <= middle[0] + 1:
                x0 = max(x0, min(bar[2] + 1, middle[0]))
    return (x0, y0, x1, y1)


def _column(flow: Flow, box: Box) -> tuple[float, float]:
    """The column that a caption stands in, or the whole text area, with some of the margin."""
    left, right = flow.text
    gutter = (left + right) / 2
    if flow.columns == 1 or (box[0] < gutter - 12 and box[2] > gutter + 12):
        return left - 20, right + 20
    return (left - 20, gutter) if (box[0] + box[2]) / 2 < gutter else (gutter, right + 20)


def _fill(
    page: Page, caption: Caption, band: Box, elements: Sequence[Element], side: Side, jump: float
) -> list[_Proposal]:
    """What of a band may belong to the exhibit, where no white space is higher than `jump`."""
    if height(band) < 6:
        return []
    inside = [element for element in elements if _in(element.bbox, band)]
    graphics = [element for element in inside if element.what != "text"]
    if caption.kind == "table" or not graphics:
        kept = _contiguous(caption.bbox, inside, side, min(jump, 40.0))
    else:
        kept = _contiguous(caption.bbox, graphics, side, jump)
        if kept:
            texts = [element for element in inside if element.what == "text"]
            whole = union_all([element.bbox for element in kept])
            kept += (near := _attached(whole, texts, band))
            whole = union_all([element.bbox for element in kept])
            kept += _rows_next_to(whole, [text for text in texts if text not in near], caption.bbox)
    choices = [kept, *([_ruled(page, kept, side)] if caption.kind == "table" else [])]
    proposals = []
    for choice in choices:
        if choice:
            box = union_all([_visible(page, element, band) for element in choice])
            gap = max(0.0, caption.bbox[1] - box[3] if side == "above" else box[1] - caption.bbox[3])
            cut = (box[0], max(box[1], band[1]), box[2], min(box[3], band[3]))
            proposals.append(_Proposal(cut, _worth(caption, choice, gap, side)))
    return proposals


def _visible(page: Page, element: Element, band: Box) -> Box:
    """An element's box; of a picture that lies under what else is printed beside its band, the part in the band.

    Such a picture has a white rim.
    """
    if element.what != "picture":
        return element.bbox
    x0, y0, x1, y1 = element.bbox
    others = [path.bbox for path in page.paths] + [line.bbox for line in page.lines]
    others += [picture.bbox for picture in page.pictures if picture.bbox != element.bbox]
    if x1 > band[2] and any(overlap(box, (band[2], y0, x1, y1)) > 1 for box in others):
        x1 = band[2]
    if x0 < band[0] and any(overlap(box, (x0, y0, band[0], y1)) > 1 for box in others):
        x0 = band[0]
    return (x0, y0, x1, y1)


def _ruled(page: Page, kept: Sequence[Element], side: Side) -> list[Element]:
    """The part of a table's elements that lies between the rules of the table nearest the caption."""
    boxes = [element.bbox for element in kept]
    if not boxes:
        return []
    around = grow(union_all(boxes), 2)
    rules = [rule for rule in page.rules if overlap(grow(rule, 0.2), around) > 0.8 * area(grow(rule, 0.2))]
    if side == "above":
        rules.reverse()
    alike = [rule for rule in rules if abs(rule[0] - rules[0][0]) < 3 and abs(rule[2] - rules[0][2]) < 3]
    if len(alike) < 2:
        return []
    frame = grow(union_all(alike), 3)
    return [
        element
        for element in kept
        if overlap(grow(element.bbox, 0.1), frame) > 0.5 * area(grow(element.bbox, 0.1))
    ]


def _in(box: Box, band: Box) -> bool:
    """Whether a box lies in a band: its middle, and most of its height."""
    if not band[0] <= (box[0] + box[2]) / 2 <= band[2]:
        return False
    tall = max(height(box), 0.1)
    return shared_y((box[0], box[1], box[2], box[1] + tall), band) >= 0.7 * tall


def _contiguous(start: Box, elements: Sequence[Element], side: Side, gap: float) -> list[Element]:
    """Elements reached from the caption without a jump of more than `gap` along y."""
    kept: list[Element] = []
    edge = start[1] if side == "above" else start[3]
    ordered = sorted(elements, key=lambda e: -e.bbox[3] if side == "above" else e.bbox[1])
    for element in ordered:
        distance = edge - element.bbox[3] if side == "above" else element.bbox[1] - edge
        # The space next to the caption itself is the setter's, whatever stands inside the exhibit.
        if distance > (gap if kept else max(gap, 60.0)):
            break
        kept.append(element)
        edge = min(edge, element.bbox[1]) if side == "above" else max(edge, element.bbox[3])
    return kept


def _attached(box: Box, texts: Sequence[Element], band: Box) -> list[Element]:
    """Type at or in a drawing, in rounds: what is near what was near; beside it, in its band, a little farther."""
    rest = list(texts)
    kept = [text for text in rest if _beside(box, text.bbox, band)]
    rest = [text for text in rest if text not in kept]
    if kept:
        box = union_all([box, *(text.bbox for text in kept)])
    for _ in range(3):
        near = [text for text in rest if overlap(grow(text.bbox, 0.1), grow(box, REACH)) > 0]
        if not near:
            break
        kept += near
        rest = [text for text in rest if text not in near]
        box = union_all([box, *(text.bbox for text in near)])
    return kept


def _rows_next_to(box: Box, texts: Sequence[Element], caption: Box) -> list[Element]:
    """Rows of type between a drawing and its caption, no wider than the drawing: names under its parts."""
    between = [
        text
        for text in texts
        if max(text.bbox[1] - box[3], box[1] - text.bbox[3]) <= BESIDE
        and min(box[3], caption[3]) <= text.bbox[1]
        and text.bbox[3] <= max(box[1], caption[1])
        and box[0] - REACH <= text.bbox[0]
        and text.bbox[2] <= box[2] + REACH
    ]
    return [
        text
        for text in between
        if any(
            shared_y(text.bbox, other.bbox) > 0.8 * height(text.bbox)
            and max(other.bbox[0] - text.bbox[2], text.bbox[0] - other.bbox[2]) > 0
            for other in between
        )
    ]


def _beside(box: Box, text: Box, band: Box) -> bool:
    """Whether a text stands level with a drawing, within the free space around it: a row of names for its parts."""
    away = max(text[0] - box[2], box[0] - text[2])
    level = shared_y(text, box) > 0.8 * height(text)
    return level and 0 <= away <= BESIDE and text[0] >= band[0] and text[2] <= band[2]


def _worth(caption: Caption, kept: Sequence[Element], gap: float, side: Side) -> float:
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
    """One proposal a caption, or None, such that they are worth most together."""
    beam: list[tuple[float, tuple[_Proposal | None, ...]]] = [(0.0, ())]
    for options in proposals:
        grown = [
            (
                total + (option.score - _shared(option, picks) if option is not None else -1.0),
                (*picks, option),
            )
            for (total, picks), option in itertools.product(beam, [*options, None])
        ]
        beam = sorted(grown, key=lambda choice: -choice[0])[:BEAM]
    return list(beam[0][1])


def _shared(one: _Proposal, others: Sequence[_Proposal | None]) -> float:
    """What a region loses by lying over others."""
    return sum(
        6.0 * overlap(one.bbox, two.bbox) / max(1.0, min(area(one.bbox), area(two.bbox)))
        for two in others
        if two is not None
    )
