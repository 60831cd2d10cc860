"""Sizes that are set in aligned columns ("512 × | 4 × | 4"): one column to a reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_FIRST = re.compile(r"[\w/]{1,6}\s*[×✕⨯]")
_LAST = re.compile(r"[\w/]{1,6}(?:\s*[×✕⨯])?")
FEWEST = 3
"""Fewest rows that print a size in parts."""


def joined_sizes(
    columns: Sequence[tuple[float, float]], texts: Sequence[tuple[str, float, float]]
) -> list[tuple[float, float]]:
    """The columns, with neighbours as one where all that the left one holds ends with a sign of multiplication.

    A column of numbers of times ("2 ×") has a head of its own and stays.

    Args:
        columns: x range of each.
        texts: what is printed in the table, each with its x range.
    """
    held = [_alone(column, columns, texts) for column in columns]
    out = [list(columns[0])]
    for (_, left), (column, right) in pairwise(zip(columns, held, strict=True)):
        parts = len(left) >= FEWEST and all(_FIRST.fullmatch(text) for text in left)
        if parts and len(right) >= FEWEST and all(_LAST.fullmatch(text) for text in right):
            out[-1][1] = column[1]
        else:
            out.append(list(column))
    return [(start, end) for start, end in out]


def _alone(
    column: tuple[float, float],
    columns: Sequence[tuple[float, float]],
    texts: Sequence[tuple[str, float, float]],
) -> list[str]:
    """What stands over one column and no other."""
    return [
        text
        for text, x0, x1 in texts
        if [other for other in columns if min(x1, other[1]) - max(x0, other[0]) > 0] == [column]
    ]
