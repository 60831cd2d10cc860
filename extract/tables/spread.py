"""Heads over several columns: how far each reaches, though its text is short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from extract.tables.rulings import Ruling
from graph import Box

CENTRED = 3.0
"""Points by which a head may stand out of the middle of its columns, where nothing else says how far it reaches."""


class Placed(Protocol):
    """What stands in a grid: its region, and a key that tells the lines apart."""

    @property
    def bbox(self) -> Box: ...

    @property
    def row(self) -> float: ...


def spread_heads(
    places: Sequence[tuple[int, int]],
    blocks: Sequence[Placed],
    columns: Sequence[tuple[float, float]],
    horizontal: Sequence[Ruling],
    vertical: Sequence[Ruling],
    grouped: Sequence[bool],
) -> list[tuple[int, int]]:
    """First and last column of each block, heads reaching as far as the table says.

    That is told by the partial ruling below a head, by the vertical rulings around it, or by its standing in the
    middle over heads of their own.

    Args:
        places: first and last column of each block as its text alone says.
        blocks: all that is printed in the table.
        columns: x range of each column.
        horizontal, vertical: the rulings.
        grouped: for each block whether it is a bracket, which is no head.
    """
    width = columns[-1][1] - columns[0][0]
    first = min(b.bbox[1] for b in blocks)
    whole = [(y, a, b) for y, a, b in horizontal if b - a >= 0.8 * width and a <= columns[0][1]]
    full = [y for y, _, _ in whole if y > first + 4]
    end = min(full, default=first)
    partial = [ruling for ruling in horizontal if ruling not in whole]
    out = list(places)
    for index, block in enumerate(blocks):
        if block.bbox[3] > end + 2 or grouped[index]:
            continue
        told = (_over_ruling(block.bbox, partial), _between_walls(block.bbox, vertical))
        spans = [
            span
            for reach in told
            if reach
            and (span := _over(index, reach, places, blocks, columns))
            and not _goes_on(index, span, places, blocks, horizontal)
        ]
        out[index] = spans[0] if spans else _in_the_middle(index, places, blocks, columns, end)
    return out


def _over(
    index: int,
    reach: tuple[float, float],
    places: Sequence[tuple[int, int]],
    blocks: Sequence[Placed],
    columns: Sequence[tuple[float, float]],
) -> tuple[int, int] | None:
    """The columns in a head's reach, where it stands alone and in the middle over more than its text does."""
    left, right = places[index]
    block = blocks[index]
    inside = [i for i, (a, b) in enumerate(columns) if reach[0] < (a + b) / 2 < reach[1]]
    alone = not any(
        o is not block and abs(o.row - block.row) < 2 and reach[0] < (o.bbox[0] + o.bbox[2]) / 2 < reach[1]
        for o in blocks
    )
    if len(inside) <= right - left + 1 or not alone:
        return None
    middle = (block.bbox[0] + block.bbox[2]) / 2
    off = abs(middle - (columns[inside[0]][0] + columns[inside[-1]][1]) / 2)
    return (inside[0], inside[-1]) if off < 0.3 * (reach[1] - reach[0]) else None


def _goes_on(
    index: int,
    span: tuple[int, int],
    places: Sequence[tuple[int, int]],
    blocks: Sequence[Placed],
    horizontal: Sequence[Ruling],
) -> bool:
    """Whether a block is a further line of one of several heads above, without a ruling between: no head of all."""
    block = blocks[index]
    above = {
        places[i][0]
        for i, b in enumerate(blocks)
        if b.row < block.row - 2
        and span[0] <= places[i][0] <= places[i][1] <= span[1]
        and not any(b.bbox[3] - 1 < y < block.bbox[1] + 2 for y, _, _ in horizontal)
    }
    return len(above) > 1


def _over_ruling(box: Box, partial: Sequence[Ruling]) -> tuple[float, float] | None:
    """The reach of the partial ruling right below a head; None where there is none."""
    reach = None
    for y, a, b in partial:
        if -2 <= y - box[3] <= 0.9 * (box[3] - box[1]) and a - 1 <= box[0] and box[2] <= b + 1:
            reach = (a, b)
    return reach


def _between_walls(box: Box, vertical: Sequence[Ruling]) -> tuple[float, float] | None:
    """The reach from the vertical ruling at a head's left to that at its right; None where one is missing."""
    y = (box[1] + box[3]) / 2
    walls = [x for x, top, bottom in vertical if top - 1 <= y <= bottom + 1]
    left = max((x for x in walls if x <= box[0] + 1), default=None)
    right = min((x for x in walls if x >= box[2] - 1), default=None)
    return None if left is None or right is None else (left, right)


def _in_the_middle(
    index: int,
    places: Sequence[tuple[int, int]],
    blocks: Sequence[Placed],
    columns: Sequence[tuple[float, float]],
    end: float,
) -> tuple[int, int]:
    """The most columns, each with a head of its own below, that a head over more than one stands in the middle of."""
    left, right = places[index]
    block = blocks[index]
    heads = [i for i, b in enumerate(blocks) if b.bbox[3] <= end + 2]
    below = {c for i in heads if blocks[i].row > block.row + 2 for c in range(places[i][0], places[i][1] + 1)}
    taken = {
        c
        for i in heads
        if i != index and blocks[i].row < block.row + 2
        for c in range(places[i][0], places[i][1] + 1)
    }
    if left == right or not set(range(left, right + 1)) <= below - taken:
        return left, right
    free = below - taken
    best = (left, right)
    for start in range(left, -1, -1):
        if start not in free:
            break
        for stop in range(right, len(columns)):
            if stop not in free:
                break
            off = (columns[start][0] + columns[stop][1] - block.bbox[0] - block.bbox[2]) / 2
            if abs(off) <= CENTRED and stop - start > best[1] - best[0]:
                best = (start, stop)
    return best
