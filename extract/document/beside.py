"""Drawings that stand beside a caption: those of other exhibits, or its own where it is set at the side."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document.boxes import area, grow, height, overlap, shared_x, shared_y, union_all, width
from extract.document.elements import Element
from graph import Box

GAP = 40.0
"""Points: greatest distance of a drawing from the caption at its side."""

NEAR = 15.0
"""Points between parts of one drawing."""

LEAST = 2000.0
"""Square points that such a drawing takes at least: a logo or a rule beside a caption is none."""


def hanging_beside(caption: Box, elements: Sequence[Element]) -> list[Box]:
    """Drawings that stand beside a caption and reach lower than it: no exhibit over the caption is as wide.

    They are those of the next exhibit, or the frame of an algorithm.
    """
    return [
        element.bbox
        for element in elements
        if element.what != "text"
        and shared_y(element.bbox, caption) > 0.5 * height(caption)
        and element.bbox[3] > caption[3]
        and shared_x(element.bbox, caption) < 0
    ]


def drawings_beside(
    caption: Box, span: tuple[float, float], barriers: Sequence[Box], elements: Sequence[Element]
) -> list[list[Element]]:
    """What may be the exhibit of a caption that is set at its side: a drawing as high as the caption and higher.

    Args:
        caption: its box.
        span: left and right edge of the text area.
        barriers: what no exhibit reaches across.
        elements: what the exhibit may be made of.
    """
    found = []
    for x0, x1 in ((span[0], caption[0]), (caption[2], span[1])):
        level = [
            element
            for element in elements
            if element.what != "text"
            and x0 <= element.bbox[0]
            and element.bbox[2] <= x1
            and shared_y(element.bbox, caption) > 0
        ]
        if not level:
            continue
        box = union_all([element.bbox for element in level])
        away = max(box[0] - caption[2], caption[0] - box[2])
        high = shared_y(box, caption) > 0.8 * height(caption)
        if away > GAP or not high or area(box) < LEAST or width(caption) > 0.8 * width(box):
            continue
        kept = _grown(box, (x0, x1), elements)
        whole = union_all([element.bbox for element in kept])
        if not any(overlap(bar, whole) > 0.2 * area(bar) for bar in barriers):
            found.append(kept)
    return found


def _grown(box: Box, span: tuple[float, float], elements: Sequence[Element]) -> list[Element]:
    """What hangs together with a drawing within a span, in rounds."""
    kept: list[Element] = []
    rest = [element for element in elements if span[0] <= element.bbox[0] and element.bbox[2] <= span[1]]
    while True:
        near = [element for element in rest if overlap(grow(element.bbox, 0.1), grow(box, NEAR)) > 0]
        if not near:
            return kept
        kept += near
        rest = [element for element in rest if element not in near]
        box = union_all([box, *(element.bbox for element in near)])
