"""Fractions: text above and below a short level bar is one word, and so is a product of them (H/4×W/4×48)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.document.page import Word
from extract.scene.geometry import centre, overlap, union, width
from extract.scene.heads import Line
from graph import Box

TIMES = re.compile(r"^[×xX](?=$|[\dA-Z])|(?<=[\dA-Za-z/])[×xX]$")
"""A times sign at the start or end of a word; type recognised from its outlines has letters for it."""


def with_fractions(words: Sequence[Word], lines: Sequence[Line]) -> tuple[list[Word], list[Line]]:
    """Words with each fraction as one ("C/r"), and the lines that are no bars of fractions."""
    words = list(words)
    fractions: list[Word] = []
    kept: list[Line] = []
    walls = [line for line in lines if _is_upright(line)]
    for line in lines:
        bar = _bar(line)
        parts = _parts(bar, words) if bar is not None and not _parts_cells(bar, walls) else None
        if parts is None:
            kept.append(line)
            continue
        above, below = parts
        whole = replace(above, text=f"{above.text}/{below.text}", bbox=union((above.bbox, below.bbox)))
        at = words.index(above)
        words[at] = whole
        words.remove(below)
        fractions.append(whole)
    return _products(words, fractions), kept


def _bar(line: Line) -> Box | None:
    (x0, y0), (x1, y1) = line.points[0], line.points[-1]
    if len(line.points) != 2 or line.head_start or line.head_end or abs(y1 - y0) > 0.3:
        return None
    return (min(x0, x1), y0, max(x0, x1), y1) if abs(x1 - x0) < 30 else None


def _is_upright(line: Line) -> bool:
    return len(line.points) == 2 and abs(line.points[0][0] - line.points[-1][0]) < 0.3


def _parts_cells(bar: Box, walls: Sequence[Line]) -> bool:
    """Whether a bar ends at an upright line, as what parts two cells of a table does."""
    return any(
        min(abs(wall.points[0][0] - bar[0]), abs(wall.points[0][0] - bar[2])) < 0.5
        and min(y for _, y in wall.points) - 0.5 <= bar[1] <= max(y for _, y in wall.points) + 0.5
        for wall in walls
    )


def _parts(bar: Box, words: Sequence[Word]) -> tuple[Word, Word] | None:
    """The one word above and the one below a bar that about spans them."""
    near = [
        word
        for word in words
        if overlap(bar[0], bar[2], word.bbox[0], word.bbox[2]) > 0.6 * width(word.bbox)
        and width(bar) < 2.5 * max(width(word.bbox), word.size)
    ]
    above = [w for w in near if 0 < bar[1] - centre(w.bbox)[1] < 1.1 * w.size]
    below = [w for w in near if 0 < centre(w.bbox)[1] - bar[1] < 1.1 * w.size]
    return (above[0], below[0]) if len(above) == 1 and len(below) == 1 else None


def _products(words: list[Word], fractions: Sequence[Word]) -> list[Word]:
    """Words with the factors of each product that has a fraction in it as one."""
    for fraction in sorted(fractions, key=lambda word: word.bbox[0]):
        if fraction not in words:
            # It was taken into the product to the left of it.
            continue
        while factor := _next_factor(fraction, words, ahead=True) or _next_factor(
            fraction, words, ahead=False
        ):
            left, right = sorted((fraction, factor), key=lambda word: word.bbox[0])
            first, second = (TIMES.sub("×", word.text) for word in (left, right))
            whole = replace(fraction, text=first + second, bbox=union((left.bbox, right.bbox)))
            words[words.index(fraction)] = whole
            words.remove(factor)
            fraction = whole
    return words


def _next_factor(product: Word, words: Sequence[Word], *, ahead: bool) -> Word | None:
    """The word beside a product, on its level, that a times sign joins to it."""
    level, size = centre(product.bbox)[1], product.size
    near = []
    for index, word in enumerate(words):
        left, right = (product, word) if ahead else (word, product)
        gap = right.bbox[0] - left.bbox[2]
        on_level = abs(centre(word.bbox)[1] - level) <= 0.45 * size and word.direction == product.direction
        if word is not product and on_level and -0.2 * size < gap < 1.2 * size:
            near.append((gap, index))
    if not near:
        return None
    factor = words[min(near)[1]]
    left, right = (product, factor) if ahead else (factor, product)
    return factor if TIMES.search(left.text[-2:]) or TIMES.match(right.text) else None
