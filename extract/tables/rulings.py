"""The horizontal and vertical rulings of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.document.boxes import intersect
from extract.document.page import Page, Path
from extract.tables.delimiters import Side
from extract.tables.type import Fragment, level
from graph import Box

Ruling = tuple[float, float, float]
"""Position across, then start and end along."""
THICK = 2.5
"""Widest bar in points that is still a ruling."""
TALL, FOOT = 14.0, 7.0
"""Least height of a drawn bracket, and greatest length of its feet, in points."""
_SIDES: tuple[tuple[Side, int], ...] = (("left", 0), ("right", 2))
JOIN = 2.0
"""Gap in points that pieces of one ruling may have: rows are ruled piece by piece."""


def rulings_of(page: Page, region: Box, turn: int = 0) -> tuple[list[Ruling], list[Ruling]]:
    """Horizontal and vertical rulings in a region, pieces put together, in the coordinates of its reader."""
    horizontal: list[Ruling] = []
    vertical: list[Ruling] = []
    brackets = drawn_brackets(page, region, turn)
    # Old drivers print rulings as tiny images.
    thin = [p.bbox for p in page.pictures if min(p.bbox[2] - p.bbox[0], p.bbox[3] - p.bbox[1]) <= THICK]
    for bars in (thin, *(_bars(path) for path in page.paths)):
        for box in bars:
            x0, y0, x1, y1 = level(box, turn, page.width, page.height)
            if x1 < region[0] - 4 or x0 > region[2] + 4 or y1 < region[1] - 4 or y0 > region[3] + 4:
                continue
            if y1 - y0 <= THICK and x1 - x0 > 3 * max(y1 - y0, 0.3):
                horizontal.append(((y0 + y1) / 2, x0, x1))
            elif (
                x1 - x0 <= THICK
                and y1 - y0 > 2 * max(x1 - x0, 1.0)
                and not _upright((x0, y0, x1, y1), brackets)
            ):
                vertical.append(((x0 + x1) / 2, y0, y1))
    return _joined(horizontal, region[0], region[2]), _joined(vertical, region[1], region[3])


def _upright(bar: Box, brackets: Sequence[tuple[Side, Box]]) -> bool:
    """Whether a bar is the upright of a drawn bracket."""
    return any(
        abs(bar[0] - (box[0] if side == "left" else box[2])) <= 1.5
        and abs(bar[1] - box[1]) <= 1
        and abs(bar[3] - box[3]) <= 1
        for side, box in brackets
    )


def drawn_brackets(page: Page, region: Box, turn: int = 0) -> list[tuple[Side, Box]]:
    """Tall brackets that are drawn as lines: an upright with two short feet on one side.

    Returns:
        The side that each closes on ("left", "right") and its region.
    """
    uprights: list[Box] = []
    feet: list[Box] = []
    for path in page.paths:
        for box in _bars(path):
            x0, y0, x1, y1 = level(box, turn, page.width, page.height)
            if x1 < region[0] - 2 or x0 > region[2] + 2 or y1 < region[1] - 2 or y0 > region[3] + 2:
                continue
            if x1 - x0 <= THICK and y1 - y0 >= TALL:
                uprights.append((x0, y0, x1, y1))
            elif y1 - y0 <= THICK and 0.8 <= x1 - x0 <= FOOT:
                feet.append((x0, y0, x1, y1))
    found: list[tuple[Side, Box]] = []
    for x0, y0, x1, y1 in uprights:
        x = (x0 + x1) / 2
        ends = [[f for f in feet if abs((f[1] + f[3]) / 2 - y) <= 1.2] for y in (y0, y1)]
        for side, edge in _SIDES:
            if all(any(abs(f[edge] - x) <= 1.2 for f in end) for end in ends):
                reach = max(abs(f[2 - edge] - x) for end in ends for f in end if abs(f[edge] - x) <= 1.2)
                found.append((side, (x, y0, x + reach, y1) if side == "left" else (x - reach, y0, x, y1)))
    return found


def split_rulings(
    horizontal: Sequence[Ruling], fragments: Sequence[Fragment]
) -> tuple[list[Ruling], list[Fragment]]:
    """Rulings of the table, and the short ones that are underscores as fragments; underlines are dropped."""
    rulings: list[Ruling] = []
    marks: list[Fragment] = []
    for y, start, end in horizontal:
        left = [f for f in fragments if -0.5 < start - f.x1 < 0.3 * f.size and abs(y - f.y) < 0.25 * f.size]
        if left and end - start < 0.7 * left[0].size:
            f = left[0]
            marks.append(replace(f, text="_", x0=start, x1=end, top=y, bottom=y))
        elif not _underlines((y, start, end), fragments):
            rulings.append((y, start, end))
    return rulings, marks


def _underlines(ruling: Ruling, fragments: Sequence[Fragment]) -> bool:
    """Whether a ruling lies close under type and is no wider than it."""
    y, start, end = ruling
    over = [
        f
        for f in fragments
        if 0 <= y - f.y < (1.2 if f.script == "sup" else 0.35) * f.size
        and f.x1 > start + 0.5
        and f.x0 < end - 0.5
    ]
    if not over:
        return False
    return min(f.x0 for f in over) <= start + 1.5 and max(f.x1 for f in over) >= end - 1.5


def _bars(path: Path) -> Iterable[Box]:
    """Straight pieces of a path as boxes; a white one is no ruling."""
    ink = path.stroke if path.stroke is not None else path.fill
    if ink is None or min(ink) > 0.93:
        return
    for segment in path.segments:
        xs, ys = [p[0] for p in segment.points], [p[1] for p in segment.points]
        box: Box = (min(xs), min(ys), max(xs), max(ys))
        if segment.kind == "line" and path.stroke is not None:
            yield box if path.clip is None else _cut(box, path.clip)
        elif segment.kind == "rect":
            thin = min(box[2] - box[0], box[3] - box[1]) <= THICK
            if thin:
                yield _cut(box, path.bbox)
            elif path.stroke is not None and min(path.stroke) <= 0.93:
                yield (box[0], box[1], box[2], box[1])
                yield (box[0], box[3], box[2], box[3])
                yield (box[0], box[1], box[0], box[3])
                yield (box[2], box[1], box[2], box[3])
    if path.stroke is None and path.segments and all(s.kind == "line" for s in path.segments):
        yield path.bbox


def _cut(box: Box, clip: Box) -> Box:
    cut = intersect(box, clip)
    return cut if cut[2] >= cut[0] and cut[3] >= cut[1] else box


def _joined(rulings: list[Ruling], low: float, high: float) -> list[Ruling]:
    """Pieces on one line put together and cut to the region; twins (double rules) become one."""
    rows: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if rows and ruling[0] - rows[-1][0][0] <= 3.2:
            rows[-1].append(ruling)
        else:
            rows.append([ruling])
    out: list[Ruling] = []
    for row in rows:
        at = sum(r[0] * (r[2] - r[1] + 0.1) for r in row) / sum(r[2] - r[1] + 0.1 for r in row)
        held: list[float] | None = None
        for _, start, end in sorted(row, key=lambda r: r[1]):
            start, end = max(start, low - 6), min(end, high + 6)
            if end - start < 1:
                continue
            if held and start <= held[1] + JOIN:
                held[1] = max(held[1], end)
                continue
            if held:
                out.append((at, held[0], held[1]))
            held = [start, end]
        if held:
            out.append((at, held[0], held[1]))
    return out
