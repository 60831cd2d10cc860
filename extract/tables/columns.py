"""The columns of a table: where white space or rulings part its chunks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.document.boxes import union_all
from extract.tables.rulings import Ruling
from graph import Box

CENTRED = 1.5
"""Points by which a head may stand out of the middle of its columns."""
ALONE = 3.0
"""Points by which what stands over all columns may stand out of the middle of the table."""
TOUCH = 0.8
"""Points that neighbours in one column must at least share."""


@dataclass(frozen=True, slots=True)
class Item:
    """What fills a place of a column: a chunk or a bracketed group. `row` tells the lines apart."""

    bbox: Box
    row: float

    @property
    def x0(self) -> float:
        return self.bbox[0]

    @property
    def x1(self) -> float:
        return self.bbox[2]


def columns_of(items: Sequence[Item], vertical: Sequence[Ruling], height: float) -> list[tuple[float, float]]:
    """The x range of each column, from left to right.

    Items that lie over a gap which other lines keep free are taken for merged cells and do not count.

    Args:
        items: all chunks and bracketed groups of the table.
        vertical: vertical rulings.
        height: of the table; a ruling counts where it runs along a good part of it.
    """
    lines = _lines(items)
    walls = sorted(x for x, total in _walls(vertical).items() if total >= 0.3 * height)
    alone = alone_in_the_middle(items)
    plain = [i for line in lines for i in line if not _merged(i, lines) and not _crosses(i.bbox, walls)]
    plain = [i for i in plain if i not in alone] or plain or list(items)
    heads = [i for i in plain if i.row == min(j.row for j in plain)]
    below = _ranges([i for i in plain if i not in heads], walls)
    plain = [i for i in plain if i not in heads or not _heads_several(i, below)]
    ranges = _ranges(plain, walls)
    return _with_walls(_without_heads(ranges, plain), walls)


def _ranges(items: Sequence[Item], walls: Sequence[float]) -> list[tuple[float, float]]:
    """What items take of the width together, parted where none of them stands, or at a wall."""
    ranges: list[list[float]] = []
    for item in sorted(items, key=lambda i: i.x0):
        if ranges and item.x0 < ranges[-1][1] - TOUCH and not _walled(ranges[-1][1], item, walls):
            ranges[-1][1] = max(ranges[-1][1], item.x1)
        else:
            ranges.append([item.x0, item.x1])
    return [(a, b) for a, b in ranges]


def _heads_several(item: Item, below: Sequence[tuple[float, float]]) -> bool:
    """Whether a head is set in the middle over several ranges of what stands below it.

    Names of families stand between the lines of their members, so that no line may hold both columns that it is of.
    """
    over = [(a, b) for a, b in below if min(b, item.x1) - max(a, item.x0) > TOUCH]
    return len(over) > 1 and abs(over[0][0] + over[-1][1] - item.x0 - item.x1) < 2 * CENTRED


def alone_in_the_middle(items: Sequence[Item]) -> list[Item]:
    """Items that stand alone in their line, in the middle of the table: titles, and layers that columns share.

    They tell nothing of the columns. None are given where no line holds several items: then all are one column.
    What begins where cells of other lines do is one of their column, and in the middle by chance.
    """
    lines = _lines(items)
    starts = [i.x0 for line in lines if len(line) > 1 for i in line]
    if not starts:
        return []
    middle = (min(i.x0 for i in items) + max(i.x1 for i in items)) / 2
    alone = [line[0] for line in lines if len(line) == 1]
    return [
        i
        for i in alone
        if abs(i.x0 + i.x1 - 2 * middle) < 2 * ALONE and not any(abs(i.x0 - x) < 1 for x in starts)
    ]


def _without_heads(ranges: list[tuple[float, float]], items: Sequence[Item]) -> list[tuple[float, float]]:
    """Ranges without those of one item that stands in the middle over the columns at both of its sides: their head."""
    out = [*ranges[:1]]
    for before, own, after in zip(ranges, ranges[1:], ranges[2:], strict=False):
        held = [i for i in items if own[0] <= (i.x0 + i.x1) / 2 <= own[1]]
        beside = [i.row for i in items if before[0] <= (i.x0 + i.x1) / 2 <= after[1] and i not in held]
        centred = abs(sum(own) - before[0] - after[1]) < 2 * CENTRED
        if not (len(held) == 1 and centred and held[0].row < min(beside, default=0)):
            out.append(own)
    return [*out, *ranges[-1:]] if len(ranges) > 1 else out


def place_of(
    box: Box, columns: Sequence[tuple[float, float]], vertical: Sequence[Ruling], height: float
) -> tuple[int, int]:
    """First and last column of a box; where the table's vertical rulings pause beside it, the cell is merged."""
    over = [i for i, (a, b) in enumerate(columns) if _lies_over(box, a, b)]
    middle, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if not over:
        beside = [i for i, (a, b) in enumerate(columns) if a - 1 <= middle <= b + 1]
        over = beside or _gap(middle, columns)
    first, last = over[0], over[-1]
    walls = [x for x, total in _walls(vertical).items() if total >= 0.3 * height]
    left = max(
        (x for x, top, bottom in vertical if x <= box[0] + 1 and top - 1 <= y <= bottom + 1), default=None
    )
    right = min(
        (x for x, top, bottom in vertical if x >= box[2] - 1 and top - 1 <= y <= bottom + 1), default=None
    )
    free = [x for x in walls if (left is None or x > left + 3) and (right is None or x < right - 3)]
    if len(over) > 1 or free:
        middles = [(a + b) / 2 for a, b in columns]
        inside = [
            i for i, m in enumerate(middles) if (left is None or m > left) and (right is None or m < right)
        ]
        if free and inside:
            first, last = min(first, inside[0]), max(last, inside[-1])
    return first, last


