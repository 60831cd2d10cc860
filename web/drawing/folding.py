"""Where a tall drawing is cut into columns that stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TALLEST = 620.0
MOST_COLUMNS = 6
TOO_TALL = 1.4
LINES = (1, 2, 3)
LEAST_FILLED = 0.55
"""Of the room that columns take, the part that must be filled: one long column between two stubs is no gain."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a drawing: its top and bottom, its outermost left and right, and how many lines leave it."""

    top: float
    bottom: float
    left: float
    right: float
    lines: int


def _cut(rows: Sequence[Row], height: float, most_lines: int) -> list[tuple[int, int]]:
    """Columns as ranges of rows, each ended at the last allowed row before it grows taller than `height`."""
    columns = []
    start = 0
    allowed: int | None = None
    for i, row in enumerate(rows):
        if row.bottom - rows[start].top > height and allowed is not None:
            columns.append((start, allowed + 1))
            start, allowed = allowed + 1, None
        if row.lines <= most_lines and i + 1 < len(rows):
            allowed = i
    columns.append((start, len(rows)))
    return columns


def _tallest(rows: Sequence[Row], columns: Sequence[tuple[int, int]]) -> float:
    return max(rows[b - 1].bottom - rows[a].top for a, b in columns)


def _width(rows: Sequence[Row], columns: Sequence[tuple[int, int]], gutter: float) -> float:
    widths = [max(row.right for row in rows[a:b]) - min(row.left for row in rows[a:b]) for a, b in columns]
    return sum(widths) + gutter * (len(columns) - 1)


def _fold(rows: Sequence[Row], widest: float, gutter: float, most_lines: int) -> list[tuple[int, int]]:
    whole = rows[-1].bottom - rows[0].top
    best = [(0, len(rows))]
    for count in range(2, MOST_COLUMNS + 1):
        for slack in (1.0, 1.06, 1.15, 1.3):
            columns = _cut(rows, whole / count * slack, most_lines)
            if len(columns) > count or _width(rows, columns, gutter) > widest:
                continue
            if whole < LEAST_FILLED * len(columns) * _tallest(rows, columns):
                continue
            if _tallest(rows, columns) < _tallest(rows, best) * 0.95:
                best = columns
            break
        if _tallest(rows, best) <= TALLEST:
            break
    return best


def fold(rows: Sequence[Row], widest: float, gutter: float) -> list[tuple[int, int]]:
    """The columns as ranges of rows: as few as make the drawing no taller than a screen, if they fit its width.

    Cuts through one line are best; only a drawing that stays far too tall is cut through several. Returns one
    range where the drawing is short already or no row may end a column.
    """
    best = [(0, len(rows))]
    for most_lines in LINES:
        if _tallest(rows, best) <= TALLEST * (1.0 if most_lines == LINES[0] else TOO_TALL):
            break
        columns = _fold(rows, widest, gutter, most_lines)
        if _tallest(rows, columns) < _tallest(rows, best) * 0.8:
            best = columns
    return best
