"""Headings: names of sub-figures and of the whole, to which no line leads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.labels import ParsedLabel, parse_label
from extract.scene.geometry import centre, crossing, grown, holds
from extract.scene.model import Connector, TextBlock, end_of
from graph import Box

SUB_CAPTION = re.compile(r"^\(?[a-zA-Z]\)\s*\S*")
WORD = re.compile(r"[A-Za-z]{3,}")


AT_ARROW = 3.0
"""Farthest that what is done along an arrow is printed over or under it, in sizes of text."""

AT_CORNER = 1.5
"""Greatest distance of such a heading from the rims that it stands at, in sizes of text."""

CORNER = 1.0
"""Greatest distance of a name in a frame's corner from both rims, in sizes of text."""

LED = 1.6
"""Farthest that a line ends from the text that it leads to, in sizes of text."""

OFF = 0.6
"""Farthest that it ends off the middle of the text's side, in sizes of text."""

LARGER = 1.15
"""Least size of a frame's heading, in that of the largest type within it."""


def is_title(block: TextBlock, mostly_bold: bool, unit: float, *, led: bool = False) -> bool:
    """Whether a free text block is a heading.

    Args:
        block: the text.
        mostly_bold: whether most of the figure's text is bold, so that bold type says nothing.
        unit: usual size of the figure's text in points.
        led: whether a line runs to the text; then its type alone makes it no heading.
    """
    text = block.text.strip()
    if SUB_CAPTION.match(text):
        return not (led and numbered_end(text))
    if led or not WORD.search(text):
        return False
    return (block.bold and not mostly_bold) or block.size > 1.35 * unit


def numbered_end(text: str) -> ParsedLabel | None:
    """What an input or output means whose name has a letter that the caption points at: "(a) Input image"."""
    parsed = parse_label(text, role="box") if SUB_CAPTION.match(text) else None
    return parsed if parsed is not None and parsed.kind == "terminal" else None


def names_corner(block: TextBlock, frame: Box, unit: float) -> bool:
    """Whether a text stands in a corner of a frame, where its name is printed.

    Args:
        block: the text.
        frame: around the group that holds it.
        unit: usual size of the figure's text in points.
    """
    box = block.bbox
    aside = min(box[0] - frame[0], frame[2] - box[2])
    level = min(box[1] - frame[1], frame[3] - box[3])
    narrow = box[2] - box[0] < 0.6 * (frame[2] - frame[0])
    return narrow and max(aside, level) < CORNER * unit and WORD.search(block.text) is not None


def heads_frame(block: TextBlock, frame: Box, connectors: Sequence[Connector], unit: float) -> bool:
    """Whether a text in the middle under a frame's upper side is its name, which a line that enters there runs over.

    Args:
        block: the text.
        frame: around the group that holds it.
        connectors: the scene's lines.
        unit: usual size of the figure's text in points.
    """
    box = block.bbox
    aside = abs(centre(box)[0] - centre(frame)[0])
    if aside > 0.1 * (frame[2] - frame[0]) or not -0.2 * unit <= box[1] - frame[1] <= unit:
        return False
    return any(_runs_over(connector, box) for connector in connectors)


def _runs_over(connector: Connector, box: Box) -> bool:
    """Whether a line passes a text from its upper to its lower side, and ends nowhere in it."""
    if any(holds(box, end) for end in (connector.points[0], connector.points[-1])):
        return False
    y = centre(box)[1]
    return any(crossing(a, b, (box[0], y), (box[2], y)) is not None for a, b in pairwise(connector.points))


def is_larger_head(block: TextBlock, frame: Box, others: Sequence[TextBlock], unit: float) -> bool:
    """Whether a text stands at the middle, or an end, of a frame's upper rim, in larger type than all else in the frame.

    Args:
        block: the text.
        frame: around the group that holds it.
        others: the texts of the figure.
        unit: usual size of the figure's text in points.
    """
    box = block.bbox
    middle = abs(centre(box)[0] - centre(frame)[0]) <= 0.1 * (frame[2] - frame[0])
    ends = min(box[0] - frame[0], frame[2] - box[2]) < AT_CORNER * unit
    if not (middle or ends) or box[1] - frame[1] > AT_CORNER * unit:
        return False
    inner = [other.size for other in others if other is not block and holds(frame, centre(other.bbox))]
    return WORD.search(block.text) is not None and block.size > LARGER * max(inner, default=block.size)


def stands_at_arrow(
    box: Box, connectors: Sequence[Connector], unit: float, ends: Sequence[Box] | None = None
) -> bool:
    """Whether a text is centred right over or under a short level arrow: it says what is done there.

    Args:
        box: around the text.
        connectors: the scene's lines.
        unit: usual size of the figure's text in points.
        ends: what the arrow must join to count; None: whatever it joins.
    """
    wide = box[2] - box[0]
    for connector in connectors:
        (x0, y0), (x1, y1) = connector.points[0], connector.points[-1]
        level = len(connector.points) == 2 and abs(y1 - y0) < 0.1 * abs(x1 - x0)
        if not level or not connector.head_end or not 0.4 * wide < abs(x1 - x0) < 2.5 * wide:
            continue
        off = abs((x0 + x1) / 2 - centre(box)[0])
        gap = max(box[1] - y0, y0 - box[3])
        joined = ends is None or all(
            any(holds(grown(end, 0.5 * unit), point) for end in ends)
            for point in (connector.points[0], connector.points[-1])
        )
        if joined and off < 0.15 * abs(x1 - x0) and 0 <= gap < AT_ARROW * unit:
            return True
    return False


def is_led_to(box: Box, connectors: Sequence[Connector], unit: float) -> bool:
    """Whether a line begins or ends near the middle of a side of a text, and runs straight away from it.

    Args:
        box: around the text.
        connectors: the scene's lines.
        unit: usual size of the figure's text in points.
    """
    middle, around = centre(box), grown(box, LED * unit)
    for connector in connectors:
        for last in (False, True):
            if not holds(around, connector.points[-1 if last else 0]):
                continue
            point, (dx, dy) = end_of(connector, last)
            level = abs(point[1] - middle[1]) < OFF * unit and abs(dx) > 0.9
            upright = abs(point[0] - middle[0]) < OFF * unit and abs(dy) > 0.9
            if level or upright:
                return True
    return False