def _lies_over(box: Box, start: float, end: float) -> bool:
    """Whether a box takes a real part of a column, not just an edge of it."""
    shared = min(end, box[2]) - max(start, box[0])
    return shared > max(TOUCH, 0.15 * min(end - start, box[2] - box[0]))


def _gap(middle: float, columns: Sequence[tuple[float, float]]) -> list[int]:
    """The columns on both sides of a place between columns; the nearest one outside them all."""
    left = [i for i, (_, b) in enumerate(columns) if b < middle]
    right = [i for i, (a, _) in enumerate(columns) if a > middle]
    return [*left[-1:], *right[:1]]


def _crosses(box: Box, walls: Sequence[float]) -> bool:
    return any(box[0] + 1 < x < box[2] - 1 for x in walls)


def _walls(vertical: Sequence[Ruling]) -> dict[float, float]:
    """Length of the vertical rulings at each place; what is within 3 points is one."""
    found: dict[float, float] = {}
    for x, top, bottom in vertical:
        near = next((other for other in found if abs(other - x) <= 3), None)
        key = x if near is None else near
        found[key] = found.get(key, 0.0) + bottom - top
    return found


def _walled(end: float, item: Item, walls: Sequence[float]) -> bool:
    return any(item.x0 - 1 <= x <= end + 1 and x <= item.x0 + 1 for x in walls)


def _lines(items: Sequence[Item]) -> list[list[Item]]:
    lines: dict[float, list[Item]] = {}
    for item in items:
        lines.setdefault(item.row, []).append(item)
    return [sorted(line, key=lambda i: i.x0) for line in lines.values()]


def _merged(item: Item, lines: Sequence[Sequence[Item]]) -> bool:
    """Whether an item lies over a gap between columns: as more lines keep free than are closed there, or as it stands
    in the middle over what several lines keep apart."""
    split: list[list[Item]] = []
    whole = 0
    for line in lines:
        over = [o for o in line if min(o.x1, item.x1) - max(o.x0, item.x0) > TOUCH]
        if len(over) >= 2:
            split.append(over)
        elif over and over[0] is not item and _alike(over[0], item):
            whole += 1
    return (bool(split) and (len(split) > whole or _centred_over(item, split))) or _stands_between(
        item, lines
    )


def _stands_between(item: Item, lines: Sequence[Sequence[Item]]) -> bool:
    """Whether an item stands in the middle between neighbours in most of the lines that hold more than its own.

    A short one that two columns share ("13") touches neither of them.
    """
    own = next(line for line in lines if item in line)
    longer = [line for line in lines if len(line) > len(own)]
    centred = 0
    for line in longer:
        left = [other for other in line if other.x1 < item.x0 + TOUCH]
        right = [other for other in line if other.x0 > item.x1 - TOUCH]
        if left and right and len(left) + len(right) == len(line):
            centred += abs(left[-1].x0 + right[0].x1 - item.x0 - item.x1) < 2 * CENTRED
    return len(longer) >= 2 and len(own) > 1 and centred > 0.5 * len(longer)


def _centred_over(item: Item, split: Sequence[Sequence[Item]]) -> bool:
    """Whether an item stands in the middle over the pairs of cells that several lines print in its range."""
    hulls = [union_all([o.bbox for o in over]) for over in split if len(over) == 2]
    middle = sum(hull[0] + hull[2] - item.x0 - item.x1 for hull in hulls) / 2 / max(len(hulls), 1)
    free = min((over[1].x0 for over in split), default=0) - max((over[0].x1 for over in split), default=0)
    return len(hulls) == len(split) >= 2 and abs(middle) < CENTRED and free > TOUCH


def _alike(other: Item, item: Item) -> bool:
    shared = min(other.x1, item.x1) - max(other.x0, item.x0)
    return shared >= 0.6 * (item.x1 - item.x0)


def _with_walls(ranges: list[tuple[float, float]], walls: Sequence[float]) -> list[tuple[float, float]]:
    """Parts ranges at rulings and joins those that a pair of rulings holds together without any white gap."""
    out: list[tuple[float, float]] = []
    for start, end in ranges:
        cuts = [x for x in walls if start + 1.5 < x < end - 1.5]
        edges = [start, *cuts, end]
        out.extend(pairwise(edges))
    return out
