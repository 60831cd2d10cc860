"""What a page prints that may belong to an exhibit: images, clusters of paths, and type that is not running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.document.boxes import area, height, shared_x, width
from extract.document.flow import merge_near
from extract.document.page import Page
from graph import Box

Side = Literal["above", "below"]


@dataclass(frozen=True, slots=True)
class Element:
    """Something printed that may belong to an exhibit."""

    bbox: Box
    what: Literal["drawing", "picture", "text"]


def elements_of(page: Page, running: frozenset[int], captions: set[int]) -> list[Element]:
    """What may belong to an exhibit.

    Args:
        page: the page.
        running: places in `page.lines` of running text.
        captions: those of captions.
    """
    whole = page.width * page.height
    head, foot = 0.06 * page.height, 0.95 * page.height
    paths = [
        path.bbox
        for path in page.paths
        if area(path.bbox) < 0.75 * whole
        and head < path.bbox[3]
        and path.bbox[1] < foot
        and (path.stroke is not None or path.fill is None or min(path.fill) < 0.999)
    ]
    found = [Element(box, "drawing") for box in merge_near(paths, 1.5)]
    found += [
        Element(picture.bbox, "picture")
        for picture in page.pictures
        if area(picture.bbox) < 0.85 * whole and min(picture.pixels) > 1
    ]
    found += [
        Element(line.bbox, "text")
        for index, line in enumerate(page.lines)
        if index not in running and index not in captions
    ]
    heads = [page.lines[index].bbox for index in sorted(running - captions)]
    heads = [head for head in heads if head[3] < 0.14 * page.height]
    return [element for element in found if not _is_furniture(element, page, heads)]


def _is_furniture(element: Element, page: Page, heads: Sequence[Box]) -> bool:
    """Whether it is a rule over the footnotes or under the page's head."""
    box = element.bbox
    if element.what == "text" or height(box) > 1.5 or width(box) < 40:
        return False
    under = any(-1 < box[1] - head[3] < 6 and shared_x(box, head) > 0 for head in heads)
    foot = width(box) < 0.35 * page.width and box[1] > 0.6 * page.height
    alike = any(
        3 < abs(rule[1] - box[1]) < 200 and shared_x(rule, box) > 0.8 * width(box) for rule in page.rules
    )
    return (under and box[1] < 0.14 * page.height) or (foot and not alike)
