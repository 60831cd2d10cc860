"""Fractions: text above and below a short level bar is one word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.document.page import Word
from extract.scene.geometry import centre, overlap, union, width
from extract.scene.heads import Line
from graph import Box


def with_fractions(words: Sequence[Word], lines: Sequence[Line]) -> tuple[list[Word], list[Line]]:
    """Words with each fraction as one ("C/r"), and the lines that are no bars of fractions."""
    words = list(words)
    kept: list[Line] = []
    for line in lines:
        bar = _bar(line)
        parts = _parts(bar, words) if bar is not None else None
        if parts is None:
            kept.append(line)
            continue
        above, below = parts
        whole = replace(above, text=f"{above.text}/{below.text}", bbox=union((above.bbox, below.bbox)))
        at = words.index(above)
        words[at] = whole
        words.remove(below)
    return words, kept


def _bar(line: Line) -> Box | None:
    (x0, y0), (x1, y1) = line.points[0], line.points[-1]
    if len(line.points) != 2 or line.head_start or line.head_end or abs(y1 - y0) > 0.3:
        return None
    return (min(x0, x1), y0, max(x0, x1), y1) if abs(x1 - x0) < 30 else None


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
